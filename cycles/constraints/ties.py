"""Rules about what ties somebody to the host or the programme."""

from datetime import date

from cycles.days import in_words
from cycles.models import Seat
from people.models import Interest, Membership, Person

from .place import Place, overlap

OFFICES = (Membership.Role.COORDINATOR, Membership.Role.INFORMATION_OFFICER, Membership.Role.ADMIN)
HOST_ROLES = (Membership.Role.HOST_SPONSOR, Membership.Role.HOST_ORGANISER, Membership.Role.GOVERNANCE_READER)


def own_authority(person: Person, place: Place) -> str | None:
    """Nobody reviews their own authority, nor what it was, became, answers for or acts through."""
    if person.home_id in place.hosts:
        return f"{person} works for {person.home}, which hosts this challenge. Nobody reviews their own authority."
    if person.home_id in place.kin:
        hosts = " and ".join(sorted(place.hosts.values()))
        return f"{person} works for {person.home}, which is one with {hosts}. Nobody reviews their own authority."
    return None


def _in_force(person: Person, place: Place, roles: tuple[str, ...]) -> list[Membership]:
    """Return somebody's memberships of these roles that hold between today and the visit's last day."""
    until = max(place.today, place.last)
    return [
        membership
        for membership in person.parts
        if membership.role in roles and overlap(place.today, until, membership.starts_on, membership.ends_on)
    ]


def host_role(person: Person, place: Place) -> str | None:
    """Nobody sits on both sides."""
    if any(membership.body_id in place.hosts for membership in _in_force(person, place, HOST_ROLES)):
        return f"{person} acts for the host of this challenge, so cannot sit in its team."
    return None


def office(person: Person, place: Place) -> str | None:
    """Whoever runs the programme holds no seat in it."""
    for membership in _in_force(person, place, OFFICES):
        what = membership.get_role_display().lower()
        return f"{person} is the programme's {what}, and whoever holds that office holds no seat."
    return None


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def interest(person: Person, place: Place) -> str | None:
    """A declared tie to the host bars; a former employer still does for some years."""
    for tie in person.ties:
        if overlap(place.today, max(place.today, place.last), tie.starts_on, tie.ends_on):
            return f"{person} declared an interest in {tie.body}: {tie.get_kind_display().lower()}."
        counts_from = _years_before(place.first, place.employer_years)
        if tie.kind == Interest.Kind.EMPLOYER and tie.ends_on and tie.ends_on >= counts_from:
            return (
                f"{person} worked for {tie.body} until {in_words(tie.ends_on)}, "
                f"less than {place.employer_years} years before the visit."
            )
    return None


def swapped_leads(person: Person, place: Place) -> str | None:
    """A does not lead at B while B leads at A: it is easy to go easy on each other."""
    if place.role != Seat.Role.LEAD or person.home_id is None:
        return None
    for seat in place.leads_elsewhere:
        if person.home_id in {side.body_id for side in seat.challenge.host_bodies.all()}:
            return (
                f"{seat.person} from the host side leads the challenge of {person.home} in this cycle, "
                f"so nobody from {person.home} leads this one."
            )
    return None
