"""The planner's problem of a cycle, from the facts of a day."""

from datetime import date
from typing import Any

from cycles.models import Cycle
from planning.asking import problem_of
from planning.asking.known import Known
from planning.sketch import Sketch


def facts_of(cycle: Cycle, sketch: Sketch, today: date) -> dict[str, Any]:
    """Return the planner's problem of a cycle for a plan, from the facts of a day (15 queries)."""
    people = {person for visit in sketch for person in visit.people}
    return problem_of(Known.of(cycle, today, also=people), sketch)
