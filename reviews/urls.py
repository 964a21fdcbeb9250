"""Addresses of this floor: everything lies under challenges/<ref>/. One list a noun."""

from django.urls import path, re_path

from .views import (
    audits,
    building,
    capture,
    capture_page,
    capture_photos,
    concerns,
    destruction,
    devices,
    documents,
    emerging,
    evening,
    feedback,
    findings,
    hypotheses,
    late_notes,
    leaflet,
    notes,
    outcomes,
    parked,
    people_met,
    printing,
    promise,
    proposals,
    protected,
    questionnaire,
    scope,
    timetable,
    wanted,
)

app_name = "reviews"


# What is agreed and handed over before the visit.
SCOPE = [
    path("challenges/<ref>/scope/", scope.Scope.as_view(), name="scope"),
    path("challenges/<ref>/scope/edit/", scope.EditScope.as_view(), name="edit_scope"),
    path("challenges/<ref>/feedback/<slug:audience>/", feedback.PlanFeedback.as_view(), name="plan_feedback"),
    path("challenges/<ref>/lines/add/", scope.AddLine.as_view(), name="add_line"),
    path("challenges/<ref>/lines/<line>/edit/", scope.EditLine.as_view(), name="edit_line"),
    path("challenges/<ref>/lines/<line>/remove/", scope.RemoveLine.as_view(), name="remove_line"),
    re_path(
        r"^challenges/(?P<ref>\w+)/lines/(?P<line>\w+)/move-(?P<way>up|down)/$",
        scope.MoveLine.as_view(),
        name="move_line",
    ),
]
DOCUMENTS = [
    path("challenges/<ref>/documents/", documents.Documents.as_view(), name="documents"),
    path("challenges/<ref>/documents/asked/", documents.Asked.as_view(), name="asked_documents"),
    path("challenges/<ref>/documents/upload/", documents.UploadDocument.as_view(), name="upload_document"),
    path("challenges/<ref>/documents/<document>/", documents.Document.as_view(), name="document"),
    path(
        "challenges/<ref>/documents/<document>/replace/",
        documents.ReplaceDocument.as_view(),
        name="replace_document",
    ),
    path(
        "challenges/<ref>/documents/<document>/<version>/",
        documents.DownloadDocument.as_view(),
        name="download_document",
    ),
    path("challenges/<ref>/document-requests/", documents.DocumentRequests.as_view(), name="document_requests"),
    path("challenges/<ref>/document-requests/add/", documents.RequestDocument.as_view(), name="request_document"),
    path(
        "challenges/<ref>/document-requests/<request_ref>/chase/",
        documents.ChaseDocument.as_view(),
        name="chase_document",
    ),
    path(
        "challenges/<ref>/document-requests/<request_ref>/receive/",
        documents.ReceiveDocument.as_view(),
        name="receive_document",
    ),
]
TIMETABLE = [
    path("challenges/<ref>/timetable/", timetable.Timetable.as_view(), name="timetable"),
    path("challenges/<ref>/timetable/add/", timetable.AddSession.as_view(), name="add_session"),
    path("challenges/<ref>/timetable/group-sizes/", timetable.GroupSizes.as_view(), name="group_sizes"),
    path("challenges/<ref>/timetable/itineraries/", printing.Itineraries.as_view(), name="itineraries"),
    path("challenges/<ref>/timetable/room-sheets/", printing.RoomSheets.as_view(), name="room_sheets"),
    path("challenges/<ref>/timetable/build/", building.BuildTimetable.as_view(), name="build_timetable"),
    path("challenges/<ref>/timetable/undo-move/", building.UndoMove.as_view(), name="undo_move"),
    path("challenges/<ref>/timetable/<session>/move/", building.MoveSession.as_view(), name="move_session"),
    path("challenges/<ref>/timetable/wanted/", wanted.Wanted.as_view(), name="wanted"),
    path("challenges/<ref>/timetable/wanted/add/", wanted.AddWanted.as_view(), name="add_wanted"),
    path("challenges/<ref>/timetable/wanted/import/", wanted.ImportWanted.as_view(), name="import_wanted"),
    path("challenges/<ref>/timetable/wanted/<wanted>/edit/", wanted.EditWanted.as_view(), name="edit_wanted"),
    path("challenges/<ref>/timetable/rooms/add/", wanted.AddRoom.as_view(), name="add_room"),
    path("challenges/<ref>/timetable/rooms/<room>/edit/", wanted.EditRoom.as_view(), name="edit_room"),
    path("challenges/<ref>/timetable/propose/", proposals.Propose.as_view(), name="propose_timetable"),
    path("challenges/<ref>/timetable/propose/<proposal>/use/", proposals.UseTimetable.as_view(), name="use_timetable"),
    path("challenges/<ref>/timetable/<session>/", timetable.Session.as_view(), name="session"),
    path("challenges/<ref>/timetable/<session>/edit/", timetable.EditSession.as_view(), name="edit_session"),
    path("challenges/<ref>/timetable/<session>/cancel/", timetable.CancelSession.as_view(), name="cancel_session"),
    path("challenges/<ref>/timetable/<session>/restore/", timetable.RestoreSession.as_view(), name="restore_session"),
    path("challenges/<ref>/timetable/<session>/copy/", timetable.CopySession.as_view(), name="copy_session"),
]
PEOPLE_MET = [
    path("challenges/<ref>/people-met/", people_met.PeopleMet.as_view(), name="people_met"),
    path(
        "challenges/<ref>/timetable/<session>/people-met/",
        people_met.RecordPeopleMet.as_view(),
        name="record_people_met",
    ),
]
LEAFLET = [
    path("challenges/<ref>/leaflet/", leaflet.Leaflet.as_view(), name="leaflet"),
]
PROTECTED = [
    path("challenges/<ref>/names-to-protect/", protected.ProtectNames.as_view(), name="protect_names"),
    path(
        "challenges/<ref>/names-to-protect/<uuid:name>/remove/",
        protected.UnprotectName.as_view(),
        name="unprotect_name",
    ),
]

