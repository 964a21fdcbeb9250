"""Pausing a challenge and going on."""

from django.contrib import messages

from cycles.actions import life
from cycles.actions.visit import in_sentences
from cycles.forms.postponement import PostponeForm, ResumeForm

from .base import ChallengeForm
from .visit import timing_for


class Postpone(ChallengeForm):
    """Pausing a challenge where it is."""

    permission = "cycles.manage_challenge"
    template_name = "cycles/postpone.html"
    form_class = PostponeForm
    done = "The challenge is postponed. Everything stays as it is, and the team’s days are free."

    def act(self, form):
        life.postpone(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)


class Resume(ChallengeForm):
    """Going on with new days."""

    permission = "cycles.manage_challenge"
    template_name = "cycles/postpone_resume.html"
    form_class = ResumeForm
    done = "The challenge goes on. Team and host are told the new days."

    def form_kwargs(self):
        return {"asks_days": life.needs_new_days(self.challenge)}

    def context(self):
        pauses = self.challenge.postponements.filter(resumed_at=None).select_related("postponed_by")
        return {**super().context(), "pause": pauses.first(), **timing_for(self.challenge, self.at)}

    def act(self, form):
        fresh = life.resume(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)
        for sentence in in_sentences(fresh.duties_moved):
            messages.info(self.request, sentence)
