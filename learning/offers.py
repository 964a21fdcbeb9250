"""What this floor offers to the pages of challenges and cycles. See `cycles/gathering.py`."""

from cycles.gathering import Part, Tab
from cycles.grouping import Doing, Planning

from .held import held

PARTS = [Part("Take home", "learning:take_home", "learning.take_home", Doing.OUTCOME)]

CYCLE_TABS = [
    Tab("Themes", "learning:themes", "learning.view_themes", 70, Planning.LEARNING),
    Tab("Practice", "learning:practice", "learning.exchange_practice", 80, Planning.LEARNING),
    Tab("Pool health", "learning:pool", "people.keep_pool", 85, Planning.PEOPLE),
    Tab("Taken home", "learning:taken_home", "learning.read_taken_home", 90, Planning.LEARNING),
    Tab("Annual report", "learning:annual_reports", "learning.read_annual_report", 95, Planning.LEARNING),
]

HELD = (held,)
