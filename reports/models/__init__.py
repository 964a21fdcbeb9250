"""Presentation, report, accuracy round, identity check, editions and publication."""

from .accuracy import AccuracyComment, AccuracyRound
from .clock import ClockStep
from .correction import Correction
from .edition import Edition
from .identity import IdentityCheck, IdentityHit, IntruderAnswer, Waiver
from .presentation import Presentation
from .publication import Publication, SignOff, Withholding
from .recommendation import Recommendation
from .report import Report, ReportSection
from .writing import ChangeReason, Remark, UnsavedText, Wording

__all__ = [
    "AccuracyComment",
    "AccuracyRound",
    "ChangeReason",
    "ClockStep",
    "Correction",
    "Edition",
    "IdentityCheck",
    "IdentityHit",
    "IntruderAnswer",
    "Presentation",
    "Publication",
    "Recommendation",
    "Remark",
    "Report",
    "ReportSection",
    "SignOff",
    "UnsavedText",
    "Waiver",
    "Withholding",
    "Wording",
]
