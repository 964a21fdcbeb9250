"""The life of a challenge, by shape. A postponement is a row of its own, not a state."""

from .models.shape import Shape
from .models.state import State
from .workflow import Workflow, move

BEFORE_PUBLICATION = (
    State.PROPOSED,
    State.SCOPING,
    State.PREPARING,
    State.ON_SITE,
    State.DRAFTING,
    State.ACCURACY,
    State.FINAL,
)

TEAM_VISIT = Workflow(
    move("start_scoping", State.PROPOSED, State.SCOPING, "Start scoping", "cycles.start"),
    move("start_preparing", State.SCOPING, State.PREPARING, "Start preparing", "cycles.start"),
    move("go_on_site", State.PREPARING, State.ON_SITE, "Go on site", "cycles.go_on_site"),
    move("leave_site", State.ON_SITE, State.DRAFTING, "Leave site", "cycles.leave_site"),
    move("send_to_host", State.DRAFTING, State.ACCURACY, "Send to the host", "reports.send_to_host"),
    move("return_to_drafting", State.ACCURACY, State.DRAFTING, "Return to drafting", "reports.send_to_host"),
    move("sign", State.ACCURACY, State.FINAL, "Sign as final", "reports.sign"),
    move("publish", (State.FINAL, State.WITHHELD), State.PUBLISHED, "Publish", "reports.publish"),
    move("withhold", State.FINAL, State.WITHHELD, "Withhold", "reports.publish"),
    move("begin_follow_up", State.PUBLISHED, State.FOLLOW_UP, "Begin follow-up", "cycles.follow_up"),
    move("close", State.FOLLOW_UP, State.CLOSED, "Close", "cycles.follow_up"),
    move("cancel", BEFORE_PUBLICATION, State.CANCELLED, "Cancel", "cycles.manage_challenge"),
)

# Other shapes share this life until one of them needs a step of its own.
LIVES = dict.fromkeys(Shape.Kind, TEAM_VISIT)
