"""The publication clock: for everybody as a page and a calendar; the coordinator says what was met and why late."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from cycles.models import Challenge
from cycles.views.feed import as_calendar
from notices.calendars import calendar
from reports.actions.clock import state_step
from reports.calendars import MOST, clock_entries
from reports.forms.clock import ClockForm
from reports.queries.clock import clock_of, with_clock, with_what_met_it

from .base import Form
from .register import PAGE, PUBLIC_FOR, PublicView


class Clock(PublicView):
    """Every challenge whose team has left, with its four steps."""

    def get(self, request):
        page = Paginator(with_clock(), PAGE).get_page(request.GET.get("page"))
        today = timezone.localdate()
        clocks = [{"challenge": one, "ticks": clock_of(one, today)} for one in page.object_list]
        return render(request, "reports/clock.html", {"page": page, "clocks": clocks})


class ClockCalendar(PublicView):
    """The same as a calendar to subscribe to."""

    def get(self, request):
        content = calendar("Publication clock", clock_entries(with_clock()[:MOST], timezone.now()))
        return as_calendar(request, content, cache=f"public, max-age={PUBLIC_FOR}")


class StateClock(Form):
    """The coordinator says when a step was met, or why it is late."""

    permission = "reports.keep_clock"
    trail = ()
    form_class = ClockForm
    heading = "Keep the publication clock"
    says = "Everybody can see the clock of this challenge, and what you write here of it."
    button = "Save"
    done = "The clock says so from now on."

    def form_kwargs(self):
        rows = Challenge.objects.visible_to(self.request.user).select_related("visit", "report__publication")
        return {"ticks": clock_of(with_what_met_it(rows).get(pk=self.challenge.pk), self.today)}

    def act(self, form):
        state_step(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)

    def after(self):
        return reverse("cycles:challenge", args=[self.challenge.ref])
