"""Releasing a draft: what stands becomes what the draft says, and nobody hears of it unless told."""

from datetime import date

import pytest

from cycles.actions import team
from cycles.actions import visit as visits
from cycles.models import Challenge, ClosedPeriod, Intervention, Seat
from notices.models import Message
from people.refusal import Refusal
from planning.actions import drafts, releases
from planning.models import Draft, Release
from planning.releasing import Release as Releasing
from planning.sketch import Sketch
from tests.planning.test_drafts import begin, key_of, move, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2027, 6, 7), date(2027, 7, 5)


def release(scene, draft, **more):
    draft.refresh_from_db()
    return releases.release(draft=draft, version=draft.version, by=scene.rana, at=NOW, **more)


def planned(scene):
    """A draft with two visits, led by directors of two others."""
    draft = begin(scene)
    move(scene, draft, "Ashby", JUNE)
    seat(scene, draft, "Ashby", 0, "Crowle director")
    move(scene, draft, "Brigg", JULY)
    seat(scene, draft, "Brigg", 0, "Epworth director")
    return draft


def test_visits_are_made_and_people_pencilled_in_without_a_word(scene):
    made = release(scene, planned(scene), note="The first plan")
    ashby, brigg = Challenge.objects.order_by("host__name")
    assert (ashby.visit.starts_on, ashby.visit.ends_on) == (date(2027, 6, 8), date(2027, 6, 10))
    assert brigg.state == "proposed"
    assert {(seat.challenge_id, seat.person.name, seat.role, seat.status) for seat in Seat.objects.all()} == {
        (ashby.pk, "Crowle director", "lead", "pencilled"),
        (brigg.pk, "Epworth director", "lead", "pencilled"),
    }
    assert not Message.objects.exists()
    scene.cycle.refresh_from_db()
    assert scene.cycle.released_at == NOW
    assert [change.sentence for change in made.changes.filter(is_public=True)] == [
        "Ashby: planned for 8 to 10 June 2027",
        "Brigg: planned for 6 to 8 July 2027",
    ]
    assert made.draft.status == Draft.Status.RELEASED


def test_a_longer_visit_is_released_as_long_as_it_is_offered(scene):
    member = scene.cycle.members.get(body=scene.bodies["Ashby"])
    Intervention.objects.create(member=member, extra_days=1)
    release(scene, planned(scene))
    ashby, brigg = Challenge.objects.order_by("host__name")
    assert (ashby.extra_days, ashby.visit.starts_on, ashby.visit.ends_on) == (1, date(2027, 6, 8), date(2027, 6, 11))
    assert (brigg.extra_days, brigg.days) == (0, 3)


def test_a_longer_visit_that_is_no_longer_offered_is_looked_at_again_before_it_is_released(scene):
    member = scene.cycle.members.get(body=scene.bodies["Ashby"])
    Intervention.objects.create(member=member, extra_days=1)
    draft = planned(scene)
    Intervention.objects.all().delete()
    with pytest.raises(Refusal, match="The plan has changed"):
        release(scene, draft)
    assert not Challenge.objects.exists()


def test_only_those_chosen_are_told(scene):
    draft = planned(scene)
    notices = Releasing(scene.cycle, Sketch.of(draft.sketch), Sketch.of(draft.base)).notices()
    draft.refresh_from_db()
    notices = Releasing(scene.cycle, Sketch.of(draft.sketch), Sketch.of(draft.base)).notices()
    assert [notice.text for notice in notices] == [
        "Invitation to be lead challenger at Ashby, 8 to 10 June 2027",
        "Invitation to be lead challenger at Brigg, 6 to 8 July 2027",
    ]
    release(scene, draft, told=[notices[0].key])
    assert [message.recipient.name for message in Message.objects.all()] == ["Crowle director"]
    assert Seat.objects.get(person__name="Crowle director").status == "invited"
    assert Seat.objects.get(person__name="Epworth director").status == "pencilled"


