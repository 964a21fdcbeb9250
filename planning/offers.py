"""What this floor offers to the pages of a cycle. See `cycles/gathering.py`."""

from cycles.gathering import Tab

CYCLE_TABS = [
    Tab("Wishes", "planning:wishes", "cycles.plan", 50),
]
