"""Whom a report may give away: names to protect, the host's people and posts, the team. Opened in memory only."""

from cycles.models import Challenge, Seat
from people.models import Membership, Person
from reviews.actions.protected import charted, names_of
from reviews.models import Destruction
from reviews.vault import vault_of

Row = tuple[str, str, str, str]  # name, role, email, phone


def _row(person: Person) -> Row:
    return person.name, person.job_title, person.email or "", person.phone


def host_people(challenge: Challenge) -> list[Row]:
    """Return the names to protect, the structure chart and the host's members. Raises KeyMissing without the key."""
    bodies = challenge.host_bodies.values("body")
    members = Membership.objects.in_force().filter(body__in=bodies).select_related("person__user")
    listed = [(name, "", "", "") for _, name in names_of(challenge)]
    listed += [tuple(row) for row in charted(challenge)]
    own = {row[0].casefold() for row in listed}
    people = {member.person_id: member.person for member in members}
    # Who is on the chart already is not a second holder of the same post.
    return [*listed, *(_row(person) for person in people.values() if person.name.casefold() not in own)]


def team_people(challenge: Challenge) -> list[Row]:
    """Return everybody who has or had a seat."""
    seats = Seat.objects.filter(challenge=challenge).select_related("person__user")
    return [_row(seat.person) for seat in seats]


def unapproved_words(challenge: Challenge) -> list[str]:
    """Return the text of every note that nobody approved to be quoted; nothing once notes are destroyed."""
    notes = list(challenge.notes.exclude(verbatim=True, quote_checked=True))
    if not notes or Destruction.objects.filter(challenge=challenge).exists():
        return []
    vault = vault_of(challenge)
    return [note.text(vault) for note in notes]
