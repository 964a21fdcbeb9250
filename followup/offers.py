"""What this floor offers to the pages and moves of a challenge. See `cycles/gathering.py`."""

from collections.abc import Iterator

from cycles.gathering import Part, Tab
from cycles.grouping import Doing, Planning
from cycles.kinds import passing
from cycles.models import Challenge, State

from .actions.indicators import freeze_baselines
from .closing import actions_settled, answers_given
from .held import held, texts
from .models import BASELINE
from .queries.reviewing import HELD, PUBLIC, findings_reopened, original_people, reopened_section

PARTS = [
    Part("Action plan", "followup:plan", "followup.view_plan", Doing.OUTCOME, applies=passing(State.PUBLISHED)),
    Part("Indicators", "followup:indicators", "followup.view_indicators", Doing.OUTCOME),
    Part("Impact", "followup:impact", "followup.view_indicators", Doing.OUTCOME),
    Part(
        "Progress review",
        "followup:progress_review",
        "cycles.view_team",
        Doing.OUTCOME,
        applies=passing(State.PUBLISHED),
    ),
]

CYCLE_TABS = [Tab("Impact", "followup:region_impact", "followup.view_region_impact", 35, Planning.LEARNING)]


def baselines_set(challenge: Challenge) -> Iterator[str]:
    """A baseline of every indicator that was chosen: afterwards nobody can say what it was before."""
    for indicator in challenge.indicators.lacking(BASELINE).order_by("name"):
        yield f"the baseline of “{indicator}”"


CONDITIONS = {
    "go_on_site": (baselines_set,),
    "send_to_host": (findings_reopened,),
    "close": (answers_given, actions_settled),
}

# From then on a baseline is only superseded, with a reason.
ON_LEAVING = {State.PREPARING: (freeze_baselines,)}

# The original team is first in line for a progress review.
FIRST_ASKED = (original_people,)

REPORT_SECTIONS = (reopened_section,)

# Months on the publication clock (`reports/models/clock.py`) → what of the review meets them.
CLOCK_MET = {10: HELD, 12: PUBLIC}

HELD = (held,)
HELD_TEXTS = (texts,)
