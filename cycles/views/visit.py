"""The days on site: moving them, and what the calendar says where they are chosen."""

from django.contrib import messages
from django.utils.timezone import localdate

from cycles.actions import visit as visits
from cycles.forms.cycle import DaysForm
from cycles.timing import timing_of_visit

from .base import ChallengeForm


def timing_for(challenge, at):
    """Return what speaks against weeks ahead, and against the days a visit has now, for every host of that visit."""
    timing = timing_of_visit(challenge, localdate(at))
    return {"timing": timing, "against": timing.of_days(challenge.visit.starts_on, challenge.visit.ends_on)}


class MoveVisitView(ChallengeForm):
    """Move the days on site, with everybody's seats."""

    template_name = "cycles/cycle_move_visit.html"
    permission = "cycles.manage_challenge"
    form_class = DaysForm

    def form_kwargs(self):
        return {"initial": {"starts_on": self.challenge.visit.starts_on}}

    def context(self):
        return {**super().context(), **timing_for(self.challenge, self.at)}

    def act(self, form):
        fresh = visits.move_visit(
            challenge=self.challenge,
            starts_on=form.cleaned_data["starts_on"],
            despite=form.cleaned_data["despite"],
            by=self.by,
            at=self.at,
        )
        said = "Moved, with everybody's seats. Nothing was sent to anybody: tell the team and the host."
        messages.success(self.request, said)
        for sentence in visits.in_sentences(fresh.duties_moved):
            messages.info(self.request, sentence)
        self._warn_of_report(fresh)

    def _warn_of_report(self, fresh):
        """Say afterwards what no rule asks a reason for: nothing may be published when the report is due."""
        fresh.visit.refresh_from_db()
        for sentence in timing_for(fresh, self.at)["against"]:
            if sentence.startswith("Its report"):
                messages.warning(self.request, sentence)
