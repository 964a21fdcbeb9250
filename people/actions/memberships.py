"""Dated parts outside any one challenge: who coordinates, who speaks for a host, who administers."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from people.models import Body, Membership, Person, Programme
from people.models.membership import HOST_ROLES
from people.refusal import Refusal

from .saving import save

Role = Membership.Role
HOLDING = ("pencilled", "invited", "accepted")
KEEPS_APART = (Role.COORDINATOR, Role.INFORMATION_OFFICER, Role.ADMIN)
# An administrator sets a programme up; the parts of its hosts are the coordinator's to give.
BY_ADMIN = (Role.ADMIN, Role.COORDINATOR, Role.INFORMATION_OFFICER)
BY_COORDINATOR = tuple(role for role in Role if role != Role.ADMIN)


def _held_by(person: Person, role: str, programme: Programme | None, day: date) -> bool:
    return person.memberships.filter(role=role, programme=programme).in_force(day).exists()


def may_give(by: Person, role: str, programme: Programme | None, day: date) -> bool:
    """Say whether somebody may give or end this role here."""
    if role in BY_ADMIN and _held_by(by, Role.ADMIN, None, day):
        return True
    return programme is not None and role in BY_COORDINATOR and _held_by(by, Role.COORDINATOR, programme, day)


def _refuse_clash(person: Person, role: str, programme: Programme | None, body: Body | None) -> None:
    """Refuse a role that its holder's seats rule out.

    Seats live on the floor above and are asked for by their related name; `check_invariants`
    reads the same rule from the other side.
    """
    seats = person.seats.filter(status__in=HOLDING).exclude(challenge__state__in=["closed", "cancelled"])
    if role in KEEPS_APART:
        here = seats if programme is None else seats.filter(challenge__cycle__programme=programme)
        if here.exists():
            raise Refusal(
                f"{person.name} has a seat in a team of this programme. Somebody who runs a programme sits in "
                "none of its teams: withdraw the seat first.",
                "role",
            )
    if role in HOST_ROLES and seats.filter(challenge__host_bodies__body=body).exists():
        raise Refusal(
            f"{person.name} has a seat in a team that visits {body}, and nobody is on both sides of a challenge.",
            "body",
        )


@transaction.atomic
def give_membership(
    *,
    person: Person,
    role: str,
    programme: Programme | None,
    body: Body | None,
    starts_on: date | None,
    ends_on: date | None,
    by: Person,
    at: datetime,
) -> Membership:
    """Give somebody a role, from a day and until a day when they are known.

    A role that ended before is given again by moving its dates: the row is the same fact.
    """
    if not may_give(by, role, programme, timezone.localdate(at)):
        raise Refusal("This role is not yours to give. Ask the administrator.", "role")
    # The lock keeps a seat and a membership that rule each other out from being given at once.
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _refuse_clash(person, role, programme, body)
    membership = Membership.objects.filter(person=person, role=role, programme=programme, body=body).first()
    if membership and (membership.ends_on is None or membership.ends_on >= timezone.localdate(at)):
        raise Refusal(f"{person.name} already has that role there.", "role")
    membership = membership or Membership(person=person, role=role, programme=programme, body=body)
    membership.starts_on, membership.ends_on = starts_on, ends_on
    save(membership)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: Person, at: datetime) -> None:
    """End a role at once; it stays on record with yesterday as its last day."""
    membership = (
        Membership.objects.select_for_update(of=("self",)).select_related("person", "programme").get(pk=membership.pk)
    )
    today = timezone.localdate(at)
    if not may_give(by, membership.role, membership.programme, today):
        raise Refusal("This role is not yours to end. Ask the administrator.")
    if membership.ends_on and membership.ends_on < today:
        raise Refusal("This role has already ended, so nothing was changed.")
    if membership.role in (Role.ADMIN, Role.COORDINATOR) and membership.person_id == by.pk:
        raise Refusal("You cannot end your own role. Ask another coordinator or administrator.")
    yesterday = today - timedelta(days=1)
    if membership.starts_on and membership.starts_on > yesterday:
        membership.delete()
        return
    membership.ends_on = yesterday
    membership.save(update_fields=["ends_on"])
