"""Masking personal data: the words that may give somebody away, replaced by what sort of words they were."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cycles.models import Challenge
from people.models import Membership
from reports.identities import Known, Search


class Redacted(NamedTuple):
    """A text with its personal data masked."""

    place: str
    text: str
    found: tuple[str, ...]  # the sort of each piece, in order


def known_of(challenge: Challenge) -> list[Known]:
    """Return the people of a challenge: its team, its hosts' people, and its programme's offices."""
    seats = challenge.seats.select_related("person")
    bodies = list(challenge.host_bodies.values_list("body", flat=True))
    offices = Membership.objects.filter(programme=challenge.cycle.programme_id).select_related("person")
    people = [seat.person for seat in seats]
    people += [one.person for one in offices if one.body_id is None or one.body_id in bodies]
    unique = {person.pk: person for person in people}.values()
    return [Known(person.name, "", person.email, person.phone) for person in unique]


def redact(texts: Iterable[tuple[str, str]], known: Iterable[Known]) -> Iterator[Redacted]:
    """Yield each text that says something, masked."""
    search = Search(known)
    for place, text in texts:
        if not text.strip(" ,\n"):
            continue
        hits = search.find(text)
        yield Redacted(place, _masked(text, hits), tuple(hit.kind for hit in hits))


def _masked(text: str, hits: list) -> str:
    """Return the text with every hit replaced; hits that touch become one."""
    pieces, until = [], 0
    for hit in sorted(hits):
        if hit.start >= until:
            pieces += [text[until : hit.start], f"[{hit.kind.replace('_', ' ')}]"]
        until = max(until, hit.end)
    return "".join([*pieces, text[until:]])
