"""Telling the team, while it is on site, that a session of somebody's has changed: when and where, no more."""

from datetime import datetime

from cycles.models import State
from notices import actions as notices
from people.models import Person
from reviews.models import Session


def goers(session: Session) -> set[int]:
    """Return the people who go to a session, by number."""
    return set(session.reviewers.values_list("seat__person", flat=True))


def tell_changed(session: Session, people: set[int], *, by: Person, at: datetime) -> None:
    """Tell those who go, or went before the change, while the team is on site. Who changed it knows."""
    challenge = session.challenge
    if challenge.state != State.ON_SITE:
        return
    if session.status == Session.Status.CANCELLED:
        now = "It is cancelled."
    else:
        now = f"It is now on {session.day:%A %-d %B} from {session.starts:%H:%M} to {session.ends:%H:%M}"
        now += f" in {session.room}." if session.room else "."
    for person in Person.objects.filter(pk__in=people - {by.pk}).order_by("pk"):
        notices.queue(
            recipient=person,
            programme=challenge.cycle.programme,
            kind="session_changed",
            about=f"{session.ref}:{session.version}",
            subject=f"Your timetable has changed: {session.title}",
            body=(
                f"“{session.title}” has changed. {now}\n\n"
                f"Your itinerary:\n{{origin}}/challenges/{challenge.ref}/timetable/itineraries/\n"
            ),
            at=at,
        )
