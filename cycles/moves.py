"""The life of a challenge, by shape. A postponement is a row of its own, not a state.

Every life passes states of the one list (`models/state.py`). Why each is as it is: docs/shapes.md and ADR 30.
"""

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
BEFORE_CONCLUSION = BEFORE_PUBLICATION[: BEFORE_PUBLICATION.index(State.ACCURACY)]

TO_THE_VISIT = (
    move("start_scoping", State.PROPOSED, State.SCOPING, "Start scoping", "cycles.start"),
    move("start_preparing", State.SCOPING, State.PREPARING, "Start preparing", "cycles.start"),
    move("go_on_site", State.PREPARING, State.ON_SITE, "Go on site", "cycles.go_on_site"),
    move("leave_site", State.ON_SITE, State.DRAFTING, "Leave site", "cycles.leave_site"),
)
TO_THE_REGISTER = (
    move("send_to_host", State.DRAFTING, State.ACCURACY, "Send to the host", "reports.send_to_host"),
    move("return_to_drafting", State.ACCURACY, State.DRAFTING, "Return to drafting", "reports.send_to_host"),
    move("sign", State.ACCURACY, State.FINAL, "Sign as final", "reports.sign"),
    move("publish", (State.FINAL, State.WITHHELD), State.PUBLISHED, "Publish", "reports.publish"),
    move("withhold", State.FINAL, State.WITHHELD, "Withhold", "reports.publish"),
)
BEGIN_FOLLOW_UP = move("begin_follow_up", State.PUBLISHED, State.FOLLOW_UP, "Begin follow-up", "cycles.follow_up")
CONCLUDE = move("conclude", State.DRAFTING, State.FOLLOW_UP, "Conclude", "cycles.conclude")
CLOSE = move("close", State.FOLLOW_UP, State.CLOSED, "Close", "cycles.follow_up")
CANCEL = move("cancel", BEFORE_PUBLICATION, State.CANCELLED, "Cancel", "cycles.manage_challenge")
GIVE_UP = move("cancel", BEFORE_CONCLUSION, State.CANCELLED, "Cancel", "cycles.manage_challenge")

# A report that is checked, signed and published, and what comes of it.
TEAM_VISIT = Workflow(*TO_THE_VISIT, *TO_THE_REGISTER, BEGIN_FOLLOW_UP, CLOSE, CANCEL)
# A letter of a page about one line goes the same way: its words are public, so its facts are checked.
DEEP_DIVE = Workflow(*TO_THE_VISIT, *TO_THE_REGISTER, BEGIN_FOLLOW_UP, CLOSE, CANCEL)
# It is itself the follow-up of a challenge, so its published report ends it.
PROGRESS_REVIEW = Workflow(
    *TO_THE_VISIT,
    *TO_THE_REGISTER,
    move("close", State.PUBLISHED, State.CLOSED, "Close", "cycles.follow_up"),
    CANCEL,
)
# Nothing is published, so there is no accuracy round and no signature: asks, offers and next steps are kept.
TRIAD = Workflow(*TO_THE_VISIT, CONCLUDE, CLOSE, GIVE_UP)
# Each host's answers and one event end in local plans.
MANY_HOSTS = Workflow(*TO_THE_VISIT, CONCLUDE, CLOSE, GIVE_UP)
# What staff said stays with their employer, who answers it with commitments.
HEALTH_CHECK = Workflow(*TO_THE_VISIT, CONCLUDE, CLOSE, GIVE_UP)

LIVES = {
    Shape.Kind.TEAM_VISIT: TEAM_VISIT,
    Shape.Kind.TRIAD: TRIAD,
    Shape.Kind.DEEP_DIVE: DEEP_DIVE,
    Shape.Kind.MANY_HOSTS: MANY_HOSTS,
    Shape.Kind.HEALTH_CHECK: HEALTH_CHECK,
    Shape.Kind.PROGRESS_REVIEW: PROGRESS_REVIEW,
}
