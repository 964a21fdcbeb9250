"""The moves of a challenge's life that need no more than this floor: each asks first, then acts."""

from cycles.actions import life
from cycles.forms.postponement import CancelForm
from cycles.gathering import lacking
from cycles.moves import LIVES
from people.refusal import Refusal

from .base import ChallengeAct, ChallengeForm


class Moves(ChallengeAct):
    """One move: GET says what follows and what is missing, POST takes it."""

    name: str

    @property
    def step(self):
        """The row of the life's table."""
        shape = self.challenge.shape
        step = LIVES[shape.kind].moves.get(self.name)
        if step is None:
            raise Refusal(f"A {shape.get_kind_display().lower()} has no such step.")
        return step

    @property
    def template_name(self):
        return f"cycles/move_{self.name}.html"

    def context(self):
        return {**super().context(), "step": self.step, "lacks": lacking(self.name, self.challenge)}

    def act(self):
        getattr(life, self.name)(challenge=self.challenge, by=self.by, at=self.at)

    @property
    def done(self):
        return f"Done: {self.step.label.lower()}."


class StartScoping(Moves):
    """From a proposal to the first talks."""

    permission, name = "cycles.start", "start_scoping"


class StartPreparing(Moves):
    """From talks to papers."""

    permission, name = "cycles.start", "start_preparing"


class GoOnSite(Moves):
    """The visit begins."""

    permission, name = "cycles.go_on_site", "go_on_site"


class LeaveSite(Moves):
    """The team goes home; notes forget their sessions."""

    permission, name = "cycles.leave_site", "leave_site"


class BeginFollowUp(Moves):
    """From the report to what comes of it."""

    permission, name = "cycles.follow_up", "begin_follow_up"


class Conclude(Moves):
    """From a day without a report to what comes of it."""

    permission, name = "cycles.conclude", "conclude"


class Close(Moves):
    """The end."""

    permission, name = "cycles.follow_up", "close"


class Cancel(ChallengeForm):
    """Giving a challenge up; notes forget their sessions with it."""

    permission = "cycles.manage_challenge"
    template_name = "cycles/move_cancel.html"
    form_class = CancelForm
    done = "The challenge is cancelled. Team and host are told."

    def act(self, form):
        life.cancel(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)
