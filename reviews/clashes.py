"""What does not fit in a timetable. Pure: it is given slots and says sentences, worst first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from itertools import combinations, pairwise

from .models.session import Session
from .participation import NEEDED
from .sources import BROADER, Source

LUNCH_FROM, LUNCH_TO, LUNCH_MINUTES = 11 * 60 + 30, 14 * 60, 30
MOVE_MINUTES = 5
# Not a room: any number of sessions can be there at once.
NOWHERE = ("by video", "video", "online", "by telephone", "by phone", "telephone")
TEAM_TIME = (Session.Kind.TEAM, Session.Kind.MODERATION)
CASE_WORK = (
    Session.Kind.CASE_REVIEW,
    Session.Kind.CASE_MAPPING,
    Session.Kind.AUDIT_VALIDATION,
    Session.Kind.CASE_TRACKING,
)
EXPECTED_VOICES = (
    ("front-line staff", {Source.FRONT_LINE}),
    ("partners", {Source.PARTNERS} | {narrow for narrow, wide in BROADER.items() if wide == Source.PARTNERS}),
    (
        "people who use services, or their carers",
        {Source.PEOPLE_WHO_USE_SERVICES, Source.LIVED_EXPERIENCE, Source.CARERS},
    ),
)


@dataclass(frozen=True)
class Slot:
    """A session as the checks see it. `people` are the names of its team members by seat."""

    ref: str
    day: date
    starts: time
    ends: time
    kind: str
    title: str
    room: str = ""
    source: str = ""
    people: dict[int, str] = field(default_factory=dict)
    without_case_data: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()  # names of those who have left the team since
    lines: tuple[int, ...] = ()  # numbers of the lines of enquiry it is to test
    expected: int = 0

    @property
    def begins(self) -> int:
        """Minutes after midnight."""
        return self.starts.hour * 60 + self.starts.minute

    @property
    def stops(self) -> int:
        """Minutes after midnight."""
        return self.ends.hour * 60 + self.ends.minute

    @property
    def when(self) -> str:
        """The time in words: "Tuesday 9 February, 09:00 to 10:00"."""
        return f"{self.day:%A %-d %B}, {self.starts:%H:%M} to {self.ends:%H:%M}"

    def meets(self, other: "Slot") -> bool:
        """Whether the two share a minute."""
        return self.day == other.day and self.begins < other.stops and other.begins < self.stops


@dataclass(frozen=True)
class Place:
    """A room of the host. `free` are its stretches of [day, from, to]; without any it is free throughout."""

    name: str
    building: str = ""
    minutes_away: int = 0
    holds: int | None = None
    free: tuple[tuple[str, int, int], ...] = ()

    def is_free(self, slot: Slot) -> bool:
        """Whether the host lends the room for all of a slot."""
        return not self.free or any(
            day == slot.day.isoformat() and begins <= slot.begins and slot.stops <= stops
            for day, begins, stops in self.free
        )


Places = dict[str, Place]


@dataclass(frozen=True)
class Clash:
    """Something that does not fit. What blocks cannot be saved; the rest is for people to judge."""

    sentence: str
    blocks: bool = False
    refs: tuple[str, ...] = ()


def room_key(name: str) -> str:
    """Return a room's name as it is compared; nothing when it is no room."""
    key = " ".join(name.casefold().split())
    return "" if key.startswith(NOWHERE) else key


def _room(slot: Slot) -> str:
    return room_key(slot.room)


def minutes_between(one: Place | None, other: Place | None) -> int:
    """Return how long it takes from one room to another: a walk indoors, or the way between two buildings."""
    if one and other and one.building.casefold() != other.building.casefold():
        return max(one.minutes_away, other.minutes_away, MOVE_MINUTES)
    return MOVE_MINUTES


def double_use(slots: Iterable[Slot]) -> Iterator[Clash]:
    """One person, or one room, in two sessions at once."""
    by_day: dict[date, list[Slot]] = defaultdict(list)
    for slot in slots:
        by_day[slot.day].append(slot)
    for day in sorted(by_day):
        for first, second in combinations(sorted(by_day[day], key=lambda slot: slot.begins), 2):
            if not first.meets(second):
                continue
            refs = (first.ref, second.ref)
            both = f"“{first.title}” and “{second.title}” ({second.when})"
            for seat in first.people.keys() & second.people.keys():
                yield Clash(f"{first.people[seat]} is in two sessions at once: {both}.", blocks=True, refs=refs)
            if _room(first) and _room(first) == _room(second):
                yield Clash(f"{first.room} is used twice at once: {both}.", blocks=True, refs=refs)


def outside(slots: Iterable[Slot], days: Iterable[date]) -> Iterator[Clash]:
    """Sessions on days that are not days on site, as after a visit has moved."""
    known = set(days)
    for slot in slots:
        if slot.day not in known:
            yield Clash(
                f"“{slot.title}” is on {slot.day:%A %-d %B}, which is not a day on site. Move or cancel it.",
                blocks=True,
                refs=(slot.ref,),
            )


def _days_of_people(slots: Iterable[Slot]) -> Iterator[tuple[date, str, list[Slot]]]:
    """Yield each day of each member of the team; two people may share a name, so seats tell them apart."""
    found: dict[tuple[date, str, int], list[Slot]] = defaultdict(list)
    for slot in sorted(slots, key=lambda slot: slot.begins):
        for seat, name in slot.people.items():
            found[slot.day, name, seat].append(slot)
    for (day, name, _seat), theirs in sorted(found.items()):
        yield day, name, theirs


