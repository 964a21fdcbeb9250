"""Addresses of this floor: everything lies under challenges/<ref>/. One list a noun."""

from django.urls import path, re_path

from .views import documents, scope

app_name = "reviews"


# What is agreed and handed over before the visit.
SCOPE = [
    path("challenges/<ref>/scope/", scope.Scope.as_view(), name="scope"),
    path("challenges/<ref>/scope/edit/", scope.EditScope.as_view(), name="edit_scope"),
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
TIMETABLE = []
PEOPLE_MET = []
LEAFLET = []
PROTECTED = []

# What the team does and sees.
NOTES = []
HYPOTHESES = []
FINDINGS = []
CONCERNS = []

urlpatterns = [
    *SCOPE,
    *DOCUMENTS,
    *TIMETABLE,
    *PEOPLE_MET,
    *LEAFLET,
    *PROTECTED,
    *NOTES,
    *HYPOTHESES,
    *FINDINGS,
    *CONCERNS,
]