# What the team does and sees.
NOTES = [
    path("challenges/<ref>/notes/", notes.Notes.as_view(), name="notes"),
    path("challenges/<ref>/notes/write/", notes.Capture.as_view(), name="write_note"),
    path("challenges/<ref>/notes/hand-in/", notes.HandInLateNote.as_view(), name="hand_in_late_note"),
    path("challenges/<ref>/notes/end-of-day/", evening.EndOfDay.as_view(), name="end_of_day"),
    path("challenges/<ref>/notes/<note>/star/", evening.StarNote.as_view(), name="star_note"),
    path("challenges/<ref>/notes/parked/", parked.Parked.as_view(), name="parked"),
    path("challenges/<ref>/notes/parked/<text>/", parked.DecideParked.as_view(), name="decide_parked"),
    path("challenges/<ref>/notes/late/", late_notes.LateNotes.as_view(), name="late_notes"),
    path("challenges/<ref>/notes/late/seen/", late_notes.ReadDecisions.as_view(), name="read_decisions"),
    path("challenges/<ref>/notes/<note>/let-in/", late_notes.LetInLateNote.as_view(), name="let_in_late_note"),
    path("challenges/<ref>/notes/<note>/leave-out/", late_notes.LeaveOutLateNote.as_view(), name="leave_out_late_note"),
    path("challenges/<ref>/notes/<note>/edit/", notes.EditNote.as_view(), name="edit_note"),
    path("challenges/<ref>/notes/<note>/delete/", notes.DeleteNote.as_view(), name="delete_note"),
]
EMERGING = [
    path("challenges/<ref>/views/", emerging.EmergingViews.as_view(), name="emerging_views"),
    path("challenges/<ref>/views/write/", emerging.WriteViews.as_view(), name="write_views"),
]
PHOTOS = [
    path("challenges/<ref>/devices/", devices.Devices.as_view(), name="devices"),
    path("challenges/<ref>/photos/<photo>/", capture_photos.NotePhoto.as_view(), name="note_photo"),
]
HYPOTHESES = [
    path("challenges/<ref>/hypotheses/", hypotheses.Hypotheses.as_view(), name="hypotheses"),
    path("challenges/<ref>/hypotheses/raise/", hypotheses.RaiseHypothesis.as_view(), name="raise_hypothesis"),
    path("challenges/<ref>/hypotheses/<hypothesis>/argue/", hypotheses.Argue.as_view(), name="argue"),
    path("challenges/<ref>/hypotheses/<hypothesis>/settle/", hypotheses.Settle.as_view(), name="settle"),
    re_path(
        r"^challenges/(?P<ref>\w+)/flag/(?P<what>finding|hypothesis)/(?P<thing>[\w-]+)/$",
        hypotheses.FlagIt.as_view(),
        name="flag",
    ),
    path("challenges/<ref>/flags/<flag>/answer/", hypotheses.AnswerFlag.as_view(), name="answer_flag"),
]
AUDITS = [
    path("challenges/<ref>/notes/case-audits/", audits.CaseAudits.as_view(), name="case_audits"),
    path("challenges/<ref>/notes/case-audits/write/", audits.WriteCaseAudit.as_view(), name="write_case_audit"),
    path("challenges/<ref>/notes/case-audits/<audit>/edit/", audits.EditCaseAudit.as_view(), name="edit_case_audit"),
    path(
        "challenges/<ref>/notes/case-audits/<audit>/delete/", audits.DeleteCaseAudit.as_view(), name="delete_case_audit"
    ),
    path("challenges/<ref>/notes/case-audits/<audit>/note/", audits.NoteFromAudit.as_view(), name="note_from_audit"),
]
FINDINGS = [
    path("challenges/<ref>/findings/", findings.Findings.as_view(), name="findings"),
    path("challenges/<ref>/findings/draft/", findings.DraftFinding.as_view(), name="draft_finding"),
    path("challenges/<ref>/findings/<finding>/", findings.OneFinding.as_view(), name="finding"),
    path("challenges/<ref>/findings/<finding>/move/", findings.MoveFinding.as_view(), name="move_finding"),
    path("challenges/<ref>/findings/<finding>/edit/", findings.EditFinding.as_view(), name="edit_finding"),
    path("challenges/<ref>/findings/<finding>/evidence/", findings.LinkEvidence.as_view(), name="link_evidence"),
    path("challenges/<ref>/findings/<finding>/agree/", findings.AgreeFinding.as_view(), name="agree_finding"),
    path("challenges/<ref>/findings/<finding>/drop/", findings.DropFinding.as_view(), name="drop_finding"),
    path("challenges/<ref>/findings/<finding>/restore/", findings.RestoreFinding.as_view(), name="restore_finding"),
]
CONCERNS = [
    path("challenges/<ref>/concerns/", concerns.Concerns.as_view(), name="concerns"),
    path("challenges/<ref>/concerns/raise/", concerns.RaiseConcern.as_view(), name="raise_concern"),
    path("challenges/<ref>/concerns/<concern>/", concerns.Concern.as_view(), name="concern"),
    path(
        "challenges/<ref>/concerns/<concern>/acknowledge/",
        concerns.AcknowledgeConcern.as_view(),
        name="acknowledge_concern",
    ),
    path("challenges/<ref>/concerns/<concern>/close/", concerns.CloseConcern.as_view(), name="close_concern"),
]
DESTRUCTION = [
    path("challenges/<ref>/promise/", promise.Promise.as_view(), name="promise"),
    path("challenges/<ref>/destruction/", destruction.NotesDestroyed.as_view(), name="destruction"),
    path("challenges/<ref>/destruction/hold/", destruction.HoldNotes.as_view(), name="hold_notes"),
    path("challenges/<ref>/destruction/early/", destruction.DestroyEarly.as_view(), name="destroy_early"),
]

