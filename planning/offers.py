"""What this floor offers to the pages of a cycle. See `cycles/gathering.py`."""

from cycles.gathering import Tab
from cycles.grouping import Planning

CYCLE_TABS = [
    Tab("Drafts", "planning:drafts", "cycles.plan", 40),
    Tab("Releases", "planning:releases", "cycles.view_plan", 45),
    Tab("Wishes", "planning:wishes", "cycles.plan", 50, Planning.HOSTS),
]