def test_two_visits_may_change_weeks_with_the_same_people_in_both(scene):
    draft = planned(scene)
    seat(scene, draft, "Ashby", 1, "Filey service_manager")
    release(scene, draft)
    ashby, brigg = Challenge.objects.order_by("host__name")
    visits.move_visit(challenge=brigg, starts_on=date(2027, 9, 7), by=scene.rana, at=NOW)
    team.pencil_in(
        challenge=brigg, person=scene.people["Filey service_manager"], role="reviewer", by=scene.rana, at=NOW
    )
    draft = begin(scene)
    for challenge, week in ((ashby, date(2027, 9, 6)), (brigg, JUNE)):
        drafts.move(draft=draft, key=challenge.pk, week=week, by=scene.rana, at=NOW)
    made = release(scene, draft)
    assert made.number == 2
    assert Challenge.objects.get(pk=ashby.pk).visit.starts_on == date(2027, 9, 7)
    assert Challenge.objects.get(pk=brigg.pk).visit.starts_on == date(2027, 6, 8)
    assert all(seat.keeps_days for seat in Seat.objects.all())
    assert {(seat.challenge_id, seat.starts_on) for seat in Seat.objects.filter(person__name__contains="Filey")} == {
        (ashby.pk, date(2027, 9, 7)),
        (brigg.pk, date(2027, 6, 8)),
    }


def test_of_two_releases_at_once_one_wins(scene):
    one, other = planned(scene), planned(scene)
    release(scene, one)
    with pytest.raises(Refusal, match="Look again"):
        release(scene, other)
    assert Release.objects.count() == 1
    with pytest.raises(Refusal, match="no longer changes"):
        release(scene, one)


def test_the_checker_stands_before_the_release(scene):
    draft = planned(scene)
    seat(scene, draft, "Brigg", 1, "Brigg service_manager")
    with pytest.raises(Refusal, match="nobody reviews their own authority"):
        release(scene, draft)
    assert not Challenge.objects.exists()


def test_facts_are_looked_up_anew_and_a_closed_week_needs_a_reason(scene):
    draft = planned(scene)
    ClosedPeriod.objects.create(
        region=scene.region,
        body=scene.bodies["Ashby"],
        kind="inspection",
        label="Inspection",
        starts_on=JUNE,
        ends_on=date(2027, 6, 11),
    )
    with pytest.raises(Refusal, match="Say why") as refused:
        release(scene, draft)
    assert refused.value.field == "despite"
    release(scene, draft, despite="Agreed with the director")
    assert "Agreed with the director" in Challenge.objects.get(host__name="Ashby").events.get(what="create").sentence


def test_nobody_loses_their_days_by_a_release(scene):
    release(scene, planned(scene))
    ashby = Challenge.objects.get(host__name="Ashby")
    draft = begin(scene)
    drafts.move(draft=draft, key=ashby.pk, week=None, by=scene.rana, at=NOW)
    with pytest.raises(Refusal, match="No days any more for Ashby"):
        release(scene, draft)


def test_who_leaves_is_told_only_when_chosen_and_a_new_part_is_a_new_seat(scene):
    draft = planned(scene)
    key = key_of(scene, "Ashby")
    release(scene, draft, told=[f"invite-{key}-{scene.people['Crowle director'].pk}"])
    ashby = Challenge.objects.get(host__name="Ashby")
    draft = begin(scene)
    drafts.seat(draft=draft, key=ashby.pk, number=0, person=scene.people["Filey director"], by=scene.rana, at=NOW)
    Message.objects.all().delete()
    draft.refresh_from_db()
    notices = Releasing(scene.cycle, Sketch.of(draft.sketch), Sketch.of(draft.base)).notices()
    assert [(one.recipient.name, one.text) for one in notices] == [
        ("Filey director", "Invitation to be lead challenger at Ashby, 8 to 10 June 2027"),
        ("Crowle director", "Their place at Ashby has ended"),
    ]
    release(scene, draft, told=[notices[1].key])
    assert [(message.recipient.name, message.kind) for message in Message.objects.all()] == [
        ("Crowle director", "seat_ended")
    ]
    assert Seat.objects.get(person__name="Crowle director").status == "withdrawn"
