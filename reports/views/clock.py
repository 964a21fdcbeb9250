"""The publication clock: for everybody as a page and a calendar; the coordinator says what was met and why late."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from reports.actions.clock import state_step
from reports.forms.clock import ClockForm
from reports.ics import Day, calendar
from reports.queries.clock import clock_of, with_clock

from .base import Form
from .register import PAGE, PublicView

MOST = 300  # challenges in one calendar


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
        today, host = timezone.localdate(), urlsplit(settings.ORIGIN).hostname
        url = settings.ORIGIN + reverse("reports:clock")
        days = [
            Day(
                uid=f"{one.ref}-{tick.step}@{host}",
                day=tick.due,
                title=f"{tick.label}: {one.host}, {one.topic}",
                words=f"{tick.status}. {tick.reason}".strip(),
                url=f"{url}#{one.ref}",
                changed=tick.met_on or one.visit.ends_on,
            )
            for one in with_clock()[:MOST]
            for tick in clock_of(one, today)
        ]
        return HttpResponse(calendar("Publication clock", days), content_type="text/calendar; charset=utf-8")


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
        return {"ticks": clock_of(self.challenge, self.today)}

    def act(self, form):
        state_step(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)

    def after(self):
        return reverse("cycles:challenge", args=[self.challenge.ref])
