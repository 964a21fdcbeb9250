"""The wall of duties, one duty's own page, and what a coordinator does about it."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.actions import duty as actions
from cycles.days import in_words
from cycles.forms.duty import SOON, DelegateForm, DutyFilter, DutyForm, ExtendForm, NotNeededForm
from cycles.queries import duties as queries
from notices.models import Duty
from people.refusal import Refusal
from people.rules import programmes_where
from people.views.base import FormView, PageView

from .base import paged

KEEPS = "notices.manage_outbox"


class Duties(PageView):
    """Every duty of the programmes somebody coordinates: the late and the soon first."""

    permission = KEEPS
    template_name = "cycles/duties.html"

    def context(self):
        form = DutyFilter(self.request.GET)
        kept = Duty.objects.visible_to(self.request.user).filter(
            programme__in=programmes_where(self.request.user, KEEPS)
        )
        by = form.value("by")
        page = paged(self.request, queries.listed(form.narrow(kept, self.today), by))
        return {
            "filters": form,
            "page": page,
            "query": form.query,
            "groups": list(queries.grouped(page.object_list, by, self.today)),
            "counts": self.counts(kept),
            "today": self.today,
        }

    def counts(self, kept):
        """Count what is late and what is soon (one query)."""
        soon = Q(due_on__gte=self.today, due_on__lte=self.today + SOON)
        found = kept.open().aggregate(
            late=Count("pk", filter=Q(due_on__lt=self.today)), soon=Count("pk", filter=soon), all=Count("pk")
        )
        return [
            {"number": found["late"], "word": "late", "url": "?show=late"},
            {"number": found["soon"], "word": "in the next two weeks", "url": "?show=soon"},
            {"number": found["all"], "word": "open in all", "url": "?show=all"},
        ]


class OfDuty:
    """What every page of a duty does first. The address carries its ref."""

    def load(self):
        rows = queries.on_wall(Duty.objects.visible_to(self.request.user))
        rows = rows.select_related("programme", "delegate", "extended_by")
        self.duty = get_object_or_404(rows, ref=self.kwargs["ref"])

    def context(self):
        keeps = self.request.user.has_perm(KEEPS, self.duty)
        crumbs = [{"label": "Duties", "url": reverse("cycles:duties")}] if keeps else []
        return {"duty": self.duty, "keeps": keeps, "breadcrumbs": crumbs, "today": self.today, **super().context()}


class DutyPage(OfDuty, PageView):
    """What is owed, by whom, by when and why; for coordinators also what they can do about it."""

    permission = "notices.own_duties"
    template_name = "cycles/duty.html"

    def context(self):
        duty = self.duty
        badge, tone = queries.standing(duty, self.today)
        late = not badge and duty.due_on < self.today
        shown = super().context()
        return {
            **shown,
            "badge": "Late" if late else badge,
            "tone": "bad" if late else tone,
            "facts": facts(duty),
            "is_open": not (duty.done_at or duty.paused or duty.not_needed_reason),
            "is_mine": self.by.pk in {held.person_id for held in duty.owing},
        }


def facts(duty):
    """Return what a duty's page says of it, for `components/summary_list.html`."""
    due = in_words(duty.due_on)
    if duty.extended_reason:
        due = f"{due}, extended from {in_words(duty.set_on)} by {duty.extended_by}: {duty.extended_reason}"
    who = ", ".join(held.person.name for held in duty.owing) or "Nobody yet"
    rungs = [
        f"{in_words(day)} {what}"
        for what, day in (
            ("reminded", duty.remind_on),
            ("due", duty.due_on),
            ("late", duty.late_on),
            ("told to the next role", duty.escalate_on),
        )
        if day
    ]
    rows = [
        {"key": "Due", "value": due},
        {"key": "Waits for", "value": f"{who}, in place of others" if duty.delegate else who},
        {"key": "Why", "value": duty.why},
        {"key": "Counted from", "value": in_words(duty.anchor_on)},
        {"key": "Ladder", "value": "; ".join(rungs)},
    ]
    if duty.not_needed_reason:
        rows.append({"key": "Not needed", "value": duty.not_needed_reason})
    return rows


STEPS = {
    "nudge": ("Nudge", "Remind now", DutyForm),
    "delegate": ("Delegate", "Delegate", DelegateForm),
    "extend": ("Extend", "Extend", ExtendForm),
    "not-needed": ("Mark as not needed", "Mark as not needed", NotNeededForm),
    "undo-delegate": ("Take the delegation back", "Take it back", DutyForm),
    "undo-extend": ("Take the extension back", "Take it back", DutyForm),
    "undo-not-needed": ("It is needed after all", "It is needed", DutyForm),
}


class ChangeDuty(OfDuty, FormView):
    """One thing a coordinator does about a duty; the address says which."""

    permission = KEEPS
    template_name = "cycles/change_duty.html"

    def load(self):
        super().load()
        if self.kwargs["step"] not in STEPS:
            raise Http404
        self.heading, self.submit, self.form_class = STEPS[self.kwargs["step"]]

    def asked_about(self):
        return self.duty

    def form_kwargs(self):
        initial = {"version": self.duty.version, "due_on": self.duty.due_on}
        people = None
        if self.kwargs["step"] == "delegate":
            people = actions.who_may(self.duty, self.today).order_by("name")
        return {"initial": initial, "people": people}

    def act(self, form):
        step, typed = self.kwargs["step"], dict(form.cleaned_data)
        if step == "nudge":
            people = actions.nudge(duty=self.duty, by=self.by, at=self.at)
            messages.success(self.request, f"{', '.join(person.name for person in people)} will be reminded.")
            return
        typed["version"] = typed["version"] or 0
        given = {**typed, "duty": self.duty, "by": self.by, "at": self.at}
        try:
            if step.startswith("undo-"):
                actions.undo(what=step.removeprefix("undo-"), **given)
            else:
                {"extend": actions.extend, "delegate": actions.delegate, "not-needed": actions.mark_not_needed}[step](
                    **given
                )
        except Refusal:
            self.duty.refresh_from_db(fields=["version"])
            form.data = {**form.data.dict(), "version": self.duty.version}
            raise
        messages.success(self.request, "Saved.")

    def after(self):
        return reverse("cycles:duty", args=[self.duty.ref])
