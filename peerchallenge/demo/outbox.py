"""The outbox of the demo: what was said long ago has left; some waits, some is held, one was refused, one came back."""

from datetime import timedelta

from cycles import emails
from cycles.models import Seat
from notices.actions import ladder, outbox, preferences
from notices.kinds import SOON
from notices.models import Delivery, Message

from .stage import Stage

HELD, SEATS = 2, 24
SENT_WITHIN = timedelta(minutes=1)


def load_outbox(stage: Stage) -> None:
    """Let what was said up to now leave, but for the last words; climb the ladder of today."""
    rana, now = stage.people["rana"], stage.clock.now
    for seat in _invited(stage):
        emails.invitation(seat, seat.invited_at)
        if seat.status != Seat.Status.INVITED:
            emails.invitation_answered(seat, seat.answered_at or seat.invited_at)
    ladder.climb(at=now)
    said = list(Message.objects.unsent().filter(rung="").order_by("-queued_at", "-pk"))
    reminders = Message.objects.unsent().filter(rung=SOON).order_by("-due_on", "pk")
    for message in [*said[:HELD], *reminders[:HELD]]:
        outbox.hold(message=message, by=rana, at=now)
    for message in said[HELD:]:
        _leave(message)
    for message in said[HELD : HELD + 1]:
        _refuse(message)
    for message in said[HELD + 1 : HELD + 2]:
        _bounce(message)
    preferences.choose(person=stage.people["ben"], weekly=True, stopped=[], by=stage.people["ben"], at=now)
    outbox.set_letterhead(
        programme=stage.cycle.programme,
        prefix="Yorkshire and the Humber",
        sender="Yorkshire and the Humber peer challenge",
        reply_to="",
        held=["visit_moved"],
        by=rana,
        at=now,
    )


def _invited(stage: Stage) -> list[Seat]:
    """Return the last seats somebody was invited to."""
    seats = Seat.objects.filter(challenge__cycle__programme=stage.cycle.programme, invited_at__isnull=False)
    return list(
        seats.select_related("person", "challenge__host", "challenge__cycle").order_by("-invited_at", "pk")[:SEATS]
    )


def _leave(message: Message) -> None:
    message.mail, message.tries, message.sent_at = message.ref, 1, message.queued_at + SENT_WITHIN
    message.save(update_fields=["mail", "tries", "sent_at"])
    _note(message, Delivery.What.TRIED)
    _note(message, Delivery.What.TAKEN)


def _refuse(message: Message) -> None:
    message.sent_at, message.given_up_at = None, message.sent_at
    message.save(update_fields=["sent_at", "given_up_at"])
    Delivery.objects.filter(mail=message.mail, what=Delivery.What.TAKEN).delete()
    _note(message, Delivery.What.REFUSED, "550 for good")


def _bounce(message: Message) -> None:
    message.bounced_at = message.sent_at + SENT_WITHIN
    message.save(update_fields=["bounced_at"])
    _note(message, Delivery.What.BOUNCED, "5.2.1")


def _note(message: Message, what: str, detail: str = "") -> None:
    Delivery.objects.create(mail=message.mail, at=message.queued_at + SENT_WITHIN, what=what, detail=detail)
