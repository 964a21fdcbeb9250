"""What this floor offers to the pages and moves of a challenge. See `cycles/gathering.py`."""

from cycles.gathering import Part
from cycles.grouping import Doing
from cycles.kinds import ends_with_letter, ends_with_report, passing
from cycles.models import State
from reports.keeping import DRAFTS, PROOFS

from .calendars import clocks, publications

REPORTED = passing(State.ACCURACY)

PARTS = [
    Part(
        "Draft presentation", "reports:draft_presentation", "reports.draft_presentation", Doing.REPORT, applies=REPORTED
    ),
    Part("Presentation", "reports:view_presentation", "reports.view_presentation", Doing.REPORT, applies=REPORTED),
    Part("Report", "reports:report", "reports.read_draft", Doing.REPORT, applies=ends_with_report),
    Part("Letter", "reports:report", "reports.read_draft", Doing.REPORT, applies=ends_with_letter),
    Part(
        "Intruder checklist",
        "reports:answer_intruder_checklist",
        "reports.answer_intruder_checklist",
        Doing.REPORT,
        applies=REPORTED,
    ),
    Part("Editions", "reports:take_editions", "reports.take_editions", Doing.REPORT, applies=REPORTED),
    Part("Comments", "reports:comments", "reports.view_comments", Doing.REPORT, applies=REPORTED),
    Part("Correct the report", "reports:correct_report", "reports.correct_report", Doing.REPORT, applies=REPORTED),
    Part("Correction", "reports:publish_correction", "reports.publish_correction", Doing.REPORT, applies=REPORTED),
    Part("What is held", "reports:holdings", "reviews.export_holdings", Doing.RECORDS),
    Part("Publication clock", "reports:keep_clock", "reports.keep_clock", Doing.OUTCOME, applies=REPORTED),
]

IN_PUBLIC_CALENDARS = (publications, clocks)

MOVE_PAGES = {
    "send_to_host": "reports:send_to_host",
    "return_to_drafting": "reports:return_to_drafting",
    "sign": "reports:sign",
    "publish": "reports:publish",
    "withhold": "reports:withhold",
}

KEPT = (PROOFS, DRAFTS)
