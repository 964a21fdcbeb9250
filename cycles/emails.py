"""Who hears of what happens to a challenge and its team. Bodies carry names and refs, never what was confided."""

from collections.abc import Iterable
from datetime import datetime

from django.template.loader import render_to_string

from notices import actions as notices
from notices.models import Message
from people.models import Person

from .models import Asked, Challenge, Meeting, Objection, Seat
from .queries.people import coordinators_of, team_and_host


def _say(
    kind: str, recipient: Person, challenge: Challenge, *, about: str, subject: str, at: datetime, **words: object
) -> Message:
    """Queue one message written from `emails/<kind>.txt`."""
    body = render_to_string(
        f"emails/{kind}.txt", {"recipient": recipient, "challenge": challenge, "origin": "{origin}", **words}
    )
    about_what = {"programme": challenge.cycle.programme, "about": about}
    return notices.queue(recipient=recipient, kind=kind, **about_what, subject=subject, body=body, at=at)


def _cause(ref: str, at: datetime) -> str:
    """Name the cause so that the same thing happening again is said again."""
    return f"{ref}/{at:%Y%m%d%H%M%S}"


def invitation(seat: Seat, at: datetime) -> None:
    """Ask somebody to take a seat."""
    subject = f"Invitation: {seat.get_role_display().lower()} in a peer challenge at {seat.challenge.host}"
    about = _cause(seat.ref, at)
    _say("invitation", seat.person, seat.challenge, about=about, subject=subject, at=at, seat=seat)


def invitation_answered(seat: Seat, at: datetime) -> None:
    """Tell the coordinators what somebody answered."""
    for person in coordinators_of(seat.challenge):
        subject = f"{seat.person} answered your invitation"
        about = _cause(seat.ref, at)
        _say("invitation_answered", person, seat.challenge, about=about, subject=subject, at=at, seat=seat)


def seat_ended(seat: Seat, at: datetime) -> None:
    """Tell somebody that their seat and its access have ended."""
    subject = f"Your place in the peer challenge at {seat.challenge.host} has ended"
    _say("seat_ended", seat.person, seat.challenge, about=_cause(seat.ref, at), subject=subject, at=at, seat=seat)


def interests_declared(seat: Seat, at: datetime) -> None:
    """Tell the coordinators that declared interests wait for them."""
    for person in coordinators_of(seat.challenge):
        subject = f"{seat.person} declared an interest"
        about = _cause(seat.ref, at)
        _say("interests_declared", person, seat.challenge, about=about, subject=subject, at=at, seat=seat)


def interests_cleared(seat: Seat, at: datetime) -> None:
    """Tell a team member that documents are open to them."""
    subject = f"Your interests are cleared for {seat.challenge.host}"
    about = _cause(seat.ref, at)
    _say("interests_cleared", seat.person, seat.challenge, about=about, subject=subject, at=at, seat=seat)


def objection_made(objection: Objection, at: datetime) -> None:
    """Tell the coordinators that a host objects."""
    for person in coordinators_of(objection.challenge):
        subject = f"{objection.body} objects to a member of the team"
        about = _cause(f"objection/{objection.pk}", at)
        _say("objection_made", person, objection.challenge, about=about, subject=subject, at=at, objection=objection)


def objection_answered(objection: Objection, at: datetime) -> None:
    """Tell whoever objected that there is an answer."""
    subject = "Your objection to the team is answered"
    about = _cause(f"objection/{objection.pk}", at)
    _say("objection_answered", objection.made_by, objection.challenge, about=about, subject=subject, at=at)


def visit_moved(challenge: Challenge, person: Person, at: datetime) -> None:
    """Tell somebody of the team or the host the days of the visit."""
    subject = f"{challenge.host}: the days of the peer challenge"
    _say("visit_moved", person, challenge, about=_cause(f"{challenge.ref}/moved", at), subject=subject, at=at)


def changed(challenge: Challenge, what: str, at: datetime) -> None:
    """Tell team and host that the challenge is postponed, resumed or cancelled."""
    for person in team_and_host(challenge):
        subject = f"{challenge.host}: the peer challenge is {what}"
        about = _cause(f"{challenge.ref}/{what}", at)
        _say("challenge_changed", person, challenge, about=about, subject=subject, at=at, what=what)


def meeting(about: Meeting, what: str, at: datetime) -> None:
    """Tell whoever is asked to a meeting that it is arranged, changed or cancelled; never of one that is over.

    The mail carries the meeting for the recipient's calendar (`cycles/offers.py`, CALENDAR_PARTS).
    """
    if about.ends_at <= at:
        return
    subject = f"{about.get_kind_display()} about {about.challenge.host}: {what}"
    cause = f"{about.ref}/{about.version}"
    for person in about.people.order_by("name"):
        _say("meeting", person, about.challenge, about=cause, subject=subject, at=at, meeting=about, what=what)


def meeting_without(about: Meeting, people: Iterable[Person], at: datetime) -> None:
    """Tell those who cannot come when a meeting will be all the same."""
    subject = f"{about.get_kind_display()} about {about.challenge.host}: arranged"
    for person in people:
        _say("meeting_without", person, about.challenge, about=about.ref, subject=subject, at=at, meeting=about)


def meeting_poll(asked: Asked, path: str, at: datetime) -> None:
    """Ask somebody when they can come, by a link of their own."""
    finder = asked.finder
    subject = f"When can you come? {finder.get_kind_display()} about {finder.challenge.host}"
    words = {"finder": finder, "asked": asked, "path": path}
    _say("meeting_poll", asked.person, finder.challenge, about=asked.ref, subject=subject, at=at, **words)