def _longest_break(slots: list[Slot]) -> int:
    longest, free_from = 0, LUNCH_FROM
    for slot in slots:
        longest = max(longest, min(slot.begins, LUNCH_TO) - free_from)
        free_from = max(free_from, slot.stops)
    return max(longest, LUNCH_TO - free_from)


def no_lunch(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Nobody works through: half an hour is free between half past eleven and two."""
    for day, name, theirs in _days_of_people(slots):
        if _longest_break(theirs) < LUNCH_MINUTES:
            yield Clash(f"{name} has no half hour for lunch between 11:30 and 14:00 on {day:%A %-d %B}.")


def no_time_to_move(slots: Iterable[Slot], places: Places | None = None) -> Iterator[Clash]:
    """Nobody can walk to another room in no time, nor drive to another building."""
    places = places or {}
    for _day, name, theirs in _days_of_people(slots):
        for before, after in pairwise(theirs):
            left = after.begins - before.stops
            if left < 0 or not _room(before) or not _room(after) or _room(before) == _room(after):
                continue
            way = minutes_between(places.get(_room(before)), places.get(_room(after)))
            if left < way:
                there = f", which is {way} minutes away," if way > MOVE_MINUTES else ""
                yield Clash(
                    f"{name} has {f'{left} minutes' if left else 'no time'} to get from {before.room} to {after.room}"
                    f"{there} before “{after.title}” ({after.when}).",
                    refs=(before.ref, after.ref),
                )


def unsuitable_rooms(slots: Iterable[Slot], places: Places) -> Iterator[Clash]:
    """A room the host does not lend then, or that is too small."""
    for slot in slots:
        place = places.get(_room(slot))
        if place is None:
            continue
        if not place.is_free(slot):
            yield Clash(f"The host does not lend {slot.room} for “{slot.title}” ({slot.when}).", refs=(slot.ref,))
        if place.holds is not None and slot.expected + len(slot.people) > place.holds:
            yield Clash(
                f"{slot.room} holds {place.holds}, but {slot.expected + len(slot.people)} people "
                f"would be in “{slot.title}” ({slot.when}).",
                refs=(slot.ref,),
            )


def team_time_taken(slots: Iterable[Slot]) -> Iterator[Clash]:
    """While the team meets, none of it is elsewhere."""
    slots = list(slots)
    for meeting in slots:
        if meeting.kind not in TEAM_TIME:
            continue
        for slot in slots:
            away = [name for seat, name in slot.people.items() if seat not in meeting.people]
            if slot.kind not in TEAM_TIME and away and slot.meets(meeting):
                yield Clash(
                    f"“{slot.title}” ({slot.when}) takes {' and '.join(sorted(away))} away from “{meeting.title}”, "
                    "which is kept for the whole team.",
                    refs=(slot.ref, meeting.ref),
                )


def untested(slots: Iterable[Slot], lines: dict[int, str]) -> Iterator[Clash]:
    """A line of enquiry that no session is to test."""
    tested = {number for slot in slots for number in slot.lines}
    for number in sorted(lines.keys() - tested):
        yield Clash(f"No session tests line of enquiry {number}: “{lines[number]}”")


def no_team_time(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Each day on site needs a meeting of the team, to compare what was found."""
    slots = list(slots)
    kept = {slot.day for slot in slots if slot.kind in TEAM_TIME}
    for day in sorted({slot.day for slot in slots} - kept):
        yield Clash(f"There is no team meeting on {day:%A %-d %B}. The team needs time to compare what it found.")


def closed_cases(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Some members of a team may not see case records."""
    for slot in slots:
        if slot.kind in CASE_WORK:
            for name in slot.without_case_data:
                yield Clash(
                    f"{name} may not see case records but is in “{slot.title}” ({slot.when}).", refs=(slot.ref,)
                )


def left_the_team(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Somebody who is down for a session has stood down since."""
    for slot in slots:
        for name in slot.gone:
            yield Clash(
                f"{name} has left the team but is still down for “{slot.title}” ({slot.when}).", refs=(slot.ref,)
            )


def unheard(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Voices most challenges need and this timetable has no session with."""
    sources = {slot.source for slot in slots}
    for words, wanted in EXPECTED_VOICES:
        if sources and not sources & wanted:
            yield Clash(f"There is no session with {words} yet.")


def unheard_partners(slots: Iterable[Slot]) -> Iterator[Clash]:
    """Kinds of partners nobody has planned to meet, once any partner is; and partners of whom no number is expected."""
    partners = [slot for slot in slots if BROADER.get(slot.source, slot.source) == Source.PARTNERS]
    sources = {slot.source for slot in partners}
    missing = [words for words, source in NEEDED if source not in sources]
    if partners and missing and Source.PARTNERS not in sources:
        said = f"{', '.join(missing[:-1])} or {missing[-1]}" if len(missing) > 1 else missing[0]
        yield Clash(f"Among partners, there is no session with {said} yet.")
    for slot in partners:
        if not slot.expected:
            yield Clash(
                f"It is not said how many partners are expected at “{slot.title}” ({slot.when}).", refs=(slot.ref,)
            )


def check(
    slots: list[Slot], days: list[date], places: Iterable[Place] = (), lines: dict[int, str] | None = None
) -> list[Clash]:
    """Return everything that does not fit, what blocks first."""
    known = {room_key(place.name): place for place in places}
    found = [*double_use(slots), *outside(slots, days)]
    for rule in (left_the_team, closed_cases, team_time_taken, no_lunch):
        found.extend(rule(slots))
    found += [*no_time_to_move(slots, known), *unsuitable_rooms(slots, known)]
    found += [*no_team_time(slots), *unheard(slots), *unheard_partners(slots)]
    if slots:
        found.extend(untested(slots, lines or {}))
    return found
