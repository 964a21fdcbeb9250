"""Messages, each a row first and then a mail; duties, and whom they wait for; calendars by a secret address."""

from .delivery import Delivery
from .duty import Duty, Holder
from .feed import Feed
from .heard import Heard
from .letterhead import HeldKind, Letterhead
from .message import Message
from .preference import Preference

__all__ = ["Delivery", "Duty", "Feed", "Heard", "HeldKind", "Holder", "Letterhead", "Message", "Preference"]
