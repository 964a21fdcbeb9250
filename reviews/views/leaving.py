"""Leaving the site, and giving a challenge up: what ends the team's time on site."""

from cycles.views.move import Cancel as CancelOfLife
from reviews.actions import leaving as actions

from .base import Act


class LeaveSite(Act):
    """The team goes home; notes forget their sessions."""

    permission = "cycles.leave_site"
    heading = "Leave site"
    says = (
        "The challenge moves to drafting, and which session each note came from is erased for good: day, kind and "
        "source group stay. There is no way back."
    )
    button = "Leave site"
    done = "The team has left the site. Notes no longer know their sessions."
    trail = ()

    def act(self):
        actions.leave_site(challenge=self.challenge, by=self.by, at=self.at)


class Cancel(CancelOfLife):
    """Giving a challenge up; notes forget their sessions with it."""

    def act(self, form):
        actions.cancel(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)
