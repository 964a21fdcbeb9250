"""How somebody wants to be written to, said by themselves or by the link in a mail."""

from datetime import datetime

from django.db import transaction

from notices.kinds import ESCALATED, RUNGS, kind_of
from notices.letters import next_summary
from notices.models import Message, Preference
from people.models import Person

WEEKLY = tuple(rung for rung in RUNGS if rung != ESCALATED)


@transaction.atomic
def choose(*, person: Person, weekly: bool, stopped: list[str], by: Person | None, at: datetime) -> Preference:
    """Save how somebody is written to; what already waits follows."""
    kept = sorted(key for key in set(stopped) if kind_of(key).may_be_stopped)
    preference, _ = Preference.objects.update_or_create(
        person=person, defaults={"weekly": weekly, "stopped": kept, "changed_at": at}
    )
    waiting = Message.objects.unsent().filter(recipient=person, rung__in=WEEKLY, claim="", tries=0)
    waiting.update(not_before=next_summary(at) if weekly else None)
    return preference


@transaction.atomic
def stop(*, person: Person, kinds: list[str], at: datetime) -> Preference:
    """Stop some kinds of message for whoever follows the link in a mail. Twice does no more than once."""
    preference = Preference.objects.select_for_update().filter(person=person).first() or Preference(person=person)
    preference.stopped = sorted({*preference.stopped, *(key for key in kinds if kind_of(key).may_be_stopped)})
    preference.changed_at = at
    preference.save()
    return preference
