"""The gallery: every component in its states, for those who write pages. Only when DEBUG is on."""

import datetime

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views import View

from .gallery_board import BARS, BOARD, COVERAGE
from .gallery_forms import STATES, ExampleForm, FilterForm, NoteForm

TODAY = datetime.date(2027, 10, 5)
MOVES = (
    {
        "what": "Scoping started",
        "when": datetime.datetime(2027, 6, 1, 9, 30, tzinfo=datetime.UTC),
        "who": "Rana Choudhury",
    },
    {
        "what": "Postponed by inspection",
        "when": datetime.datetime(2027, 9, 4, 16, 2, tzinfo=datetime.UTC),
        "who": "Rana Choudhury",
        "why": "An inspection started on 4 October. New dates: 8 to 10 February 2028.",
    },
    {"what": "Goes on site", "day": datetime.date(2028, 2, 8), "is_ahead": True},
)
WAITS = (
    {
        "what": "Declare your interests",
        "about": "Calderdale, care leavers",
        "due": datetime.date(2027, 10, 1),
        "url": "#x",
    },
    {
        "what": "Answer the flag on finding 4",
        "about": "Kirklees, child protection planning",
        "due": TODAY,
        "url": "#x",
    },
    {
        "what": "Read the self-assessment",
        "about": "Hull, permanence",
        "url": "#x",
        "badge": "New",
        "tone": "new",
    },
)


FACTS = (
    {"key": "Host", "value": "North East Lincolnshire"},
    {"key": "Dates", "value": "8 to 10 February 2028", "url": "#dates"},
    {"key": "Purpose", "value": "", "url": "#purpose", "action": "Add"},
)
CELLS = [
    [
        {"text": "Barnsley", "url": "#b", "sub": "Care leavers"},
        {"text": "19 to 21 January 2027"},
        {"text": 150, "is_number": True},
    ],
    [{"text": "Kirklees", "url": "#k"}, {"text": "5 to 7 October 2027"}, {"text": 7, "is_number": True}],
]


class GalleryView(View):
    """For those who write pages: GET shows the parts, POST the parts of a form with errors."""

    permission = "reports.view_register"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not settings.DEBUG:
            raise Http404

    def get(self, request):
        return self._page(request, ExampleForm())

    def post(self, request):
        return self._page(request, ExampleForm(request.POST, request.FILES))

    def _page(self, request, form):
        page = Paginator(range(90), 30).page(2)
        tasks = [
            {"label": "Planning meeting held", "is_done": True, "url": "#x"},
            {"label": "Data analysis shared", "hint": "Carys shares it by 12 October", "url": "#x"},
            {"label": "Timetable agreed", "status": "3 clashes"},
        ]
        return render(
            request,
            "gallery/gallery.html",
            {
                "form": form,
                "filters": FilterForm(prefix="filter"),
                "states": STATES,
                "moves": MOVES,
                "waits": WAITS,
                "today": TODAY,
                "page": page,
                "tasks": tasks,
                "rows": FACTS,
                "columns": [{"label": "Host"}, {"label": "Visit"}, {"label": "Notes", "is_number": True}],
                "cells": CELLS,
                "board": BOARD,
                "coverage": COVERAGE,
                "bars": BARS,
            },
        )


class CaptureGalleryView(View):
    """How the page for notes is put together: GET shows it, POST shows it with errors."""

    permission = "reports.view_register"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not settings.DEBUG:
            raise Http404

    def get(self, request):
        return render(request, "gallery/capture.html", {"form": NoteForm()})

    def post(self, request):
        return render(request, "gallery/capture.html", {"form": NoteForm(request.POST)})
