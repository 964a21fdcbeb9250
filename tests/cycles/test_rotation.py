"""The rotation of triad and quartet days."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.constraints import Place, reasons_against, with_facts
from cycles.models import Challenge, HostBody, Seat, Shape, Visit
from cycles.rotation import LEAD, rotation_of, turns_of
from people.models import Person
from tests import world as worlds
from tests.world import NOW


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


def days_of(world, *days):
    """Plan a day for each tuple of hosts."""
    Shape.objects.filter(pk=world.shape.pk).update(kind=Shape.Kind.TRIAD)
    world.challenge.delete()
    for number, places in enumerate(days):
        starts = date(2027, 3, 2) + timedelta(weeks=20 * number)
        visit = Visit.objects.create(starts_on=starts, ends_on=starts)
        for place in places:
            host = world.bodies[place]
            made = Challenge.objects.create(
                cycle=world.cycle, shape=world.shape, visit=visit, host=host, topic=f"Day {starts}"
            )
            HostBody.objects.create(challenge=made, body=host)


def leads_of(day):
    return {(turn.challenge.host.name, turn.lead.name) for turn in day.turns}


def test_a_second_day_of_a_cycle_repeats_no_pair_and_swaps_none(world, signed_in):
    days_of(world, ("Calderdale", "Wakefield", "York"), ("Calderdale", "Leeds", "Sheffield", "Wakefield"))
    first, second = rotation_of(world.cycle).days
    pairs = leads_of(first)
    assert ("Calderdale", "Wakefield") in pairs
    assert not leads_of(second) & {*pairs, *((home, host) for host, home in pairs)}
    assert "come again" not in signed_in(world.rana).get(reverse("cycles:rotation", args=[world.cycle.ref])).text


def test_the_same_three_repeat_rather_than_lead_those_who_led_them(world, signed_in):
    days_of(world, *[("Calderdale", "Wakefield", "York")] * 2)
    first, second = rotation_of(world.cycle).days
    assert leads_of(first) == leads_of(second)
    assert (first.again, second.again) == (0, 6)
    page = signed_in(world.rana).get(reverse("cycles:rotation", args=[world.cycle.ref])).text
    assert "6 pairs of earlier days come again." in page
    turn = second.turns[0]
    worlds.seat(first_at(first, turn.challenge.host), world.sam, "lead")
    Person.objects.filter(pk=world.sam.pk).update(home=turn.lead)
    place = Place.of(turn.challenge, "lead", NOW.date())
    assert reasons_against(with_facts(Person.objects.filter(pk=world.sam.pk), place).get(), place) == []


def first_at(day, host):
    return next(turn.challenge for turn in day.turns if turn.challenge.host == host)


def test_whoever_leads_a_challenge_of_another_kind_is_not_led_back(world):
    days_of(world, ("Calderdale", "Wakefield", "York"))
    kind = Shape.objects.create(programme=world.programme, name="Team", days=3)
    starts = date(2027, 9, 14)
    visit = Visit.objects.create(starts_on=starts, ends_on=starts)
    host = world.bodies["Wakefield"]
    made = Challenge.objects.create(cycle=world.cycle, shape=kind, visit=visit, host=host, topic="Care")
    HostBody.objects.create(challenge=made, body=host)
    Person.objects.filter(pk=world.sam.pk).update(home=world.bodies["Calderdale"])
    assert ("Calderdale", "Wakefield") in leads_of(rotation_of(world.cycle).days[0])
    worlds.seat(made, world.sam, "lead")
    found = rotation_of(world.cycle)
    assert ("Calderdale", "Wakefield") not in leads_of(found.days[0])
    assert [numbers for body, *numbers in found.counts if body.name == "Calderdale"] == [[1, 0, 0]]


def test_a_new_shape_starts_with_what_is_usual_for_its_kind(world, signed_in):
    client = signed_in(world.rana)
    address = reverse("cycles:add_shape", args=[world.programme.ref])
    assert f"{address}?kind=triad" in client.get(reverse("cycles:shapes", args=[world.programme.ref])).text
    page = client.get(f"{address}?kind=deep_dive").text
    assert 'value="Deep dive"' in page
    assert client.get(f"{address}?kind=nonsense").status_code == 200
