"""What the pages of this floor share: the way back to the report and keeping a second editor's text."""

from django.urls import reverse

from cycles.views.base import ChallengePage
from reviews.views import base

REPORT = ("Report", "report")


class Trail(base.Trail):
    """Says where the page lies: the challenge, the report, then this page."""

    trail = (REPORT,)

    def context(self):
        """Leave the report out of the way back when it is no longer open to whoever looks."""
        context = super().context()
        if not self.may("read_draft"):
            closed = self.address(REPORT[1])
            context["breadcrumbs"] = [crumb for crumb in context["breadcrumbs"] if crumb["url"] != closed]
        return context

    def address(self, name, *args):
        """Return the address of a page of this floor about this challenge."""
        return reverse(f"reports:{name}", args=[self.challenge.ref, *args])

    def may(self, permission):
        """Whether the one who looks may do something about this challenge's report."""
        return self.request.user.has_perm(f"reports.{permission}", self.challenge)


class Page(Trail, ChallengePage):
    """A page of this floor to look at."""


class Act(Trail, base.Act):
    """A button of this floor."""


class Form(Trail, base.Form):
    """A page of this floor with a form."""


class SharedForm(Trail, base.SharedForm):
    """A form two people may have open at once."""
