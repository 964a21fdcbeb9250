"""Actions as a table: imported whole or not at all, and out again."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from cycles.views.base import OfChallenge
from followup.importing import actions
from followup.queries.asked import actions_of, asked_of
from people.sheets import WRITERS
from people.views.base import SignedInView

from .base import PLANNED
from .importing import CheckAndConfirm
from .plan import OfPlan


class ImportActions(OfChallenge, CheckAndConfirm):
    """Actions of one challenge from a table."""

    permission = "followup.edit_plan"
    applies = PLANNED
    template_name = "followup/import_actions.html"
    columns = actions.COLUMNS
    heading = "Import actions"

    @property
    def kind(self):
        return f"actions of {self.challenge.ref}"

    @property
    def home(self):
        return reverse("followup:plan", args=[self.challenge.ref])

    def check(self, table):
        return actions.check(table=table, challenge=self.challenge, by=self.by, at=self.at)

    def bring_in(self, table):
        return actions.bring_in(table=table, challenge=self.challenge, by=self.by, at=self.at)


class ExportActions(OfPlan, OfChallenge, SignedInView):
    """The actions of a plan as a table, with how far each is."""

    permission = "followup.view_plan"

    def get(self, request, *args, **kwargs):
        if kwargs["format"] not in WRITERS:
            raise Http404
        write, content_type = WRITERS[kwargs["format"]]
        rows = actions_of(self.plan)
        asked_of(self.challenge, rows)
        headings = [*(column.heading for column in actions.COLUMNS), *actions.TOLD]
        response = HttpResponse(write(headings, actions.rows_of(rows)), content_type=content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="actions.{kwargs["format"]}"'
        return response
