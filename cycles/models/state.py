from django.db import models


class State(models.TextChoices):
    """The twelve states of a challenge; there are no others."""

    PROPOSED = "proposed", "Proposed"
    SCOPING = "scoping", "Scoping"
    PREPARING = "preparing", "Preparing"
    ON_SITE = "on_site", "On site"
    DRAFTING = "drafting", "Drafting"
    ACCURACY = "accuracy", "Accuracy check"
    FINAL = "final", "Final"
    PUBLISHED = "published", "Published"
    FOLLOW_UP = "follow_up", "Follow-up"
    CLOSED = "closed", "Closed"
    WITHHELD = "withheld", "Withheld"
    CANCELLED = "cancelled", "Cancelled"


# What everybody signed in is told of a state; the rest is between team, host and coordinator.
STAGES = {
    State.PROPOSED: "Planned",
    State.SCOPING: "Before the visit",
    State.PREPARING: "Before the visit",
    State.DRAFTING: "Writing",
    State.ACCURACY: "Writing",
    State.FINAL: "Writing",
    State.WITHHELD: "Writing",
}
# Not yet public and not called off: somebody still owes something, and the team stays bound to its host.
UNDER_WAY = (
    State.PROPOSED,
    State.SCOPING,
    State.PREPARING,
    State.ON_SITE,
    State.DRAFTING,
    State.ACCURACY,
    State.FINAL,
    State.WITHHELD,
)
# The report is on the public register, or was.
OPEN_REPORT = (State.PUBLISHED, State.FOLLOW_UP, State.CLOSED)

# How the table of rights writes each state.
CODES = dict(zip(State.values, "0123456789WX", strict=True))
STATE_OF_CODE = {code: state for state, code in CODES.items()}
