"""Keeping every duty in step with the challenge or cycle it belongs to, however many there are.

Called after whatever is written of a challenge, and by a sweep for what nobody called it after. It
writes only what differs, so that calling it again changes nothing.
"""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from notices.models import Duty, Holder

from .days import in_words
from .deriving import of_challenges, of_cycles
from .models import Challenge, Cycle, State
from .owed import Wanted

AT_ONCE = 100
CANCELLED = "The challenge was cancelled."
KEPT = (
    "programme_id",
    "place",
    "what",
    "why",
    "path",
    "owner",
    "escalates_to",
    "anchor_on",
    "set_on",
    "due_on",
    "remind_on",
    "late_on",
    "escalate_on",
    "done_at",
    "paused",
    "not_needed_reason",
)
_noted = threading.local()


@dataclass(frozen=True)
class Moved:
    """A duty whose day has changed."""

    what: str
    old: date
    new: date

    def __str__(self) -> str:
        return f"{self.what}: now {in_words(self.new)}, was {in_words(self.old)}"


def keep_in_step(challenges: Iterable[int], at: datetime, *, with_done: bool = False) -> list[Moved]:
    """Bring every duty of some challenges in step with them; return those whose day moved.

    A fixed number of queries for each hundred challenges. `with_done` makes rows also of what was
    done before anybody owed it.
    """
    return [
        one
        for some in _in_parts(challenges)
        for one in _write(lambda some=some: of_challenges(some, localdate(at), with_done), _refs(Challenge, some), at)
    ]


def keep_cycles_in_step(cycles: Iterable[int], at: datetime) -> list[Moved]:
    """Bring every duty of some cycles in step with them; return those whose day moved."""
    return [
        one
        for some in _in_parts(cycles)
        for one in _write(lambda some=some: of_cycles(some, localdate(at)), _refs(Cycle, some), at)
    ]


def keep_all_in_step(at: datetime) -> None:
    """Bring the duties of everything that still asks for something in step: what the sweep does."""
    over = (State.CLOSED, State.CANCELLED)
    left = Duty.objects.filter(done_at=None, not_needed_reason="").values("about")
    asking = Challenge.objects.exclude(state__in=over) | Challenge.objects.filter(ref__in=left)
    keep_in_step(asking.order_by("pk").values_list("pk", flat=True), at)
    running = Cycle.objects.filter(ends_on__gte=localdate(at))
    keep_cycles_in_step(running.order_by("pk").values_list("pk", flat=True), at)


def follow(challenge: int, at: datetime) -> None:
    """Bring a challenge's duties in step once what is being written stands; several writings, one time."""
    _note("challenges", challenge, keep_in_step, at)


def follow_cycle(cycle: int, at: datetime) -> None:
    """Bring a cycle's duties in step once what is being written stands."""
    _note("cycles", cycle, keep_cycles_in_step, at)


def _note(name: str, pk: int, keep: Callable[[Iterable[int], datetime], list[Moved]], at: datetime) -> None:
    """Remember what to look at. Whichever writing commits first looks at all that is noted, the others find nothing.

    What is noted in a transaction that fails is looked at with the next one, which does no harm.
    """
    noted = _noted.__dict__.setdefault(name, set())
    noted.add(pk)

    def look() -> None:
        some = sorted(noted)
        noted.clear()
        if some:
            keep(some, at)

    transaction.on_commit(look, robust=True)


def _in_parts(ids: Iterable[int]) -> Iterator[list[int]]:
    whole = list(ids)
    return (whole[start : start + AT_ONCE] for start in range(0, len(whole), AT_ONCE))


def _refs(model: type, ids: Sequence[int]) -> list[str]:
    return list(model.objects.filter(pk__in=ids).values_list("ref", flat=True))


