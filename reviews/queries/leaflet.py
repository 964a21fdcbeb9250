"""What those taking part may read of a challenge before they meet the team."""

from django.db.models import QuerySet

from cycles.models import Challenge, Seat

KEPT = ("lead", "manager", "reviewer", "observer", "shadow")


def with_leaflet() -> QuerySet[Challenge]:
    """Return the challenges of released cycles, whatever has become of them: who was invited must not find nothing."""
    return Challenge.objects.announced().with_host()


def who_comes(challenge: Challenge) -> list[tuple[str, str]]:
    """Return (role, organisation) of the team as it stands, never a name."""
    seats = Seat.objects.accepted().filter(challenge=challenge).select_related("person__home")
    ordered = sorted(seats, key=lambda seat: (KEPT.index(seat.role), str(seat.person.home or "")))
    return [(_role(seat), str(seat.person.home or "")) for seat in ordered]


def _role(seat: Seat) -> str:
    role = seat.get_role_display()
    return role if seat.peer == Seat.Peer.OFFICER else f"{role} ({seat.get_peer_display().lower()})"
