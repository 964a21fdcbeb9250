"""Lines of enquiry, documents, sessions, evidence notes, hypotheses, flags, findings, concerns."""

from .audit import CaseAudit
from .concern import UrgentConcern
from .destruction import Clearance, Destruction, DestructionNotice, EarlyDestruction, LegalHold
from .document import Document, DocumentRequest, DocumentVersion
from .emerging import EmergingView
from .feedback import PlannedFeedback
from .finding import Finding, FindingNote
from .hypothesis import Flag, Hypothesis, HypothesisNote
from .line import LineOfEnquiry
from .note import EvidenceNote
from .outcome import Outcome
from .protected import ProtectedName, StructureChart
from .questionnaire import HostAnswer, HostQuestion, Questionnaire
from .session import GroupSize, Session, SessionReviewer
from .sync import Device, ParkedText, Photo, PhotoPiece, Receipt
from .timetabling import Room, SessionMove, TimetableProposal, WantedSession

__all__ = [
    "CaseAudit",
    "Clearance",
    "Destruction",
    "DestructionNotice",
    "Device",
    "Document",
    "DocumentRequest",
    "DocumentVersion",
    "EarlyDestruction",
    "EmergingView",
    "EvidenceNote",
    "Finding",
    "FindingNote",
    "Flag",
    "GroupSize",
    "HostAnswer",
    "HostQuestion",
    "Hypothesis",
    "HypothesisNote",
    "LegalHold",
    "LineOfEnquiry",
    "Outcome",
    "ParkedText",
    "Photo",
    "PhotoPiece",
    "PlannedFeedback",
    "ProtectedName",
    "Questionnaire",
    "Receipt",
    "Room",
    "Session",
    "SessionMove",
    "SessionReviewer",
    "StructureChart",
    "TimetableProposal",
    "UrgentConcern",
    "WantedSession",
]