@transaction.atomic
def _write(derive: Callable[[], Iterable[Wanted]], refs: Collection[str], at: datetime) -> list[Moved]:
    """Write what differs between the duties that are there and those that should be."""
    standing = Duty.objects.select_for_update().filter(about__in=refs).order_by("pk")
    there = {(duty.kind, duty.about): duty for duty in standing}
    new, changed, held, moved = [], [], [], []
    for wanted in derive():
        duty = there.pop((wanted.kind, wanted.about), None)
        if duty is None and not wanted.is_news:
            continue
        was = {name: getattr(duty, name) for name in KEPT} if duty else None
        duty = duty or Duty(kind=wanted.kind, about=wanted.about, set_on=wanted.set_on, due_on=wanted.set_on)
        _put(duty, wanted, at)
        if was is None:
            new.append(duty)
        elif was != {name: getattr(duty, name) for name in KEPT}:
            changed.append(duty)
            if was["due_on"] != duty.due_on and duty.done_at is None and not duty.not_needed_reason:
                moved.append(Moved(duty.what, was["due_on"], duty.due_on))
        held.append((duty, wanted))
    gone = [duty.pk for duty in there.values() if ":" in duty.kind]
    Duty.objects.filter(pk__in=gone).delete()
    names = [name.removesuffix("_id") for name in KEPT]
    Duty.objects.bulk_create(new, update_conflicts=True, unique_fields=["kind", "about"], update_fields=names)
    Duty.objects.bulk_update(changed, names)
    _hold(held)
    return moved


def _put(duty: Duty, wanted: Wanted, at: datetime) -> None:
    """Write into a row how it should stand. What people said of it stays: its extension, and that it is not needed."""
    duty.programme_id, duty.place, duty.path = wanted.programme, wanted.place, wanted.path
    duty.what, duty.why = wanted.words.what, wanted.words.why
    duty.owner, duty.escalates_to = wanted.owner, wanted.escalates_to
    duty.anchor_on, duty.due_on = wanted.anchor_on, _with_extension(duty, wanted)
    duty.set_on = wanted.set_on
    for name, day in wanted.rungs(duty.due_on).items():
        setattr(duty, name, day)
    is_done = wanted.is_done and not duty.not_needed_reason
    duty.done_at = (duty.done_at or at) if is_done else None
    duty.paused = wanted.is_paused
    if wanted.is_ended and duty.done_at is None and not duty.not_needed_reason:
        duty.not_needed_reason = CANCELLED


def _with_extension(duty: Duty, wanted: Wanted) -> date:
    """Return the day that holds: an extension travels with the day it extends."""
    if not duty.extended_reason:
        return wanted.set_on
    longer = duty.due_on - duty.set_on
    return wanted.calendar.on_or_after(wanted.set_on + max(longer, timedelta(days=1)))


def _hold(held: Sequence[tuple[Duty, Wanted]]) -> None:
    """Let each open duty wait for the right people; those of a duty that is over stay as they were."""
    open_ones = [(duty, wanted) for duty, wanted in held if duty.done_at is None and not duty.not_needed_reason]
    rows = Holder.objects.filter(duty__in=[duty.pk for duty, _ in open_ones])
    there = {(row.duty_id, row.person_id, row.rung): row.pk for row in rows}
    should = {key for duty, wanted in open_ones for key in _keys(duty, wanted)}
    Holder.objects.filter(pk__in=[pk for key, pk in there.items() if key not in should]).delete()
    Holder.objects.bulk_create(
        [Holder(duty_id=duty, person_id=person, rung=rung) for duty, person, rung in sorted(should - set(there))],
        ignore_conflicts=True,
    )


def _keys(duty: Duty, wanted: Wanted) -> Iterator[tuple[int, int, int]]:
    people = (duty.delegate_id,) if duty.delegate_id else wanted.people
    for person in people:
        yield duty.pk, person, Holder.Rung.OWNER
    for person in wanted.chiefs:
        if person not in people:
            yield duty.pk, person, Holder.Rung.ESCALATION
