"""A timetable is proposed by a worker and used in one step, around what stands."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from people.refusal import Refusal
from reviews import proposing
from reviews.actions import proposals, timetable, wanted
from reviews.models import LineOfEnquiry, Room, Session, TimetableProposal, WantedSession
from tests import world as worlds
from tests.world import NOW

DAY = worlds.VISIT_STARTS
SOON = NOW + timedelta(seconds=5)


@pytest.fixture
def asked(world):
    """A session that stands, a room, six to place, and the question put."""
    line = LineOfEnquiry.objects.create(
        challenge=world.challenge, number=1, question="Do families know?", reviewer=world.seats["amir"]
    )
    Room.objects.create(challenge=world.challenge, name="Room 4", holds=20)
    stands = timetable.Plan(DAY, time(9), time(10), "group", "Stands", "Room 4", leads=(world.seats["amir"],))
    world.stands = timetable.add_session(challenge=world.challenge, plan=stands, by=world.ben, at=NOW)
    for n in range(6):
        wish = wanted.Wish(f"Group {n}", "group", 60, lines=(line,), windows=[[DAY.isoformat(), 540, 1020]])
        wanted.add_wanted(challenge=world.challenge, wish=wish, by=world.ben, at=NOW)
    return world


def ask(world):
    return proposals.ask(challenge=world.challenge, begins=time(9), stops=time(17), by=world.ben, at=NOW)


def worked_out(world, seconds=0.3):
    proposal = ask(world)
    proposing.work_out(proposal_id=proposal.pk, seconds=seconds, clock=lambda: SOON)
    proposal.refresh_from_db()
    return proposal


def test_a_proposal_is_worked_out_looked_at_and_used(asked, signed_in, django_assert_num_queries):
    client = signed_in(asked.ben)
    page = reverse("reviews:propose_timetable", args=[asked.challenge.ref])
    assert client.post(page, {"begins": "9:00", "stops": "17:00"}).status_code == 302
    proposal = TimetableProposal.objects.get()
    assert "Waiting to begin" in client.get(page).content.decode()
    assert "is being worked out already" in client.post(page, {"begins": "9:00", "stops": "17:00"}).content.decode()
    proposing.work_out(proposal_id=proposal.pk, seconds=0.3, clock=lambda: SOON)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.unplaced) == ("done", [])
    with django_assert_num_queries(11):
        shown = client.get(page).content.decode()
    assert "Group 5" in shown
    assert "stands already" in shown
    use = reverse("reviews:use_timetable", args=[asked.challenge.ref, proposal.ref])
    assert client.post(use).status_code == 302
    assert Session.objects.count() == 1 + 6 + 3  # and a meeting of the team on each of the three days
    assert not [clash for clash in timetable.clashes_of(asked.challenge) if clash.blocks or "Room 4" in clash.sentence]
    assert WantedSession.objects.filter(session=None).count() == 0
    assert Session.objects.get(pk=asked.stands.pk).version == 0
    group = Session.objects.get(title="Group 0")
    assert (group.room, group.lines.count(), group.reviewers.count()) == ("Room 4", 1, 2)
    client.post(use)
    assert Session.objects.count() == 10  # twice is once
    with pytest.raises(Refusal, match="Every session of the list has its place"):
        ask(asked)


def test_a_cancelled_slot_is_wanted_again(asked):
    proposals.use(proposal=worked_out(asked), by=asked.ben, at=NOW)
    one = WantedSession.objects.first()
    timetable.cancel_session(session=one.session, reason="Snow", by=asked.ben, at=NOW)
    assert [row.pk for row in proposals.waiting(asked.challenge)] == [one.pk]
    proposals.use(proposal=worked_out(asked), by=asked.ben, at=NOW)
    one.refresh_from_db()
    assert one.session.status == "planned"


def test_a_timetable_that_changed_since_is_not_overwritten(asked):
    proposal = worked_out(asked)
    timetable.cancel_session(session=asked.stands, reason="Snow", by=asked.ben, at=NOW)
    with pytest.raises(Refusal, match="the list or the team has changed since"):
        proposals.use(proposal=proposal, by=asked.ben, at=NOW)
    assert Session.objects.count() == 1


def test_what_cannot_fit_is_said_on_the_page(asked, signed_in):
    wish = wanted.Wish("Everybody", "group", 60, expected=200)
    wanted.add_wanted(challenge=asked.challenge, wish=wish, by=asked.ben, at=NOW)
    proposal = worked_out(asked)
    assert (proposal.status, proposal.placed) == ("nothing_fits", [])
    page = signed_in(asked.ben).get(reverse("reviews:propose_timetable", args=[asked.challenge.ref]))
    assert "“Everybody” fits nowhere: no room holds 202 people." in page.content.decode()
    with pytest.raises(Refusal, match="holds no timetable"):
        proposals.use(proposal=proposal, by=asked.ben, at=NOW)


def test_a_group_of_unknown_size_is_asked_for_first(asked):
    wish = wanted.Wish("Carers", "group", 60, source="carers")
    wanted.add_wanted(challenge=asked.challenge, wish=wish, by=asked.ben, at=NOW)
    with pytest.raises(Refusal, match="Enter first how many people belong to “Parents and carers”"):
        ask(asked)


def test_a_dead_worker_is_followed_by_another_and_its_answer_does_not_count(asked):
    proposal = ask(asked)
    dead = proposals.claim(proposal_id=proposal.pk, at=NOW)
    assert proposals.hear(proposal=dead, placed=3, cost=5, at=NOW)
    assert proposals.claim(proposal_id=proposal.pk, at=NOW) is None
    assert proposals.overdue(NOW) == []
    later = NOW + timedelta(minutes=3)
    assert proposals.overdue(later) == [proposal.pk]
    second = proposals.claim(proposal_id=proposal.pk, at=later)
    assert not proposals.finish(proposal=dead, at=later, status="failed")
    assert not proposals.hear(proposal=dead, placed=3, cost=5, at=later)
    assert proposals.finish(proposal=second, at=later, status="nothing_fits", clashes=["No."])
    assert proposals.claim(proposal_id=proposal.pk, at=later) is None
    again = ask(asked)
    for tries in range(proposals.MOST_TRIES):
        assert proposals.claim(proposal_id=again.pk, at=NOW + timedelta(hours=tries))
    assert proposals.claim(proposal_id=again.pk, at=NOW + timedelta(hours=9)) is None
    again.refresh_from_db()
    assert (again.status, again.trouble) == ("failed", "It was begun 3 times in vain.")


def test_hours_on_days_that_are_not_on_site_are_no_hours(asked):
    WantedSession.objects.filter(title="Group 0").update(windows=[["2027-03-09", 540, 1020]])
    assert "“Group 0” fits nowhere: the host is free" in worked_out(asked).clashes[0]
