"""Who may, about one challenge. What the roles hold is in `people/roles.py`; here is who holds a role."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import rules
from django.db.models import prefetch_related_objects

from people import roles
from people.roles import Role
from people.rules import ROLE_OF, may_in_programme, memberships_of

from .models import Challenge, Seat
from .moves import LIVES
from .workflow import Move

ROLE_OF_SEAT = {
    Seat.Role.LEAD: Role.LEAD,
    Seat.Role.MANAGER: Role.MANAGER,
    Seat.Role.REVIEWER: Role.REVIEWER,
    Seat.Role.OBSERVER: Role.OBSERVER,
    Seat.Role.SHADOW: Role.SHADOW,
}


@dataclass(frozen=True)
class Standing:
    """How somebody stands to one challenge."""

    roles: frozenset[Role]
    case_data: bool = True
    seat: Seat | None = None
    bodies: frozenset[int] = frozenset()  # the host bodies they act for


def _by_membership(user: Any, challenge: Challenge) -> tuple[set[Role], set[int]]:
    """Return the roles held by membership, and the host bodies acted for."""
    hosts: set[int] | None = None
    held: set[Role] = set()
    bodies: set[int] = set()
    for membership in memberships_of(user):
        if membership.programme_id not in (None, challenge.cycle.programme_id):
            continue
        if membership.body_id is not None:
            if hosts is None:
                hosts = {side.body_id for side in challenge.host_bodies.all()}
            if membership.body_id not in hosts:
                continue
            bodies.add(membership.body_id)
        held.add(ROLE_OF[membership.role])
    return held, bodies


def _seat_of(user: Any, challenge: Challenge) -> Seat | None:
    if "my_seat" in challenge.__dict__:
        return challenge.my_seat
    return Seat.objects.filter(challenge=challenge, person_id=user.person_id).select_related("declaration").first()


def standing(user: Any, challenge: Challenge) -> Standing:
    """Return how somebody stands to a challenge, found once a request (at most three queries)."""
    if not user.is_authenticated:
        return Standing(frozenset({Role.PUBLIC}))
    if user.person_id is None:
        return Standing(frozenset({Role.STRANGER}))
    if not hasattr(user, "standings"):
        user.standings = {}  # on the person behind a request's lazy stand-in, so that both find it
    known = user.standings
    if challenge.pk not in known:
        held, bodies = _by_membership(user, challenge)
        seat = _seat_of(user, challenge)
        sits = seat is not None and seat.status == Seat.Status.ACCEPTED
        if sits:
            held.add(ROLE_OF_SEAT[seat.role])
        known[challenge.pk] = Standing(
            roles=frozenset(held or {Role.STRANGER}),
            case_data=seat.case_data if sits else True,
            seat=seat,
            bodies=frozenset(bodies),
        )
    return known[challenge.pk]


def decide(permission: str, user: Any, thing: Any) -> str | None:
    """Decide "full", "redacted" or None about a challenge or anything that has one.

    A thing is somebody's own when its `person_id` is theirs; a whole challenge is asked about as
    "has anything of one's own here", and the rows shown are then filtered.
    """
    challenge = thing if isinstance(thing, Challenge) else thing.challenge
    place = standing(user, challenge)
    me = getattr(user, "person_id", None)
    own = thing is challenge or (me is not None and getattr(thing, "person_id", None) == me)
    return roles.decide(permission, place.roles, state=challenge.code, own=own, case_data=place.case_data)


def holds(permission: str) -> Callable:
    """Return the predicate of one permission about a challenge."""

    @rules.predicate(name=permission)
    def held(user: Any, thing: Any) -> bool:
        return decide(permission, user, thing) is not None

    return held


def for_own_body(permission: str) -> Callable:
    """Return the predicate of a permission about one body's part in a cycle, asked of those who act for it."""

    @rules.predicate(name=permission)
    def held(user: Any, thing: Any) -> bool:
        acting = {
            ROLE_OF[membership.role]
            for membership in memberships_of(user)
            if membership.body_id == thing.body_id and membership.programme_id == thing.cycle.programme_id
        }
        return roles.decide(permission, frozenset(acting), own=True) is not None

    return held


