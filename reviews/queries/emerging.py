"""The matrix of agreement: who thinks what of which line, once one has said what one thinks oneself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.crypto import salted_hmac

from cycles.models import Challenge, Seat, State, Visit
from cycles.waiting import Matter, Mine, Tally
from people.models import Person
from people.waiting import Waiting
from reviews.models import EmergingView, LineOfEnquiry
from reviews.vault import vault_of

from .timetable import days_of

WRITERS = (Seat.Role.LEAD, Seat.Role.MANAGER, Seat.Role.REVIEWER)
LEANS = EmergingView.Leans


def view_days(visit: Visit) -> list[date]:
    """Return the days on which views are written: from the second on site, or the only one."""
    days = days_of(visit)
    return days[1:] or days


def day_to_write(visit: Visit, today: date) -> date | None:
    """Return the day views are written for now, or None before the first of them."""
    return max((day for day in view_days(visit) if day <= today), default=None)


def writers_of(challenge: Challenge) -> set[int]:
    """Return whose views are asked for (one query)."""
    return set(challenge.seats.accepted().filter(role__in=WRITERS).values_list("person", flat=True))


@dataclass(frozen=True)
class Column:
    """One line of enquiry: how many lean which way, and in words how far the team agrees."""

    line: LineOfEnquiry
    tally: list[dict]  # value, label, count, share (per cent), starts (per cent)
    words: str


@dataclass(frozen=True)
class Row:
    """One member of the team: named to those who may know, and to themselves."""

    who: str
    is_mine: bool
    cells: list[dict | None]  # view, text


class Day:
    """The views of one day, and who still owes theirs."""

    def __init__(self, challenge: Challenge, day: date, lines: list[LineOfEnquiry]) -> None:
        self.challenge, self.day, self.lines = challenge, day, lines
        rows = EmergingView.objects.filter(challenge=challenge, day=day).select_related("author")
        self.by_author: dict[Person, dict[int, EmergingView]] = {}
        for view in rows.order_by("pk"):
            self.by_author.setdefault(view.author, {})[view.line_id] = view

    def owed_by(self, person: int) -> int:
        """Return how many lines somebody has not written their view of."""
        written = next((views for author, views in self.by_author.items() if author.pk == person), {})
        return sum(line.pk not in written for line in self.lines)

    def still_writing(self, writers: set[int]) -> int:
        """Return how many of the team have not written all of theirs: never who."""
        return sum(self.owed_by(person) > 0 for person in writers)

    def columns(self) -> list[Column]:
        """Return the lines with how the team leans."""
        found = []
        for line in self.lines:
            leans = Counter(views[line.pk].leans for views in self.by_author.values() if line.pk in views)
            found.append(Column(line, list(_tally(leans)), _agreement(leans)))
        return found

    def rows(self, user: Any, *, names: bool) -> list[Row]:
        """Return who thinks what: oneself first, the others in an order that says nothing of who they are."""
        if not self.by_author:
            return []
        vault = vault_of(self.challenge)
        ordered = sorted(self.by_author, key=lambda author: (author.pk != user.person_id, self.place_of(author)))
        return [
            Row(
                "You" if author.pk == user.person_id else author.name if names else "A colleague",
                author.pk == user.person_id,
                [_cell(self.by_author[author].get(line.pk), vault) for line in self.lines],
            )
            for author in ordered
        ]

    def place_of(self, author: Person) -> str:
        """Return where somebody stands: the same all day, and without a meaning."""
        return salted_hmac("emerging views", f"{self.challenge.ref} {self.day} {author.pk}").hexdigest()


def _cell(view: EmergingView | None, vault: Any) -> dict | None:
    return {"view": view, "text": view.text(vault)} if view else None


def _tally(leans: Counter) -> Iterator[dict]:
    """Yield how many lean which way, each with its place in a bar of a hundred."""
    total, starts = sum(leans.values()), 0.0
    for value, label in LEANS.choices:
        if leans[value]:
            share = 100 * leans[value] / total
            yield {"value": value, "label": label, "count": leans[value], "share": share, "starts": starts}
            starts += share


def _agreement(leans: Counter) -> str:
    """Say in words how far the team agrees."""
    if not leans:
        return "Nobody has written a view"
    (most, count), total = leans.most_common(1)[0], sum(leans.values())
    word = LEANS(most).label.lower()
    if count == total:
        return f"All agree: {word}" if total > 1 else f"One view: {word}"
    return f"{count} of {total}: {word}" if count * 2 > total else "The team is divided"


def _written(user: Any, today: date) -> dict[str, Tally]:
    rows = EmergingView.objects.filter(author=user.person_id, day=today)
    return {"views": Tally(rows), "lines": Tally(LineOfEnquiry.objects.all())}


def _write(mine: Mine) -> Iterator[Waiting]:
    """One's own views, on a day on which they are written."""
    challenge = mine.challenge
    if mine.today in view_days(challenge.visit) and mine.count("views") < mine.count("lines"):
        page = reverse("reviews:write_views", args=[challenge.ref])
        yield Waiting("Write your own view of each line", str(challenge), page, mine.today)


MATTERS = (Matter(_write, (State.ON_SITE,), ("reviews.write_view",), _written, while_paused=True),)
