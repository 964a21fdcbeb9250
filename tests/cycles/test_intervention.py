"""Authorities in intervention: recorded by the coordinator, read with the scope, worded, and visited longer."""

from datetime import date

import pytest
from django.urls import reverse

from cycles.actions.challenge import create
from cycles.actions.visit import move_visit
from cycles.forms.cycle import ProposeForm
from cycles.models import Challenge, Intervention, Shape
from cycles.purposes import IN_INTERVENTION, REPORTED, REPORTED_IN_INTERVENTION, of_report, of_scope
from people.refusal import Refusal
from planning.live import standing
from planning.queries.wishes import weeks_of
from tests.world import NOW

BOARD = {"board_on_day": 4, "board_on_month": 3, "board_on_year": 2027}
TERM = {"commissioner": "Children’s commissioner", "commissioner_from_day": 1, "commissioner_from_month": 10}


def watched(world, place="Rotherham", **fields):
    member = world.cycle.members.get(body=world.bodies[place])
    return Intervention.objects.create(member=member, **{"commissioner": "A. Person", "extra_days": 1, **fields})


def test_coordinator_records_it_and_the_team_and_host_read_it(world, client, signed_in):
    page = reverse("cycles:intervention", args=[world.cycle.ref, world.bodies["Calderdale"].ref])
    signed_in(world.rana)
    half = client.post(page, {**BOARD, "commissioner_from_day": 1, "extra_days": 9})
    assert (half.status_code, "must include a month and a year" in half.text) == (422, True)
    nobody = {"commissioner_from_day": 1, "commissioner_from_month": 10, "commissioner_from_year": 2026}
    assert "Say who the commissioner is" in client.post(page, {**nobody, "extra_days": 1}).text
    client.post(page, {**BOARD, **TERM, "commissioner_from_year": 2026, "extra_days": 2})
    kept = Intervention.objects.get()
    assert (kept.board_on, kept.commissioner_from, kept.extra_days) == (date(2027, 3, 4), date(2026, 10, 1), 2)
    members = client.get(reverse("cycles:members", args=[world.cycle.ref])).text
    assert members.count(">In intervention<") == 1
    Challenge.objects.filter(pk=world.challenge.pk).update(purpose="progress")
    for reader in ("tom", "petra", "carys"):
        signed_in(getattr(world, reader))
        scope = client.get(reverse("reviews:scope", args=[world.challenge.ref])).text
        assert "A check on progress with the improvement plan" in scope
        assert "Children’s commissioner, from 1 October 2026" in scope
        assert "4 March 2027" in scope
        assert client.get(page).status_code == 403
    signed_in(world.rana)
    client.post(page, {"extra_days": 2, "ended": "on"})
    assert not Intervention.objects.exists()


def test_report_says_it_without_names_and_days(world):
    challenge, found = world.challenge, watched(world)
    for purpose in Challenge.Purpose:
        challenge.purpose = purpose
        assert of_report(challenge, None) == [REPORTED[purpose]]
        first, beside = of_report(challenge, found.commissioner)
        assert (first, of_scope(challenge, found)) == (REPORTED_IN_INTERVENTION[purpose], IN_INTERVENTION[purpose])
        assert "the improvement board and the commissioner" in beside
        assert "A. Person" not in beside
    challenge.purpose = ""
    assert (len(of_report(challenge, "")), of_report(challenge, None), of_scope(challenge, found)) == (1, [], "")


def test_longer_visit_is_offered_planned_and_kept(world):
    watched(world)
    shape, rotherham, york = Shape.objects.get(), world.bodies["Rotherham"], world.bodies["York"]
    facts = {"topic": "Neglect", "shape": shape.pk, "starts_on_day": 4, "starts_on_month": 5, "starts_on_year": 2027}
    wrong = ProposeForm({**facts, "host": york.ref, "longer": "on"}, cycle=world.cycle)
    assert "No longer visit is offered to York" in wrong.errors["longer"][0]
    right = ProposeForm({**facts, "host": rotherham.ref, "longer": "on"}, cycle=world.cycle)
    assert right.is_valid()
    assert right.cleaned_data["extra_days"] == 1
    assert "Rotherham, 1 more" in right.fields["longer"].help_text
    said = {"cycle": world.cycle, "shape": shape, "topic": "Neglect", "by": world.rana, "at": NOW}
    planned = {visit.host: visit.days for visit in standing(world.cycle, NOW.date())}
    assert (planned[rotherham.pk], planned[york.pk]) == (4, 3)
    with pytest.raises(Refusal, match="No visit that long"):
        create(host=york, starts_on=date(2027, 5, 4), extra_days=1, **said)
    made = create(host=rotherham, starts_on=date(2027, 5, 4), extra_days=1, **said)
    assert made.visit.ends_on == date(2027, 5, 7)
    moved = move_visit(challenge=made, starts_on=date(2027, 6, 8), by=world.rana, at=NOW)
    assert moved.visit.ends_on == date(2027, 6, 11)
    member = world.cycle.members.get(body=rotherham)
    assert len(weeks_of(member, [shape], NOW.date())) > 70


def test_without_any_nothing_is_asked(world):
    assert "longer" not in ProposeForm(cycle=world.cycle).fields
