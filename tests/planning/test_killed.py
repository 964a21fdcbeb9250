"""A worker killed while it solves: the draft is as it was, and the next worker answers."""

import os
import signal
from datetime import date, timedelta

from django.db import connections

from planning import solving
from planning.actions import drafts, rounds
from planning.models import Draft, Proposal
from planning.sketch import NEW
from tests.planning import scene as scenes
from tests.racing import needs_two_connections
from tests.soak import on_two_connections
from tests.world import NOW

MAY = date(2027, 5, 10)
pytestmark = on_two_connections


def killed_while_solving(proposal):
    """Let a process answer that is killed at its first plan; return the signal that ended it."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        solving._Listening.report = lambda self, progress: os.kill(os.getpid(), signal.SIGKILL)
        solving.work_out(proposal_id=proposal.pk, clock=lambda: NOW)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def test_a_worker_killed_while_it_solves_leaves_the_draft_and_can_be_followed(clock):
    needs_two_connections()
    scene = scenes.build(size=2)
    draft = drafts.begin(cycle=scene.cycle, reason="A try", by=scene.rana, at=NOW)
    key = NEW + scene.bodies["Ashby"].pk
    drafts.move(draft=draft, key=key, week=MAY, by=scene.rana, at=NOW)
    asked = rounds.ask(cycle=scene.cycle, draft=draft, aims=["cheapest"], seconds=20, by=scene.rana, at=NOW)
    (proposal,) = asked.proposals.all()
    before = Draft.objects.values().get()
    assert killed_while_solving(proposal) == signal.SIGKILL
    proposal.refresh_from_db()
    assert (proposal.status, proposal.plan) == (Proposal.Status.WORKING, None)
    assert Draft.objects.values().get() == before
    later = NOW + timedelta(minutes=5)
    assert rounds.overdue(later) == [proposal.pk]
    solving.work_out(proposal_id=proposal.pk, clock=lambda: later)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.tries) == (Proposal.Status.DONE, 2)
    assert Draft.objects.values().get() == before
