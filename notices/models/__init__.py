"""Messages: each a row first, then a mail."""

from .message import Message

__all__ = ["Message"]