def possible(permission: str, challenge: Challenge) -> bool:
    """Say whether anybody at all holds a permission in the challenge's present state."""
    return any(challenge.code in cell.states for cell in roles.table()[permission].values())


def why_not(permission: str, user: Any, challenge: Challenge) -> str:
    """Return a sentence for whoever holds a permission in other states than the present one, else nothing."""
    cells = (roles.table()[permission][role] for role in standing(user, challenge).roles)
    if any(cell.states and challenge.code not in cell.states for cell in cells):
        state = challenge.get_state_display().lower()
        return f"This is not possible now: the challenge is “{state}”. Nothing was changed."
    return ""


def remember_standings(user: Any, challenges: Iterable[Challenge]) -> None:
    """Find how somebody stands to many challenges at once (three queries), so that a list may ask about each."""
    challenges = [challenge for challenge in challenges if challenge.pk not in user.__dict__.get("standings", {})]
    prefetch_related_objects(challenges, "host_bodies")
    seats = Seat.objects.filter(challenge__in=challenges, person_id=user.person_id).select_related("declaration")
    mine = {seat.challenge_id: seat for seat in seats}
    for challenge in challenges:
        challenge.my_seat = mine.get(challenge.pk)
        standing(user, challenge)


def moves_open_to(user: Any, challenge: Challenge) -> list[Move]:
    """Return the moves somebody may take now: the buttons of the page."""
    return [
        step
        for step in LIVES[challenge.shape.kind].open_from(challenge.state)
        if user.has_perm(step.permission, challenge)
    ]


def declared(user: Any, challenge: Challenge) -> bool:
    """Say whether documents are open to somebody: team members must have declared their interests."""
    place = standing(user, challenge)
    if place.seat is None or place.seat.status != Seat.Status.ACCEPTED:
        return True
    declaration = getattr(place.seat, "declaration", None)
    return declaration is not None and declaration.opens_documents


rules.add_perm("cycles.edit_programme", may_in_programme("cycles.edit_programme"))
rules.add_perm("cycles.sign_agreement", for_own_body("cycles.sign_agreement"))
rules.add_perm("cycles.view_plan", may_in_programme("cycles.view_plan"))
rules.add_perm("cycles.plan", may_in_programme("cycles.plan"))
rules.add_perm("cycles.create_challenge", may_in_programme("cycles.manage_challenge"))
rules.add_perm("cycles.manage_challenge", holds("cycles.manage_challenge"))
rules.add_perm("cycles.start", holds("cycles.start"))
rules.add_perm("cycles.go_on_site", holds("cycles.go_on_site"))
rules.add_perm("cycles.leave_site", holds("cycles.leave_site"))
rules.add_perm("cycles.conclude", holds("cycles.conclude"))
rules.add_perm("cycles.follow_up", holds("cycles.follow_up"))
rules.add_perm("cycles.view_header", holds("cycles.view_header"))
rules.add_perm("cycles.list_challenges", may_in_programme("cycles.list_challenges"))
rules.add_perm("cycles.view_components", holds("cycles.view_components"))
rules.add_perm("cycles.view_timeline", holds("cycles.view_timeline"))
rules.add_perm("cycles.view_team", holds("cycles.view_team"))
rules.add_perm("cycles.edit_team", holds("cycles.edit_team"))
rules.add_perm("cycles.answer_invitation", holds("cycles.answer_invitation"))
rules.add_perm("cycles.view_interests", holds("cycles.view_interests"))
rules.add_perm("cycles.view_match", holds("cycles.view_match"))
rules.add_perm("cycles.view_clearance", holds("cycles.view_clearance"))
rules.add_perm("cycles.clear_interests", holds("cycles.clear_interests"))
rules.add_perm("cycles.object_to_team", holds("cycles.object_to_team"))
rules.add_perm("cycles.view_objections", holds("cycles.view_objections"))
rules.add_perm("cycles.record_components", holds("cycles.record_components"))
rules.add_perm("cycles.edit_meetings", holds("cycles.edit_meetings"))
rules.add_perm("cycles.view_meetings", holds("cycles.view_meetings"))
