"""Pages on which nothing typed is lost: kept while it is typed, offered again, with the team's remarks beside it."""

import re

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from people.models.ref import new_ref
from people.refusal import Refusal
from reports.actions import remarks, unsaved
from reports.differing import words_that_differ
from reports.forms.drafting import RemarkForm
from reports.models import Remark, UnsavedText
from reviews.queries.findings import with_strength

WINDOW = re.compile(r"[a-z0-9]{12}")
MOST_KEPT = 100_000
# What only says upon which words somebody began.
GUARDS = ("version", "seen")


class Keeping:
    """A form whose words are sent as they are typed, kept for who typed them alone, and offered again on return."""

    place = ""

    @property
    def window(self):
        """The window this form is open in: named when it was opened, the same until it is saved."""
        if "window" not in self.__dict__:
            named = self.request.POST.get("window", "")
            self.__dict__["window"] = named if WINDOW.fullmatch(named) else new_ref()
        return self.__dict__["window"]

    def mine(self):
        """Return what this person has not saved here."""
        return UnsavedText.objects.filter(challenge=self.challenge, person=self.by, place=self.place)

    def post(self, request, *args, **kwargs):
        if "keep" in request.POST:
            return HttpResponse(status=204 if self.keep() else 400)
        if "forget" in request.POST:
            self.forget(request.POST["forget"])
            return redirect(request.path)
        return super().post(request, *args, **kwargs)

    def fields(self):
        """Return what was typed, as it was posted."""
        names = [name for name in self.form_class.base_fields if name not in GUARDS]
        return {name: self.request.POST.getlist(name) for name in names if name in self.request.POST}

    def keep(self):
        """Keep what was typed; say whether it could be."""
        numbers = [self.request.POST.get(name, "0") for name in ("step", "version")]
        fields = self.fields()
        known = WINDOW.fullmatch(self.request.POST.get("window", "")) and all(
            number.isdecimal() and len(number) < 16 for number in numbers
        )
        if not known or sum(len(value) for values in fields.values() for value in values) > MOST_KEPT:
            return False
        if fields == self.saved():
            self.forget(self.window)
            return True
        step, version = map(int, numbers)
        unsaved.keep_unsaved(
            challenge=self.challenge,
            place=self.place,
            window=self.window,
            step=step,
            version=version,
            fields=fields,
            by=self.by,
            at=self.at,
        )
        return True

    def saved(self):
        """Return what is saved, as a form would post it; None before anything is."""
        return

    def forget(self, *windows):
        unsaved.forget_unsaved(
            challenge=self.challenge, place=self.place, windows=list(windows), by=self.by, at=self.at
        )

    def act(self, form):
        try:
            super().act(form)
        except Refusal:
            self.keep()  # whatever becomes of this window, the words are still there
            raise
        self.forget(self.window, self.request.POST.get("taken", ""))

    def with_unsaved(self, initial):
        """Begin with the words of another window instead, when asked to."""
        row = self.mine().filter(window=self.request.GET.get("unsaved", "")).first()
        if row is None:
            return initial
        self.taken = row.window
        single = {name: values if name == "findings" else values[0] for name, values in row.fields.items() if values}
        return {**initial, **single, "version": row.version}

    def offers(self):
        """Return what was typed in other windows and not saved, newest first, with the words that differ."""
        saved = self.saved()
        kept = [row for row in self.mine().order_by("-kept_at", "-pk") if row.window != self.window]
        before = (saved or {}).get("text", [""])[0]
        return [
            {"row": row, "pieces": words_that_differ(before, row.fields.get("text", [""])[0])}
            for row in kept
            if row.fields != saved and row.window != self.__dict__.get("taken", "")
        ]

    def context(self):
        context = super().context()
        return {**context, "window": self.window, "taken": self.__dict__.get("taken", ""), "offers": self.offers()}


class WithRemarks:
    """A form with the team's remarks beside it: written, settled, one's own taken away."""

    def post(self, request, *args, **kwargs):
        name = request.POST.get("remark_do")
        if not name:
            return super().post(request, *args, **kwargs)
        self.remark_form = RemarkForm(request.POST if name == "write" else None, prefix="remark")
        if name == "write" and not self.remark_form.is_valid():
            return self.page(status=422)
        try:
            self.do_remark(name)
        except Refusal as refusal:
            self.remark_form.add_error(None, refusal.sentence) if name == "write" else None
            return self.page(status=409, refused=refusal.sentence)
        return redirect(f"{request.path}#remarks")

    def do_remark(self, name):
        if name == "write":
            text = self.remark_form.cleaned_data["text"]
            remarks.remark(challenge=self.challenge, place=self.place, text=text, by=self.by, at=self.at)
            return
        rows = Remark.objects.filter(report__challenge=self.challenge).select_related("report__challenge")
        row = get_object_or_404(rows, ref=self.request.POST.get("remark", ""))
        act = {"settle": remarks.resolve_remark, "delete": remarks.delete_remark}.get(name)
        if act:
            act(remark=row, by=self.by, at=self.at)

    def context(self):
        # A report nobody has begun, because nothing was presented, has no row yet and no remarks.
        rows = self.report.remarks.filter(place=self.place) if self.report.pk else Remark.objects.none()
        return {
            **super().context(),
            "remarks": list(rows.select_related("made_by", "resolved_by").order_by("pk")[:100]),
            "remark_form": getattr(self, "remark_form", None) or RemarkForm(prefix="remark"),
            "me": self.by,
        }


class BesideEvidence:
    """A form with what the findings rest on beside it: kinds, groups and numbers, never a note."""

    def context(self):
        findings = list(self.challenge.findings.agreed().in_order().select_related("theme", "line"))
        history = reverse("reports:wordings", args=[self.challenge.ref, self.place]) if self.place else ""
        return {
            **super().context(),
            "evidence": [
                {"row": row, "strength": strength} for row, strength in with_strength(findings, self.challenge)
            ],
            "history_url": history,
        }
