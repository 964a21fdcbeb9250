"""What those taking part may read of a challenge before they meet the team."""

from django.db.models import Exists, OuterRef, QuerySet

from cycles.models import Challenge, Postponement, Seat, State

KEPT = ("lead", "manager", "reviewer", "observer", "shadow")


def with_leaflet() -> QuerySet[Challenge]:
    """Return the challenges of released cycles, whatever has become of them: who was invited must not find nothing."""
    paused = Postponement.objects.filter(challenge=OuterRef("pk"), resumed_at=None)
    return Challenge.objects.announced().with_host().annotate(is_postponed=Exists(paused))


PURPOSES = {
    Challenge.Purpose.OUTSIDE_VIEW: "It wants an outside view of how well this works.",
    Challenge.Purpose.PROGRESS: "It wants to know how far it has come with what it set out to do.",
    Challenge.Purpose.PRIORITIES: "It wants to know whether it works on what matters most.",
    Challenge.Purpose.INSPECTION: "It wants to know how ready it is before an inspection.",
}


def what_for(challenge: Challenge) -> str:
    """Return in plain words what the host wants of the challenge, once the scope says so."""
    return PURPOSES.get(challenge.purpose, "")


def questions_of(challenge: Challenge) -> list[str]:
    """Return what the team wants to find out, once that is agreed: the lines of enquiry, without their prompts."""
    if challenge.state in (State.PROPOSED, State.SCOPING):
        return []
    return list(challenge.lines.order_by("number").values_list("question", flat=True))


def who_comes(challenge: Challenge) -> list[tuple[str, str]]:
    """Return (role, organisation) of the team as it stands, never a name."""
    seats = Seat.objects.accepted().filter(challenge=challenge).select_related("person__home")
    ordered = sorted(seats, key=lambda seat: (KEPT.index(seat.role), str(seat.person.home or "")))
    return [(_role(seat), str(seat.person.home or "")) for seat in ordered]


def _role(seat: Seat) -> str:
    role = seat.get_role_display()
    return role if seat.peer == Seat.Peer.OFFICER else f"{role} ({seat.get_peer_display().lower()})"
