"""Working on a draft: every change is a step, nothing outside it changes, nobody overwrites anybody."""

from datetime import date, timedelta

import pytest

from cycles.actions import challenge as challenges
from cycles.actions import team
from cycles.actions import visit as visits
from cycles.models import Challenge, ClosedPeriod, Seat
from people.models import Absence
from people.refusal import Refusal
from planning.actions import drafts
from planning.judging import Judged
from planning.models import Draft
from planning.sketch import NEW, Sketch
from tests.world import NOW

pytestmark = pytest.mark.django_db
MONDAY = date(2027, 6, 7)


def begin(scene):
    return drafts.begin(cycle=scene.cycle, reason="A try", by=scene.rana, at=NOW)


def key_of(scene, host):
    return NEW + scene.bodies[host].pk


def judged(draft):
    draft.refresh_from_db()
    return Judged.of(draft.problem, Sketch.of(draft.sketch), Sketch.of(draft.base))


def move(scene, draft, host, week, **more):
    return drafts.move(draft=draft, key=key_of(scene, host), week=week, by=scene.rana, at=NOW, **more)


def seat(scene, draft, host, number, who, **more):
    person = scene.people[who] if who else None
    return drafts.seat(
        draft=draft, key=key_of(scene, host), number=number, person=person, by=scene.rana, at=NOW, **more
    )


def test_it_begins_with_every_host_and_the_places_its_shape_promises(scene):
    draft = begin(scene)
    plan = Sketch.of(draft.sketch)
    assert [visit.host for visit in plan] == [body.pk for body in scene.bodies.values()]
    assert [seat.role for seat in plan.visits[0].seats] == ["lead", "reviewer", "reviewer"]
    assert plan == Sketch.of(draft.base)
    found = judged(draft)
    assert found.breaches == []
    assert found.changes == []


def test_a_step_is_judged_at_once_and_taken_back_exactly(scene):
    draft = begin(scene)
    move(scene, draft, "Ashby", MONDAY)
    seat(scene, draft, "Ashby", 0, "Brigg director")
    seat(scene, draft, "Ashby", 1, "Ashby service_manager")
    found = judged(draft)
    assert found.sketch[key_of(scene, "Ashby")].starts_on == date(2027, 6, 8)  # a Tuesday
    assert found.breaches_of(key_of(scene, "Ashby")) == [
        "Ashby service_manager works for Ashby: nobody reviews their own authority.",
        "Ashby would host in the week of 7 June 2027 and lend somebody in the week of 7 June 2027.",
    ]
    undone = drafts.undo(draft=draft, by=scene.rana, at=NOW)
    assert undone.sentence == "Ashby, reviewer: Ashby service_manager"
    assert judged(draft).breaches == []
    drafts.undo(draft=draft, by=scene.rana, at=NOW)
    drafts.undo(draft=draft, by=scene.rana, at=NOW)
    assert judged(draft).sketch == judged(draft).base
    with pytest.raises(Refusal, match="no step left"):
        drafts.undo(draft=draft, by=scene.rana, at=NOW)


def test_nothing_outside_the_draft_changes(scene):
    draft = begin(scene)
    move(scene, draft, "Ashby", MONDAY)
    seat(scene, draft, "Ashby", 0, "Brigg director")
    assert not Challenge.objects.exists()
    assert not Seat.objects.exists()


def test_the_second_of_two_coordinators_is_told(scene):
    draft = begin(scene)
    move(scene, draft, "Ashby", MONDAY, version=0)
    with pytest.raises(Refusal, match="The last step is Rana’s: Ashby: 8 to 10 June 2027"):
        move(scene, draft, "Brigg", MONDAY, version=0)


def test_trying_a_week_says_what_it_would_break_and_cost(scene):
    ClosedPeriod.objects.create(
        region=scene.region,
        body=scene.bodies["Ashby"],
        kind="inspection",
        label="Inspection",
        starts_on=MONDAY,
        ends_on=MONDAY + timedelta(days=4),
    )
    draft = begin(scene)
    move(scene, draft, "Brigg", MONDAY + timedelta(weeks=1))
    found = judged(draft)
    closed = found.move(key_of(scene, "Ashby"), MONDAY)
    assert closed.breaches == ["Ashby cannot be visited in the week of 7 June 2027: Inspection, 7 to 11 June 2027."]
    full = found.move(key_of(scene, "Ashby"), MONDAY + timedelta(weeks=1))
    assert any("There would be 2 visits" in sentence for sentence in full.breaches)
    assert found.move(key_of(scene, "Ashby"), MONDAY + timedelta(weeks=2)).breaches == []


