"""The duties of this floor: what hosts wish of the plan of a cycle."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef

from cycles.models import CycleMember
from cycles.owed import DutyKind, Each, weeks_before
from people.roles import Role

from .models import Wish


def _wishes(cycles: Sequence[int]) -> Iterator[Each]:
    """Each member's wishes, asked for until the plan is released."""
    given = Exists(Wish.objects.filter(member=OuterRef("pk")))
    members = CycleMember.objects.staying().filter(cycle__in=cycles).annotate(has_wished=given)
    for member in members.select_related("body", "cycle").order_by("pk"):
        body, cycle = member.body, member.cycle
        done = member.has_wished or cycle.released_at is not None
        yield Each(cycle.pk, body.ref, None, done, body=body.pk, place=str(body), args=(cycle.ref, body.ref))


CYCLE_DUTIES = (
    DutyKind(
        "wishes",
        "Say which weeks suit you, and what the team should know",
        "The plan is made from the hosts’ wishes.",
        (Role.HOST_ORGANISER, Role.HOST_SPONSOR),
        weeks_before("wishes"),
        page="planning:give_wishes",
        escalates_to=Role.COORDINATOR,
        each=_wishes,
    ),
)
