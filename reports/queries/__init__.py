"""Rows across floors for the pages of this floor, and what waits for somebody on it."""

from .afterwards import waiting_for
from .changes import paths_of
from .checking import identity_task, intruder_task, mend_url
from .composing import found_for, recommended
from .pages import activity_counts, before_signing, editions_of, report_parts, what_blocks
from .reading import round_read_by
from .signing import needs_of, written_in
from .waiting import MATTERS, publish_by

__all__ = [
    "MATTERS",
    "activity_counts",
    "before_signing",
    "editions_of",
    "found_for",
    "identity_task",
    "intruder_task",
    "mend_url",
    "needs_of",
    "paths_of",
    "publish_by",
    "recommended",
    "report_parts",
    "round_read_by",
    "waiting_for",
    "what_blocks",
    "written_in",
]