# What devices ask and send, by docs/sync.md.
CAPTURE = [
    path("capture/me/", capture.Me.as_view(), name="me"),
    path("capture/<ref>/pack/", capture.Pack.as_view(), name="pack"),
    path("capture/<ref>/operations/", capture.Operations.as_view(), name="operations"),
    path("capture/<ref>/devices/<device>/key/", capture.Key.as_view(), name="device_key"),
    path("capture/<ref>/photos/<photo>/", capture_photos.PhotoPieces.as_view(), name="photo_pieces"),
    path("capture/<ref>/heartbeat/", capture.Heartbeat.as_view(), name="heartbeat"),
]

# The page that writes notes without signal.
CAPTURE_PAGE = [
    path("capture/", capture_page.OpenCapture.as_view(), name="open_capture"),
    path("capture/worker.js", capture_page.CaptureWorker.as_view(), name="capture_worker"),
    path("capture/manifest.webmanifest", capture_page.CaptureManifest.as_view(), name="capture_manifest"),
]

# What only some shapes have.
OUTCOMES = [
    path("challenges/<ref>/outcomes/", outcomes.Outcomes.as_view(), name="outcomes"),
    path("challenges/<ref>/outcomes/add/", outcomes.AddOutcome.as_view(), name="add_outcome"),
    path("challenges/<ref>/outcomes/<outcome>/edit/", outcomes.EditOutcome.as_view(), name="edit_outcome"),
    path("challenges/<ref>/outcomes/<outcome>/take-out/", outcomes.RemoveOutcome.as_view(), name="remove_outcome"),
    path("challenges/<ref>/outcomes/<outcome>/done/", outcomes.FinishOutcome.as_view(), name="finish_outcome"),
]
QUESTIONNAIRE = [
    path("challenges/<ref>/questionnaire/", questionnaire.Questionnaire.as_view(), name="questionnaire"),
    path("challenges/<ref>/questionnaire/answers.<form>", questionnaire.TakeAnswers.as_view(), name="take_answers"),
    path(
        "challenges/<ref>/questionnaire/fill-in.<form>", questionnaire.TakeOwnAnswers.as_view(), name="take_own_answers"
    ),
    path("challenges/<ref>/questionnaire/import/", questionnaire.ImportAnswers.as_view(), name="import_answers"),
    path("challenges/<ref>/questionnaire/edit/", questionnaire.EditQuestionnaire.as_view(), name="edit_questionnaire"),
    path(
        "challenges/<ref>/questionnaire/<question>/",
        questionnaire.CompareAnswers.as_view(),
        name="compare_answers",
    ),
    path(
        "challenges/<ref>/questionnaire/<question>/answer/",
        questionnaire.AnswerQuestion.as_view(),
        name="answer_question",
    ),
]

urlpatterns = [
    *CAPTURE_PAGE,
    *SCOPE,
    *DOCUMENTS,
    *TIMETABLE,
    *PEOPLE_MET,
    *LEAFLET,
    *PROTECTED,
    *NOTES,
    *PHOTOS,
    *EMERGING,
    *HYPOTHESES,
    *AUDITS,
    *FINDINGS,
    *CONCERNS,
    *DESTRUCTION,
    *OUTCOMES,
    *QUESTIONNAIRE,
    *CAPTURE,
]
