"""Rooms and wanted sessions: the list, its forms, and bringing it in from a table."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from cycles.views.base import paged
from people import sheets
from people.refusal import Refusal
from reviews import importing
from reviews.actions import wanted as actions
from reviews.forms.wanted import RoomForm, WantedFileForm, WantedForm
from reviews.windows import say_windows

from .base import Form, Page, SharedForm
from .timetable import TIMETABLE

WANTED = ("Sessions to place", "wanted")


class Wanted(Page):
    """The host's rooms and the sessions that are wanted, placed or not."""

    permission = "reviews.edit_timetable"
    template_name = "reviews/wanted.html"
    trail = (TIMETABLE,)

    def context(self):
        rows = self.challenge.wanted_sessions.select_related("session").prefetch_related("seats__person")
        rooms = list(self.challenge.rooms.order_by("building", "name"))
        for room in rooms:
            room.when = say_windows(room.free)
        page = paged(self.request, rows.order_by("session", "title", "pk"), 60)
        for row in page:
            row.when = say_windows(row.windows)
        return {**super().context(), "rooms": rooms, "page": page}


class WantedPage:
    """What the forms of the list share."""

    permission = "reviews.edit_timetable"
    trail = (TIMETABLE, WANTED)

    def form_kwargs(self):
        return {"challenge": self.challenge}


class AddRoom(WantedPage, Form):
    """Another room."""

    form_class = RoomForm
    heading = "Add a room"
    done = "The room is in the list."

    def act(self, form):
        actions.add_room(challenge=self.challenge, by=self.by, at=self.at, **form.facts())


class EditRoom(WantedPage, Form):
    """Correct a room, or take it off the list."""

    form_class = RoomForm
    heading = "Change the room"
    done = "Saved."

    def load(self):
        super().load()
        self.room = get_object_or_404(self.challenge.rooms, ref=self.kwargs["room"])
        self.room.challenge = self.challenge

    def form_kwargs(self):
        return {"challenge": self.challenge, "room": self.room}

    def act(self, form):
        if form.cleaned_data["remove"]:
            actions.remove_room(room=self.room, by=self.by, at=self.at)
        else:
            actions.edit_room(room=self.room, by=self.by, at=self.at, **form.facts())


class AddWanted(WantedPage, Form):
    """Another session to place."""

    form_class = WantedForm
    heading = "Add a session to place"
    says = "Say who is met and for how long. Where it stands in the timetable comes later."
    done = "The session is in the list."

    def act(self, form):
        wish = actions.Wish(**form.wish())
        actions.add_wanted(challenge=self.challenge, wish=wish, by=self.by, at=self.at)


class EditWanted(WantedPage, SharedForm):
    """Change a session to place, or take it off the list."""

    form_class = WantedForm
    heading = "Change the session to place"
    done = "Saved."

    def load(self):
        super().load()
        self.wanted = get_object_or_404(self.challenge.wanted_sessions, ref=self.kwargs["wanted"])
        self.wanted.challenge = self.challenge

    def form_kwargs(self):
        return {"challenge": self.challenge, "wanted": self.wanted}

    def change(self, form):
        if form.cleaned_data["remove"]:
            actions.remove_wanted(wanted=self.wanted, by=self.by, at=self.at)
            return
        wish = actions.Wish(**form.wish())
        actions.edit_wanted(wanted=self.wanted, wish=wish, seen=form.seen(), by=self.by, at=self.at)


class ImportWanted(WantedPage, Form):
    """Bring the list in from a spreadsheet, all of it or nothing."""

    template_name = "reviews/import_wanted.html"
    form_class = WantedFileForm
    heading = "Import sessions to place"
    button = "Import"

    def form_kwargs(self):
        return {}

    def context(self):
        return {**super().context(), "columns": importing.COLUMNS}

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form=form, status=422)
        faults = []
        try:
            table = sheets.read(form.cleaned_data["file"].read())
            faults = importing.check(table=table, challenge=self.challenge).faults
            plan = importing.bring_in(table=table, challenge=self.challenge, by=self.by, at=self.at)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
            return self.page(form=form, faults=faults, status=422)
        messages.success(request, f"The file is imported: {plan.sentence}.")
        return redirect(self.after())
