"""The rotation of triad and quartet days."""

from collections import Counter
from datetime import date

import pytest
from django.urls import reverse

from cycles.models import Challenge, HostBody, Seat, Shape, Visit
from cycles.rotation import LEAD, rotation_of, turns_of
from people.models import Person


@pytest.mark.parametrize("size", [3, 4, 5, 6])
def test_everybody_leads_once_observes_once_and_nobody_their_own(size):
    turns = turns_of(list(range(size)), Counter())
    assert sorted(lead for lead, _ in turns) == sorted(watch for _, watch in turns) == list(range(size))
    assert all(len({host, lead, watch}) == 3 for host, (lead, watch) in enumerate(turns))
    assert not any(turns[lead][0] == host for host, (lead, _) in enumerate(turns))


def test_pairs_of_earlier_days_do_not_come_again():
    first = turns_of([10, 11, 12], Counter())
    met = Counter({(10 + host, LEAD, 10 + lead): 1 for host, (lead, _) in enumerate(first)})
    assert all(again[0] != before[0] for again, before in zip(turns_of([10, 11, 12], met), first, strict=True))
    assert turns_of([10, 11], Counter()) == [(None, None)] * 2


def test_the_page_proposes_and_counts(world, signed_in, django_assert_num_queries):
    Shape.objects.filter(pk=world.shape.pk).update(kind=Shape.Kind.TRIAD)
    for place in ("Wakefield", "York"):
        made = Challenge.objects.create(
            cycle=world.cycle,
            shape=world.shape,
            visit=world.challenge.visit,
            host=world.bodies[place],
            topic="Thresholds",
        )
        HostBody.objects.create(challenge=made, body=made.host)
    Seat.objects.filter(challenge=world.challenge).exclude(role__in=["lead", "observer"]).delete()
    found = rotation_of(world.cycle)
    assert [len(day.turns) for day in found.days] == [3]
    counts = {body.name: numbers for body, *numbers in found.counts}
    assert (counts["Calderdale"], counts["Wakefield"]) == ([1, 0, 0], [1, 1, 0])
    address = reverse("cycles:rotation", args=[world.cycle.ref])
    client = signed_in(world.rana)
    with django_assert_num_queries(6):
        page = client.get(address).text
    assert "Now: Tom" in page
    assert "Calderdale owes 1 day of leading and 1 day of observing." in page
    assert reverse("cycles:team", args=[made.ref]) in page
    turn = next(turn for turn in found.days[0].turns if turn.challenge == made)
    Person.objects.filter(pk=world.sam.pk).update(home=turn.lead)
    address_of_pool = reverse("cycles:candidates", args=[made.ref])
    pool = client.get(address_of_pool, {"role": "lead"}).context["page"].paginator.object_list
    assert {one["person"].home for one in pool if one["first"]} == {turn.lead}
    pool = client.get(address_of_pool, {"role": "reviewer"}).context["page"].paginator.object_list
    assert not any(one["first"] for one in pool)
    made.delete()
    assert "With fewer than three hosts" in client.get(address).text
    assert signed_in(world.petra).get(address).status_code == 403


def test_a_second_day_of_a_cycle_repeats_no_pair_of_the_first(world):
    Shape.objects.filter(pk=world.shape.pk).update(kind=Shape.Kind.TRIAD)
    world.challenge.delete()
    for starts in (date(2027, 3, 2), date(2027, 9, 14)):
        visit = Visit.objects.create(starts_on=starts, ends_on=starts)
        for place in ("Calderdale", "Wakefield", "York", "Leeds"):
            host = world.bodies[place]
            made = Challenge.objects.create(
                cycle=world.cycle, shape=world.shape, visit=visit, host=host, topic=f"Day {starts}"
            )
            HostBody.objects.create(challenge=made, body=host)
    first, second = rotation_of(world.cycle).days
    pairs = [{(turn.challenge.host, turn.lead) for turn in day.turns} for day in (first, second)]
    assert not pairs[0] & pairs[1]


def test_a_new_shape_starts_with_what_is_usual_for_its_kind(world, signed_in):
    client = signed_in(world.rana)
    address = reverse("cycles:add_shape", args=[world.programme.ref])
    assert f"{address}?kind=triad" in client.get(reverse("cycles:shapes", args=[world.programme.ref])).text
    page = client.get(f"{address}?kind=deep_dive").text
    assert 'value="Deep dive"' in page
    assert client.get(f"{address}?kind=nonsense").status_code == 200
