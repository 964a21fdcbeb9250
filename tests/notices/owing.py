"""Duties and messages for the tests of the outbox."""

from datetime import timedelta

from notices.actions import queue, sending
from notices.models import Duty, Holder
from notices.post import office
from tests.world import NOW

TODAY = NOW.date()  # a Wednesday


def day(n):
    """Return the day n days from today."""
    return TODAY + timedelta(days=n)


def owe(programme, *people, kind="data_pack", about="calderdale12", due=0, told=(), **fields):
    """Make a duty that waits for people, with a rung a week before, one after a day, and one after a week."""
    due_on = day(due)
    rungs = {"remind_on": day(due - 7), "late_on": day(due + 1), "escalate_on": day(due + 7)}
    words = {"place": "Calderdale", "what": "Send the data pack", "why": "The team reads it before it comes."}
    plain = {"path": f"/challenges/{about}/", "owner": "HO", "escalates_to": "CO", "anchor_on": due_on}
    duty = Duty.objects.create(
        kind=kind,
        about=about,
        programme=programme,
        **{**plain, **words, **rungs, "set_on": due_on, "due_on": due_on, **fields},
    )
    Holder.objects.bulk_create(
        [
            *(Holder(duty=duty, person=person) for person in people),
            *(Holder(duty=duty, person=person, rung=1) for person in told),
        ]
    )
    return duty


def say(world, person=None, about="seat1", kind="invitation", at=NOW, **words):
    """Queue a plain message."""
    said = {"subject": "Come", "body": "Answer here:\n{origin}/challenges/x/\n", "programme": world.programme, **words}
    return queue(recipient=person or world.petra, kind=kind, about=about, at=at, **said)


def send(at=NOW):
    """Send all that may leave; return what came of each mail."""
    outcomes = []
    with office() as door:
        while found := sending.send_batch(office=door, at=at):
            outcomes += found
            if sending.Outcome.UNREACHABLE in found:
                break
    return outcomes
