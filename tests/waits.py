"""What one floor alone expects of somebody: as home gathers it, without the other floors."""

from cycles.waiting import about_challenges


def waits_on(floor, user, today):
    """Return a floor's lines: `floor` is its `queries`, or one noun of it."""
    others = floor.waiting_for(user, today) if hasattr(floor, "waiting_for") else []
    return [*others, *about_challenges(user, today, floor.MATTERS)]
