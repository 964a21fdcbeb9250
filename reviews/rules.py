"""Who may, on this floor. The roles and states are in `people/roles.py`."""

from typing import Any

import rules

from cycles.models import Challenge
from cycles.rules import declared, holds, standing
from people import roles


def _challenge_of(thing: Any) -> Challenge:
    return thing if isinstance(thing, Challenge) else thing.challenge


@rules.predicate
def has_declared(user: Any, thing: Any) -> bool:
    """Team members read documents only after declaring their interests."""
    return declared(user, _challenge_of(thing))


def sees_authors(user: Any, challenge: Challenge) -> bool:
    """Say whether somebody may see who wrote the notes of others; one's own are always known as one's own."""
    # A request's user is a stand-in; what is remembered of standings lies on the user itself.
    held = standing(getattr(user, "_wrapped", user), challenge).roles
    return roles.decide("reviews.see_note_author", held, state=challenge.code, own=False) is not None


rules.add_perm("reviews.view_leaflet", holds("reviews.view_leaflet"))
rules.add_perm("reviews.open_capture", holds("reviews.open_capture"))
rules.add_perm("reviews.edit_scope", holds("reviews.edit_scope"))
rules.add_perm("reviews.plan_feedback", holds("reviews.plan_feedback"))
rules.add_perm("reviews.view_scope", holds("reviews.view_scope"))
rules.add_perm("reviews.request_documents", holds("reviews.request_documents"))
rules.add_perm("reviews.upload_document", holds("reviews.upload_document"))
rules.add_perm("reviews.read_document", holds("reviews.read_document") & has_declared)
rules.add_perm("reviews.edit_timetable", holds("reviews.edit_timetable"))
rules.add_perm("reviews.view_timetable", holds("reviews.view_timetable"))
rules.add_perm("reviews.record_people_met", holds("reviews.record_people_met"))
rules.add_perm("reviews.protect_names", holds("reviews.protect_names"))
rules.add_perm("reviews.write_note", holds("reviews.write_note"))
rules.add_perm("reviews.hand_in_late_note", holds("reviews.hand_in_late_note"))
rules.add_perm("reviews.sync_notes", holds("reviews.sync_notes"))
rules.add_perm("reviews.see_devices", holds("reviews.see_devices"))
rules.add_perm("reviews.see_late_notes", holds("reviews.see_late_notes"))
rules.add_perm("reviews.decide_late_note", holds("reviews.decide_late_note"))
rules.add_perm("reviews.read_notes", holds("reviews.read_notes"))
rules.add_perm("reviews.star_note", holds("reviews.star_note"))
rules.add_perm("reviews.see_note_author", holds("reviews.see_note_author"))
rules.add_perm("reviews.destroy_notes", holds("reviews.destroy_notes"))
rules.add_perm("reviews.export_holdings", holds("reviews.export_holdings"))
rules.add_perm("reviews.hold_notes", holds("reviews.hold_notes"))
rules.add_perm("reviews.view_promise", holds("reviews.view_promise"))
rules.add_perm("reviews.view_destruction", holds("reviews.view_destruction"))
rules.add_perm("reviews.view_destruction_record", holds("reviews.view_destruction_record"))
rules.add_perm("reviews.argue_hypothesis", holds("reviews.argue_hypothesis"))
rules.add_perm("reviews.read_hypotheses", holds("reviews.read_hypotheses"))
rules.add_perm("reviews.flag", holds("reviews.flag"))
rules.add_perm("reviews.answer_flag", holds("reviews.answer_flag"))
rules.add_perm("reviews.case_audit", holds("reviews.case_audit"))
rules.add_perm("reviews.write_view", holds("reviews.write_view"))
rules.add_perm("reviews.compare_views", holds("reviews.compare_views"))
rules.add_perm("reviews.draft_finding", holds("reviews.draft_finding"))
rules.add_perm("reviews.agree_finding", holds("reviews.agree_finding"))
rules.add_perm("reviews.read_findings", holds("reviews.read_findings"))
for _about_shapes in (
    "view_outcomes",
    "keep_outcomes",
    "view_questionnaire",
    "answer_questionnaire",
    "edit_questionnaire",
):
    rules.add_perm(f"reviews.{_about_shapes}", holds(f"reviews.{_about_shapes}"))
rules.add_perm("reviews.raise_concern", holds("reviews.raise_concern"))
rules.add_perm("reviews.handle_concern", holds("reviews.handle_concern"))
rules.add_perm("reviews.acknowledge_concern", holds("reviews.acknowledge_concern"))
rules.add_perm("reviews.close_concern", holds("reviews.close_concern"))
