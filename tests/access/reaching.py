"""How far a challenge has come."""

from cycles.models import State

ORDER = list(State)


def reached(state, step):
    """Say whether a challenge in `state` has come at least as far as `step`; ended ones have gone all the way."""
    return ORDER.index(state) >= ORDER.index(step)
