"""The plan of a cycle: as a timeline of weeks, as a list by month, and as a table."""

from django.utils.timezone import localdate

from cycles.board import Board
from cycles.models import State
from cycles.plan import months_of, places
from cycles.policy import policy_of
from people.views.base import PageView

from .base import OfCycle, paged


class PlanView(OfCycle, PageView):
    """What the pages of the plan share."""

    permission = "cycles.view_plan"

    def challenges(self):
        """Every challenge of the cycle that still stands, by the day of its visit."""
        planned = self.cycle.challenges.with_places().exclude(state=State.CANCELLED)
        return planned.order_by("visit__starts_on", "host__name", "pk")

    def places(self, challenges, *, full):
        """The challenges as places, their report due by the programme's rule."""
        weeks = policy_of(self.cycle.programme)["publish_weeks"]
        return places(challenges, weeks, today=localdate(self.at), full=full)


class TimelineView(PlanView):
    """The cycle as a timeline of weeks; on a phone as a list by month."""

    template_name = "cycles/cycle_board.html"
    tab = "cycles:cycle"

    def context(self):
        context = super().context()
        today = localdate(self.at)
        rows = self.places(self.challenges(), full=context["plans"])
        idle = self._idle() if context["plans"] else []
        return {
            **context,
            "board": Board(self.cycle, rows, self._closed(rows, idle), idle, today),
            "past": months_of([row for row in rows if row.challenge.visit.ends_on < today]),
            "months": months_of([row for row in rows if row.challenge.visit.ends_on >= today]),
            "idle": idle,
        }

    def _idle(self):
        return list(self.cycle.without_challenge().select_related("body").order_by("body__name"))

    def _closed(self, rows, idle):
        bodies = [row.challenge.host for row in rows] + [member.body for member in idle]
        closed = self.cycle.programme.region.closed_periods.for_bodies(bodies)
        return list(closed.touching(self.cycle.starts_on, self.cycle.ends_on).order_by("starts_on", "pk"))


class TableView(PlanView):
    """The same plan as a table, which also prints and reads aloud."""

    template_name = "cycles/cycle_table.html"
    tab = "cycles:cycle_table"

    def context(self):
        context = super().context()
        page = paged(self.request, self.challenges(), 50)
        rows = self.places(page, full=context["plans"])
        return {**context, "page": page, "rows": rows}
