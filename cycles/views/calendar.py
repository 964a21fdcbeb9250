"""Closed days of a programme's region: the list, single periods, polls and bank holidays."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cycles import importing
from cycles.actions import calendar as actions
from cycles.forms.calendar import PeriodFilter, PeriodForm, PeriodsFileForm, PollForm, RemoveForm
from cycles.models import ClosedPeriod
from people import sheets
from people.refusal import Refusal
from people.views.base import PageView, SignedInView

from .base import OfProgramme, paged
from .programme import ProgrammeAct, ProgrammeForm


class ClosedDaysView(OfProgramme, PageView):
    """Every closed period of the region, by its first day, filtered by body and kind."""

    template_name = "cycles/calendar.html"
    tab = "closed_days"

    def context(self):
        filters = PeriodFilter(self.request.GET, region=self.programme.region)
        periods = self.programme.region.closed_periods.select_related("body").order_by("starts_on", "label", "pk")
        if filters.is_valid():
            if body := filters.cleaned_data["body"]:
                periods = periods.filter(body=body)
            if kind := filters.cleaned_data["kind"]:
                periods = periods.filter(kind=kind)
        chosen = {name: self.request.GET[name] for name in ("body", "kind") if self.request.GET.get(name)}
        return {
            **super().context(),
            "filters": filters,
            "periods": paged(self.request, periods),
            "query": f"{urlencode(chosen)}&" if chosen else "",
        }


class CalendarForm(ProgrammeForm):
    """A question page of the calendar."""

    tab, back = "closed_days", "cycles:closed_days"


class AddPeriodView(CalendarForm):
    """Close some days."""

    heading = "Add closed days"
    form_class = PeriodForm
    done = "Added to the calendar."

    def form_kwargs(self):
        return {"instance": ClosedPeriod(region=self.programme.region)}

    def act(self, form):
        actions.add(period=form.instance, by=self.by, at=self.at)


class EditPeriodView(CalendarForm):
    """Correct closed days."""

    heading = "Correct closed days"
    form_class = PeriodForm
    done = "Corrected."

    def form_kwargs(self):
        return {"instance": self.part(self.programme.region.closed_periods, "period")}

    def act(self, form):
        actions.correct(period=form.instance, reason=form.cleaned_data["reason"], by=self.by, at=self.at)


class RemovePeriodView(CalendarForm):
    """Open closed days again, after asking once more."""

    template_name = "cycles/calendar_remove.html"
    submit = "Remove"
    form_class = RemoveForm
    done = "Removed from the calendar."

    def load(self):
        super().load()
        self.period = self.part(self.programme.region.closed_periods.select_related("body"), "period")

    @property
    def heading(self):
        return f"Remove “{self.period.label}”?"

    def form_kwargs(self):
        return {"period": self.period}

    def context(self):
        return {**super().context(), "period": self.period}

    def act(self, form):
        actions.remove(period=self.period, reason=form.cleaned_data.get("reason", ""), by=self.by, at=self.at)


class AddPollView(CalendarForm):
    """Enter a polling day; the pre-election period is computed."""

    heading = "Add a poll"
    submit = "Add the pre-election period"
    form_class = PollForm
    template_name = "cycles/calendar_poll.html"
    done = "Pre-election period added. Correct its first day if notice is given earlier."

    def form_kwargs(self):
        return {"region": self.programme.region}

    def act(self, form):
        actions.add_poll(region=self.programme.region, by=self.by, at=self.at, **form.cleaned_data)


class LoadBankHolidaysView(ProgrammeAct):
    """Fill in the bank holidays known so far. Pressing again adds nothing twice."""

    tab, back = "closed_days", "cycles:closed_days"
    submit = "Load bank holidays"

    def heading(self):
        return "Load the bank holidays of England?"

    def post(self, request, *args, **kwargs):
        added = actions.load_bank_holidays(region=self.programme.region, by=self.by, at=self.at)
        sentence = f"{added} bank holidays added." if added else "All bank holidays known are already here."
        messages.success(request, sentence)
        return redirect(reverse(self.back, args=[self.programme.ref]))


class ImportPeriodsView(CalendarForm):
    """Add closed days from a spreadsheet, all of them or none."""

    template_name = "cycles/calendar_import.html"
    heading = "Import closed days"
    submit = "Import"
    form_class = PeriodsFileForm

    def context(self):
        return {**super().context(), "columns": importing.COLUMNS}

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form=form, status=422)
        faults = []
        try:
            table = sheets.read(form.cleaned_data["file"].read())
            faults = importing.check(table=table, region=self.programme.region).faults
            plan = importing.bring_in(table=table, region=self.programme.region, by=self.by, at=self.at)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
            return self.page(form=form, faults=faults, status=422)
        messages.success(request, f"The file is imported: {plan.sentence}.")
        return redirect(self.after())


class ExportPeriodsView(OfProgramme, SignedInView):
    """The calendar as a table that, imported again, changes nothing."""

    def get(self, request, *args, **kwargs):
        headings = [column.heading for column in importing.COLUMNS]
        data = sheets.write_csv(headings, importing.rows_of(self.programme.region))
        response = HttpResponse(data, content_type=sheets.CSV_TYPE)
        response["Content-Disposition"] = 'attachment; filename="closed-days.csv"'
        return response
