"""Texts that stand for what only some may read, one for each kind of secret in the full world."""

# canary → (permissions any of which may show it, cast member whose own it is)
CANARIES = {
    "CANARYNOTE": (["reviews.read_notes", "reviews.write_note"], "petra"),
    # Somebody who has left the team and wrote a note: named nowhere but beside it.
    "CANARYAUTHOR": (["reviews.see_note_author", "people.keep_pool", "people.invite"], "somebody else"),
    # Handed in late: nobody's but the lead's and the author's until it is let in.
    "CANARYLATE": (["reviews.see_late_notes"], "petra"),
    # Sent from a device, and not the note: its author's alone.
    "CANARYPARKED": (["reviews.sync_notes"], "petra"),
    "CANARYPHOTO": (["reviews.read_notes"], "petra"),
    "CANARYHYPOTHESIS": (["reviews.read_hypotheses"], None),
    "CANARYFLAG": (["reviews.flag", "reviews.read_hypotheses"], None),
    "CANARYVIEW": (["reviews.compare_views"], "petra"),
    "CANARYAUDIT": (["reviews.case_audit"], None),
    "CANARYCONCERN": (["reviews.handle_concern"], "petra"),
    "CANARYPROTECTED": (["reviews.protect_names"], None),
    # Nobody's once it is given: the identity check alone opens it.
    "CANARYCHART": ([], None),
    "CANARYFINDING": (
        ["reviews.read_findings", "reports.read_draft", "reports.view_presentation", "reports.read_published"],
        None,
    ),
    "CANARYDOCUMENT": (["reviews.read_document", "reviews.request_documents", "reviews.upload_document"], None),
    "CANARYSESSION": (["reviews.view_timetable", "reviews.edit_timetable"], None),
    "CANARYROOM": (["reviews.view_timetable", "reviews.edit_timetable"], None),
    "CANARYWANTED": (["reviews.edit_timetable"], None),
    "CANARYMINUTES": (["cycles.view_meetings"], None),
    "CANARYINTEREST": (["cycles.view_interests", "cycles.clear_interests"], "petra"),
    "CANARYTIE": (["people.keep_pool", "people.edit_own_profile"], "petra"),
    # A comment quotes the line it is about.
    "CANARYSECTION": (["reports.read_draft", "reports.draft_report", "reports.view_comments"], None),
    "CANARYADVICE": (["reports.read_draft", "reports.draft_report", "followup.view_plan", "followup.edit_plan"], None),
    "CANARYANSWER": (["followup.view_plan", "followup.edit_plan"], None),
    "CANARYGOVERNANCE": (["followup.view_plan", "followup.edit_plan"], None),
    "CANARYACTION": (["followup.view_plan", "followup.update_action"], "ben"),
    "CANARYLEAD": (["followup.view_plan"], None),
    "CANARYCOMMENT": (["reports.view_comments", "reports.comment"], None),
    "CANARYPROOF": (["reports.view_comments"], None),
    "CANARYREMARK": (["reports.draft_report"], None),
    "CANARYHIT": (["reports.check_identity"], None),
    "CANARYOPENING": (["reports.draft_presentation", "reports.view_presentation"], None),
    # Nobody's but whoever reads words first, until they are released.
    "CANARYSAID": (["voices.release_words"], None),
    # Lead and manager alone; the host never.
    "CANARYPOINT": (["voices.read_points", "voices.answer_points"], None),
    "CANARYWISH": (["planning.give_wishes"], None),
    "CANARYPLACES": (["planning.offer_places"], None),
    "CANARYMEASURE": (["followup.view_indicators", "followup.edit_indicators"], None),
    "CANARYSENSITIVE": (["reviews.view_scope", "reviews.edit_scope"], None),
    "CANARYOUTCOME": (["reviews.view_outcomes", "reviews.keep_outcomes"], None),
    "CANARYPRACTICE": (["learning.exchange_practice"], None),
    "CANARYTAKEN": (["learning.read_taken_home", "learning.take_home"], "petra"),
}
