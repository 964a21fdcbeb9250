"""Proposing a timetable: asking, watching it being worked out, looking at it, using it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404

from reviews.actions import proposals as actions
from reviews.forms.wanted import ProposeForm
from reviews.models import TimetableProposal
from reviews.queries import proposals as queries

from .base import Act, Form
from .timetable import TIMETABLE
from .wanted import WANTED


class Propose(Form):
    """Ask for a timetable, and see the last one that was proposed."""

    permission = "reviews.edit_timetable"
    template_name = "reviews/propose.html"
    form_class = ProposeForm
    trail = (TIMETABLE, WANTED)
    heading = "Propose a timetable"
    button = "Propose"

    def form_kwargs(self):
        return {}

    def context(self):
        proposal = queries.latest(self.challenge)
        ready = proposal is not None and proposal.status == TimetableProposal.Status.DONE
        return {
            **super().context(),
            "proposal": proposal,
            "waiting": len(actions.waiting(self.challenge)),
            "days": queries.drawn(self.challenge, proposal) if ready else [],
            "said": queries.said_of(proposal) if ready else [],
        }

    def act(self, form):
        data = form.cleaned_data
        actions.ask(challenge=self.challenge, begins=data["begins"], stops=data["stops"], by=self.by, at=self.at)

    def after(self):
        return self.address("propose_timetable")


class UseTimetable(Act):
    """Make the sessions of a proposal."""

    permission = "reviews.edit_timetable"
    trail = (TIMETABLE,)
    heading = "Use this timetable?"
    says = "Its sessions are added to the timetable at once. Nothing that stands there already is changed."
    button = "Use this timetable"

    def load(self):
        super().load()
        self.proposal = get_object_or_404(self.challenge.timetable_proposals, ref=self.kwargs["proposal"])
        self.proposal.challenge = self.challenge

    def act(self):
        count = actions.use(proposal=self.proposal, by=self.by, at=self.at)
        messages.success(self.request, f"{count} session{'s are' if count != 1 else ' is'} in the timetable.")
