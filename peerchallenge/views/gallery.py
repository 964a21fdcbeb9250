"""The gallery: every component in its states, for those who write pages. Only when DEBUG is on."""

import datetime

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views import View

from people.fields import DateParts

from .gallery_board import BOARD, COVERAGE

STATES = (
    ("proposed", "Proposed"),
    ("scoping", "Scoping"),
    ("preparing", "Preparing"),
    ("on_site", "On site"),
    ("drafting", "Drafting"),
    ("accuracy", "Accuracy check"),
    ("final", "Final"),
    ("published", "Published"),
    ("follow_up", "Follow-up"),
    ("closed", "Closed"),
    ("withheld", "Withheld"),
    ("cancelled", "Cancelled"),
)
TODAY = datetime.date(2027, 10, 5)
GROUPS = (("front", "Front line"), ("lead", "Senior managers"), ("partner", "Partners"))


class ExampleForm(forms.Form):
    """One field of every kind, with hints."""

    name = forms.CharField(label="Name of the visit", help_text="As it should stand on the register")
    email = forms.EmailField(label="E-mail address", help_text="We write to this address only about this challenge")
    days = forms.IntegerField(label="Days on site", min_value=1, max_value=10)
    first_day = DateParts(label="First day on site", name="the first day", help_text="For example, 27 3 2027")
    group = forms.ChoiceField(label="Who did you talk to?", choices=GROUPS, widget=forms.RadioSelect)
    strands = forms.MultipleChoiceField(
        label="What was it about?",
        choices=[("1", "Do families know what happens next?"), ("2", "Is support joined up?")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    stage = forms.ChoiceField(label="Stage", choices=STATES)
    purpose = forms.CharField(
        label="Purpose", max_length=400, help_text="Two or three sentences", widget=forms.Textarea
    )
    paper = forms.FileField(label="Self-assessment", help_text="PDF, Word or Excel, up to 50 MB")
    agreed = forms.BooleanField(label="The host has agreed", help_text="By e-mail is enough")


class FilterForm(forms.Form):
    """A filter bar's fields."""

    stage = forms.ChoiceField(label="Stage", choices=[("", "All 12 stages"), *STATES], required=False)
    late = forms.BooleanField(label="Late only", required=False)


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
        form.is_valid()
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
            },
        )
