"""Addresses of this floor: everything lies under challenges/<ref>/. One list a noun."""

from django.urls import path, re_path

from .views import scope

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
DOCUMENTS = []
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
