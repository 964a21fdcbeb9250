"""Messages: each a row first, then a mail. Duties: what is owed by a day, and whom it waits for."""

from .duty import Duty, Holder
from .message import Message

__all__ = ["Duty", "Holder", "Message"]
