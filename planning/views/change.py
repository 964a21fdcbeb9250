"""Changing a draft: a visit's week, what is locked, a step taken back, the whole draft dropped."""

from datetime import date

from django.http import Http404, JsonResponse
from django.urls import reverse

from cycles.days import in_words
from people.views.base import ActView, FormView, SignedInView
from planning.actions import drafts as actions
from planning.asking.weeks import Weeks
from planning.forms.drafts import LockForm, MoveForm, VersionForm
from planning.words import days_for, try_week, try_weeks

from .base import DraftAct, OfDraft, OfVisit


class MoveView(OfVisit, FormView):
    """Give a visit another week: from a list, or where the board was left."""

    template_name = "planning/move.html"
    form_class = MoveForm

    def form(self, data=None, files=None):
        week = self.visit.week
        initial = {"version": self.draft.version, "week": week.isoformat() if week else MoveForm.NONE}
        return MoveForm(data, initial=initial, weeks=self._weeks())

    def _weeks(self):
        return try_weeks(self.judged, self.visit, Weeks.of(self.cycle.starts_on, self.cycle.ends_on))

    def context(self):
        return {"form": self.form(), "cancel_url": self.after(), **super().context()}

    def act(self, form):
        data = form.cleaned_data
        actions.move(draft=self.draft, key=self.visit.key, by=self.by, at=self.at, **data)
        days = in_words(*days_for(self.visit, data["week"])) if data["week"] else ""
        self.done = f"Moved to {days} in this draft." if days else "The visit has no week in this draft."


class TryView(OfDraft, SignedInView):
    """What it would mean to give a visit a week, for the script of the board. Changes nothing."""

    def get(self, request, *args, **kwargs):
        visit = self.judged.sketch.get(_number(request.GET.get("visit")))
        week = _monday(request.GET.get("week"))
        if visit is None or visit.fixed or week is None:
            raise Http404
        found = try_week(self.judged, visit, week)
        return JsonResponse({"days": found.days, "said": found.said, "breaks": bool(found.tried.breaches)})


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() else -1


def _monday(text):
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return None if day.weekday() else day


class LockView(OfVisit, DraftAct):
    """Settle a visit's week or one of its places, or free it again."""

    form_class = LockForm

    def act(self, data):
        actions.lock(draft=self.draft, key=self.visit.key, by=self.by, at=self.at, **data)
        return "Locked. Proposals keep it as it is." if data["locked"] else "Free to change again."


class UndoView(DraftAct, OfDraft):
    """Take the last step back."""

    form_class = VersionForm

    def act(self, data):
        step = actions.undo(draft=self.draft, by=self.by, at=self.at, **data)
        return f"Taken back: {step}."


class DropView(OfDraft, ActView):
    """Give the draft up."""

    template_name = "planning/drop.html"
    done = "The draft is dropped. It can still be read, and nothing of the plan is changed."

    def act(self):
        actions.drop(draft=self.draft, by=self.by, at=self.at)

    def after(self):
        return reverse("planning:drafts", args=[self.cycle.ref])


class LookAgainView(OfDraft, FormView):
    """Take in what has happened to the plan since the draft last looked."""

    template_name = "planning/look_again.html"
    form_class = VersionForm

    def form(self, data=None, files=None):
        return VersionForm(data, initial={"version": self.draft.version})

    def context(self):
        return {"form": self.form(), "cancel_url": self.front, **super().context()}

    def act(self, form):
        told = actions.look_again(draft=self.draft, by=self.by, at=self.at, **form.cleaned_data)
        self.done = " ".join(told) or "Nothing has changed since the draft last looked."
