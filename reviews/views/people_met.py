"""How many people were met: numbers by session, totals counted once."""

from django.core.paginator import Paginator

from reviews import participation
from reviews.actions import people_met as actions
from reviews.forms.timetable import PeopleMetForm
from reviews.queries import people_met as queries

from .base import Page, SharedForm
from .timetable import OfSession

PEOPLE_MET = ("People met", "people_met")
A_PAGE = 50


class PeopleMet(Page):
    """Every session with its numbers, and the total."""

    permission = "reviews.record_people_met"
    template_name = "reviews/people_met.html"

    def context(self):
        sessions = queries.with_numbers(self.challenge)
        columns, heard = participation.as_table(participation.heard(sessions), with_met=True)
        page = Paginator(sessions, A_PAGE).get_page(self.request.GET.get("page"))
        return {
            **super().context(),
            "page": page,
            "columns": columns,
            "heard": heard,
            "total": queries.total_met(self.challenge),
            "missing": sessions.filter(met=None).count(),
        }


class RecordPeopleMet(OfSession, SharedForm):
    """The numbers of one session."""

    permission = "reviews.record_people_met"
    form_class = PeopleMetForm
    trail = (PEOPLE_MET,)
    done = "The numbers are recorded."

    @property
    def heading(self):
        return f"People met: {self.session.title}" if self.session.meets_people else f"Read: {self.session.title}"

    def form_kwargs(self):
        session = self.session
        return {
            "session": session,
            "initial": {"met": session.met, "already_met": session.already_met, "version": session.version},
        }

    def change(self, form):
        numbers = {name: form.cleaned_data[name] for name in ("met", "already_met")}
        actions.record_people_met(session=self.session, **numbers, seen=form.seen(), by=self.by, at=self.at)
