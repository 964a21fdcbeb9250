"""Rows across floors for the pages of this floor, and what waits for somebody on it."""

from .pages import activity_counts, before_signing, editions_of, report_parts, what_blocks
from .signing import needs_of, written_in
from .waiting import publish_by, waiting_for

__all__ = [
    "activity_counts",
    "before_signing",
    "editions_of",
    "needs_of",
    "publish_by",
    "report_parts",
    "waiting_for",
    "what_blocks",
    "written_in",
]
