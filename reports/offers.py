"""What this floor offers to the pages and moves of a challenge. See `cycles/gathering.py`."""

from cycles.gathering import Part
from reports.keeping import DRAFTS, PROOFS

from .calendars import clocks, publications

PARTS = [
    Part("Draft presentation", "reports:draft_presentation", "reports.draft_presentation"),
    Part("Presentation", "reports:view_presentation", "reports.view_presentation"),
    Part("Report", "reports:report", "reports.read_draft"),
    Part("Intruder checklist", "reports:answer_intruder_checklist", "reports.answer_intruder_checklist"),
    Part("Editions", "reports:take_editions", "reports.take_editions"),
    Part("Comments", "reports:comments", "reports.view_comments"),
    Part("Correct the report", "reports:correct_report", "reports.correct_report"),
    Part("Correction", "reports:publish_correction", "reports.publish_correction"),
    Part("What is held", "reports:holdings", "reviews.export_holdings"),
    Part("Publication clock", "reports:keep_clock", "reports.keep_clock"),
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
