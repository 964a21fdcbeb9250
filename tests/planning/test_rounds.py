"""Questions put to the planner, and the workers that answer them."""

from datetime import date, timedelta

import pytest

from cycles.models import ClosedPeriod
from people.refusal import Refusal
from planning import trying
from planning.actions import drafts, rounds
from planning.judging import Judged
from planning.models import Draft, Proposal
from planning.sketch import NEW, Sketch
from planning.solving import work_out
from tests.planning import scene as scenes
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(db):
    """Five authorities, two to a team: planned in a second."""
    return scenes.build(size=2)


def ask(scene, *aims, **more):
    return rounds.ask(cycle=scene.cycle, aims=aims or ["cheapest"], seconds=20, by=scene.rana, at=NOW, **more)


def answered(asked):
    for proposal in asked.proposals.order_by("pk"):
        work_out(proposal_id=proposal.pk, clock=lambda: NOW)
    return list(asked.proposals.order_by("pk"))


def test_every_host_gets_a_week_and_a_team_and_the_proof_is_kept(small):
    (proposal,) = answered(ask(small))
    assert proposal.status == Proposal.Status.DONE
    assert proposal.proved
    assert proposal.cost == proposal.bound
    plan = Sketch.of(proposal.plan)
    assert all(visit.starts_on and not visit.empty for visit in plan)
    found = Judged.of(proposal.round.problem, plan, Sketch.of(proposal.round.base))
    assert found.breaches == []
    assert found.cost == proposal.cost
    assert found.reasons(plan.visits[0].key)


def test_aims_stand_side_by_side(small, client):
    asked = ask(small, "cheapest", "fairest", "fewest_changes")
    assert {proposal.status for proposal in answered(asked)} == {Proposal.Status.DONE}


def test_a_draft_begins_from_a_proposal_and_nothing_else_changes(small):
    (proposal,) = answered(ask(small))
    draft = rounds.make_draft(proposal=proposal, by=small.rana, at=NOW)
    assert Sketch.of(draft.sketch) == Sketch.of(proposal.plan)
    assert Draft.objects.count() == 1
    assert draft.reason == "Best on the whole, proposed on 10 February 2027"


def test_what_is_locked_in_a_draft_stays(small):
    draft = drafts.begin(cycle=small.cycle, reason="Settled", by=small.rana, at=NOW)
    key, week = NEW + small.bodies["Ashby"].pk, date(2027, 9, 6)
    drafts.move(draft=draft, key=key, week=week, by=small.rana, at=NOW)
    draft = drafts.lock(draft=draft, key=key, locked=True, by=small.rana, at=NOW)
    draft = drafts.seat(draft=draft, key=key, number=0, person=small.people["Crowle director"], by=small.rana, at=NOW)
    draft = drafts.lock(draft=draft, key=key, number=0, locked=True, by=small.rana, at=NOW)
    (proposal,) = answered(ask(small, draft=draft))
    visit = Sketch.of(proposal.plan)[key]
    assert visit.week == week
    assert visit.seats[0].person == small.people["Crowle director"].pk
    assert visit.locked


def test_what_is_tried_is_not_recorded(small):
    body = small.bodies["Ashby"]
    tried = trying.closed(body.pk, body.name, date(2027, 2, 1), date(2027, 12, 31), "Inspection")
    (proposal,) = answered(ask(small, what_if=[tried]))
    assert Sketch.of(proposal.plan)[NEW + body.pk].starts_on >= date(2028, 1, 1)
    assert not ClosedPeriod.objects.exists()
    asked = ask(small, what_if=[trying.gone(small.people["Brigg director"].pk, "Brigg director")])
    (proposal,) = answered(asked)
    assert small.people["Brigg director"].pk not in {one for visit in Sketch.of(proposal.plan) for one in visit.people}


def test_when_nothing_fits_the_rules_are_named_and_a_way_out_leads_to_a_plan(small):
    body = small.bodies["Ashby"]
    tried = trying.closed(body.pk, body.name, date(2027, 1, 1), date(2028, 6, 30), "Inspection")
    (proposal,) = answered(ask(small, what_if=[tried]))
    assert proposal.status == Proposal.Status.NOTHING_FITS
    assert [rule["sentence"] for rule in proposal.clash] == ["Ashby is closed for 77 weeks: Inspection."]
    again = rounds.ask_relaxed(proposal=proposal, by=small.rana, at=NOW)
    (relaxed,) = answered(again)
    assert relaxed.status == Proposal.Status.DONE
    draft = rounds.make_draft(proposal=relaxed, by=small.rana, at=NOW)
    assert draft.reason.startswith("Ashby is closed")


def test_a_worker_that_dies_leaves_the_proposal_to_the_next(small):
    asked = ask(small)
    (proposal,) = asked.proposals.all()
    dead = rounds.claim(proposal_id=proposal.pk, at=NOW)
    assert rounds.claim(proposal_id=proposal.pk, at=NOW) is None  # somebody works on it
    later = NOW + timedelta(minutes=5)
    assert rounds.overdue(later) == [proposal.pk]
    work_out(proposal_id=proposal.pk, clock=lambda: later)
    proposal.refresh_from_db()
    assert proposal.status == Proposal.Status.DONE
    cost = proposal.cost
    assert not rounds.finish(proposal=dead, at=later, status=Proposal.Status.FAILED, cost=1)
    assert not rounds.hear(proposal=dead, cost=1, bound=1, at=later)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.cost) == (Proposal.Status.DONE, cost)


def test_one_that_never_ends_is_given_up(small):
    (proposal,) = ask(small).proposals.all()
    moment = NOW
    for _ in range(rounds.MOST_TRIES):
        assert rounds.claim(proposal_id=proposal.pk, at=moment)
        moment += timedelta(minutes=5)
    assert rounds.claim(proposal_id=proposal.pk, at=moment) is None
    proposal.refresh_from_db()
    assert proposal.status == Proposal.Status.FAILED
    fresh = rounds.try_again(proposal=proposal, at=moment)
    assert fresh.status == Proposal.Status.WAITING
    with pytest.raises(Refusal, match="waiting"):
        rounds.try_again(proposal=proposal, at=moment)


def test_stopping_ends_what_nobody_began_and_is_heard_by_who_works(small):
    asked = ask(small, "cheapest", "fairest")
    waiting, working = asked.proposals.order_by("pk")
    rounds.stop(proposal=waiting, at=NOW)
    assert waiting.status == Proposal.Status.STOPPED
    claimed = rounds.claim(proposal_id=working.pk, at=NOW)
    assert rounds.hear(proposal=claimed, cost=5, bound=3, at=NOW)
    rounds.stop(proposal=working, at=NOW)
    assert not rounds.hear(proposal=claimed, cost=5, bound=3, at=NOW)
