"""What a plan still lacks before it can be ready, and an action before it can be closed: sentences for people."""

from collections.abc import Iterable, Iterator

from .models import ActionPlan
from .queries.asked import Asked


def listed(numbers: Iterable[int]) -> str:
    """Return numbers as one says them: 2, 3 and 5."""
    *most, last = [str(number) for number in numbers]
    return f"{', '.join(most)} and {last}" if most else last


def _some(asked: list[Asked], one: str, several: str) -> Iterator[str]:
    if asked:
        words = one if len(asked) == 1 else several
        yield f"Recommendation{'' if len(asked) == 1 else 's'} {listed(item.number for item in asked)} {words}."


def before_ready(plan: ActionPlan | None, asked: list[Asked]) -> list[str]:
    """Say, a sentence each, what stands in the way of a plan being ready."""
    silent = [item for item in asked if item.response is None]
    idle = [item for item in asked if item.asks_for_action and not item.is_answered_by_action]
    found = [
        *_some(silent, "has no response yet", "have no response yet"),
        *_some(
            idle,
            "is accepted, but no action with a measure and a target answers it",
            "are accepted, but no action with a measure and a target answers them",
        ),
    ]
    if plan is None or not plan.governance_body:
        found.append("The plan does not name the body that will watch over it.")
    return found
