"""Loading what hosts ask of a plan: of the cycle that runs, and of the next one, which nobody has planned yet."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from cycles.models import Cycle, CycleMember, Shape
from planning.asking.weeks import monday_of
from planning.models import Wish

from .stage import Stage

WEEK = timedelta(weeks=1)
SAID = -6  # the day most hosts wrote down their wishes for the next cycle


def load_wishes(stage: Stage) -> None:
    """Make the next cycle with its members, and the wishes of those hosts that have said any."""
    words = stage.content.region
    stage.next_cycle = _next_cycle(stage, words["next_cycle"])
    shapes = {shape.name: shape for shape in Shape.objects.filter(programme=stage.cycle.programme)}
    for cycle, rows in (
        (stage.cycle, words["cycle"]["wishes"]),
        (stage.next_cycle, words["next_cycle"]["wishes"]),
    ):
        members = {member.body_id: member for member in cycle.members.all()}
        Wish.objects.bulk_create(
            _wish(stage, row, members[stage.bodies[row["body"]].pk], shapes.get(row.get("shape"))) for row in rows
        )


def _next_cycle(stage: Stage, words: dict[str, Any]) -> Cycle:
    cycle = Cycle.objects.create(
        programme=stage.cycle.programme,
        name=words["name"],
        starts_on=stage.clock.day(words["starts"]),
        ends_on=stage.clock.day(words["ends"]),
        framework=stage.cycle.framework,
        agreement_text=words["agreement"],
    )
    bodies = stage.cycle.members.order_by("pk").values_list("body", flat=True)
    CycleMember.objects.bulk_create(CycleMember(cycle=cycle, body_id=body) for body in bodies)
    return cycle


def _wish(stage: Stage, row: dict[str, Any], member: CycleMember, shape: Shape | None) -> Wish:
    best = list(_mondays(stage, row["best"]))
    return Wish(
        member=member,
        preferred=best,
        acceptable=[monday for monday in _mondays(stage, row["suits"]) if monday not in best],
        required=row.get("required", []),
        desired=row.get("desired", []),
        shape=shape,
        party=row.get("party", ""),
        note=row.get("note", ""),
        changed_by=stage.people[row["by"]],
        changed_at=stage.clock.moment(row.get("said", SAID)),
    )


def _mondays(stage: Stage, spans: list[list[int]]) -> Iterator[str]:
    """Yield the Monday of every week from the week of one day to the week of another."""
    for first, last in spans:
        monday, end = monday_of(stage.clock.day(first)), stage.clock.day(last)
        while monday <= end:
            yield monday.isoformat()
            monday += WEEK