def test_who_could_go_names_everybody_with_a_reason(scene):
    Absence.objects.create(person=scene.people["Crowle director"], starts_on=MONDAY, ends_on=MONDAY + timedelta(days=4))
    draft = begin(scene)
    move(scene, draft, "Ashby", MONDAY)
    found = judged(draft).candidates(key_of(scene, "Ashby"), 0)
    said = {candidate.person.name: candidate.tried.breaches for candidate in found}
    assert said["Brigg director"] == []
    assert said["Ashby director"][0] == "Ashby director works for Ashby: nobody reviews their own authority."
    assert said["Crowle director"] == [
        "Crowle director cannot come in the week of 7 June 2027: away 7 to 11 June 2027."
    ]
    assert "Brigg service_manager" not in said
    assert [bool(candidate.tried.breaches) for candidate in found] == sorted(
        bool(candidate.tried.breaches) for candidate in found
    )


def test_looking_again_takes_in_what_happened_and_keeps_the_drafts_own_changes(scene):
    made = challenges.create(
        cycle=scene.cycle,
        host=scene.bodies["Ashby"],
        shape=scene.shape,
        topic="Front door",
        starts_on=date(2027, 9, 7),
        by=scene.rana,
        at=NOW,
    )
    other = challenges.create(
        cycle=scene.cycle,
        host=scene.bodies["Brigg"],
        shape=scene.shape,
        topic="Neglect",
        starts_on=date(2027, 10, 5),
        by=scene.rana,
        at=NOW,
    )
    draft = begin(scene)
    drafts.move(draft=draft, key=made.pk, week=date(2027, 11, 1), by=scene.rana, at=NOW)
    team.pencil_in(challenge=made, person=scene.people["Crowle director"], role="lead", by=scene.ravi, at=NOW)
    visits.move_visit(challenge=other, starts_on=date(2027, 10, 12), by=scene.ravi, at=NOW)
    told = drafts.look_again(draft=draft, by=scene.rana, at=NOW)
    plan = judged(draft).sketch
    assert plan[made.pk].starts_on == date(2027, 11, 2)
    assert plan[made.pk].seats[0].person == scene.people["Crowle director"].pk
    assert plan[other.pk].starts_on == date(2027, 10, 12)
    assert told == [
        "Ashby: the lead challenger has changed.",
        "Brigg: now 12 to 14 October 2027, was 5 to 7 October 2027.",
    ]
    assert [change.visit.key for change in judged(draft).changes] == [made.pk]


def test_a_dropped_draft_changes_no_more(scene):
    draft = drafts.drop(draft=begin(scene), by=scene.rana, at=NOW)
    assert draft.status == Draft.Status.DROPPED
    with pytest.raises(Refusal, match="no longer changes"):
        move(scene, draft, "Ashby", MONDAY)


def test_locking_needs_something_to_lock(scene):
    draft = begin(scene)
    with pytest.raises(Refusal, match="no week to lock"):
        drafts.lock(draft=draft, key=key_of(scene, "Ashby"), locked=True, by=scene.rana, at=NOW)
    with pytest.raises(Refusal, match="empty place"):
        drafts.lock(draft=draft, key=key_of(scene, "Ashby"), number=0, locked=True, by=scene.rana, at=NOW)
    move(scene, draft, "Ashby", MONDAY)
    drafts.lock(draft=draft, key=key_of(scene, "Ashby"), locked=True, by=scene.rana, at=NOW)
    assert judged(draft).sketch[key_of(scene, "Ashby")].locked
    seat(scene, draft, "Ashby", 0, "Brigg director")
    assert not judged(draft).sketch[key_of(scene, "Ashby")].is_settled
    drafts.lock(draft=draft, key=key_of(scene, "Ashby"), whole=True, locked=True, by=scene.rana, at=NOW)
    settled = judged(draft).sketch[key_of(scene, "Ashby")]
    assert settled.is_settled
    assert [place.locked for place in settled.seats] == [True, False, False]
    drafts.lock(draft=draft, key=key_of(scene, "Ashby"), whole=True, locked=False, by=scene.rana, at=NOW)
    freed = judged(draft).sketch[key_of(scene, "Ashby")]
    assert not freed.locked
    assert not any(place.locked for place in freed.seats)
