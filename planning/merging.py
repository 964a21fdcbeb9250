"""A draft and what happened meanwhile, put together: neither is lost, and where both changed the draft stays."""

from collections.abc import Mapping
from dataclasses import replace

from .saying import days_of, slot_in_words
from .sketch import PlannedVisit, Sketch


def merge(draft: Sketch, base: Sketch, now: Sketch, names: Mapping[int, str]) -> tuple[Sketch, list[str]]:
    """Return the draft on top of what stands now, and what that meant, in sentences.

    `base` is what stood when the draft began; `names` are the hosts by their body.
    """
    told: list[str] = []
    visits = tuple(_visit(draft.get(visit.key), base.get(visit.key), visit, names, told) for visit in now)
    for gone in draft:
        if gone.key not in now:
            told.append(f"{names.get(gone.host, 'A host')}: this visit is no longer in the plan.")
    return Sketch(visits), told


def _visit(
    mine: PlannedVisit | None,
    was: PlannedVisit | None,
    now: PlannedVisit,
    names: Mapping[int, str],
    told: list[str],
) -> PlannedVisit:
    host = names.get(now.host, "A host")
    if mine is None or was is None:
        told.append(f"{host}: new in the plan, {days_of(now)}.")
        return now
    if now.fixed:
        if not was.fixed:
            told.append(f"{host}: the visit has begun, so it stays as it is.")
        return now
    days = (mine.starts_on, mine.ends_on)
    if days == (was.starts_on, was.ends_on):
        days = (now.starts_on, now.ends_on)
    if (was.starts_on, was.ends_on) != (now.starts_on, now.ends_on):
        kept = "" if days == (now.starts_on, now.ends_on) else f" The draft keeps {days_of(mine)}."
        told.append(f"{host}: now {days_of(now)}, was {days_of(was)}.{kept}")
    return replace(
        now, starts_on=days[0], ends_on=days[1], locked=mine.locked, seats=_seats(mine, was, now, host, told)
    )


def _seats(mine: PlannedVisit, was: PlannedVisit, now: PlannedVisit, host: str, told: list[str]) -> tuple:
    places = [seat.slot for seat in now.seats]
    if places != [seat.slot for seat in mine.seats] or places != [seat.slot for seat in was.seats]:
        told.append(f"{host}: the places of the team have changed; those of the draft are gone.")
        return now.seats
    seats = []
    for mine_seat, was_seat, now_seat in zip(mine.seats, was.seats, now.seats, strict=True):
        changed = mine_seat.person != was_seat.person
        if was_seat.person != now_seat.person:
            kept = " The draft keeps its own choice." if changed and mine_seat.person != now_seat.person else ""
            told.append(f"{host}: the {slot_in_words(now_seat.slot)} has changed.{kept}")
        if changed:
            seats.append(mine_seat)
        else:
            stays = mine_seat.locked and mine_seat.person == now_seat.person
            seats.append(replace(now_seat, locked=now_seat.locked or stays))
    people = [seat.person for seat in seats if seat.person is not None]
    if len(people) != len(set(people)):
        told.append(f"{host}: somebody would sit twice; the team is as it stands now.")
        return now.seats
    return tuple(seats)
