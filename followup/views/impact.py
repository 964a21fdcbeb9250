"""What came of it: of one host's challenge, and in the region."""

from cycles.models import Challenge
from cycles.models.state import OPEN_REPORT
from cycles.views.base import OfCycle, paged
from followup import charts
from followup.models import Action
from followup.queries.impact import answers_in, found_in, left_out, others_of_host, promised_in, region_rows
from followup.queries.indicators import moved_in
from people.views.base import PageView

from .base import Page


class Impact(Page):
    """Found, promised, done, moved: one challenge of one host."""

    permission = "followup.view_indicators"
    template_name = "followup/impact.html"

    def context(self):
        rows = [{"measured": one, "chart": charts.drawing_of(one)} for one in moved_in(self.challenge)]
        return {**super().context(), "rows": rows, "others": self.others(), **self.found(), **self.promised()}

    def others(self):
        return others_of_host(self.challenge, Challenge.objects.visible_to(self.request.user))

    def found(self):
        """What the report says, once everybody may read it."""
        is_public = self.challenge.state in OPEN_REPORT
        return {"is_public": is_public, "found": found_in(self.challenge) if is_public else []}

    def promised(self):
        """Answers and actions, for who may see the plan."""
        if not self.may("view_plan") or self.challenge.state not in OPEN_REPORT:
            return {"answers": [], "actions": []}
        actions = promised_in(self.challenge)
        for action in actions:
            action.late = action.is_late(self.today)
        over = [action for action in actions if action.status in (Action.Status.DONE, Action.Status.EFFECTIVE)]
        return {
            "answers": answers_in(self.challenge),
            "actions": actions,
            "over": len(over),
            "late": sum(action.late for action in actions),
            "effective": sum(action.status == Action.Status.EFFECTIVE for action in actions),
        }


class RegionImpact(OfCycle, PageView):
    """The same for a programme of a region, all cycles together, with small numbers left out."""

    permission = "followup.view_region_impact"
    tab = "followup:region_impact"
    template_name = "followup/region_impact.html"

    def context(self):
        programme = self.cycle.programme
        mine = Challenge.objects.visible_to(self.request.user).filter(cycle__programme=programme)
        mine = mine.filter(state__in=OPEN_REPORT).with_host().order_by("host__name", "pk")
        groups = region_rows(programme)
        shown = {"groups": groups, "left_out": left_out(groups), "page": paged(self.request, mine)}
        return {**super().context(), **shown}
