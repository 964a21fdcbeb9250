"""What people may enter about messages."""

from .outbox import EditForm, LetterheadForm, OutboxFilter
from .preferences import PreferenceForm

__all__ = ["EditForm", "LetterheadForm", "OutboxFilter", "PreferenceForm"]
