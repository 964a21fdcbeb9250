"""What the pages of this floor share: the way back to the report and keeping a second editor's text."""

from django.core.exceptions import PermissionDenied
from django.forms import Textarea
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import reverse

from cycles.kinds import ends_with_letter, passing
from cycles.models import State
from cycles.views.base import ChallengePage
from reviews.views import base


def file_of(edition):
    """Answer with an edition's bytes, to be kept as a file."""
    try:
        file = edition.storage.open(edition.stored_name)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=edition.file_name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


REPORT = ("Report", "report")
# Only these kinds are written up.
REPORTED = staticmethod(passing(State.ACCURACY))


class Trail(base.Trail):
    """Says where the page lies: the challenge, the report, then this page."""

    trail = (REPORT,)
    applies = REPORTED

    def context(self):
        """Call the report what it is, and leave it out of the way back when it is closed to whoever looks."""
        context = super().context()
        report, called = self.address(REPORT[1]), self.called()
        crumbs = [
            {**crumb, "label": called} if crumb["url"] == report else crumb
            for crumb in context["breadcrumbs"]
            if crumb["url"] != report or self.may("read_draft")
        ]
        return {**context, "called": called, "breadcrumbs": crumbs}

    def called(self):
        """Return what the challenge ends with: a report, or a letter after a deep dive."""
        return "Letter" if ends_with_letter(self.challenge.shape.kind) else REPORT[0]

    def address(self, name, *args):
        """Return the address of a page of this floor about this challenge."""
        return reverse(f"reports:{name}", args=[self.challenge.ref, *args])

    def may(self, permission):
        """Whether the one who looks may do something about this challenge's report."""
        return self.request.user.has_perm(f"reports.{permission}", self.challenge)


class KeepsTyped:
    """A form whose time has passed between opening and sending: what was typed comes back to be copied."""

    too_late = ""

    def ask(self):
        try:
            super().ask()
        except PermissionDenied as denied:
            # With a sentence, it was theirs to do in another state.
            if not str(denied) or not self.typed():
                raise
            self.too_late = str(denied)

    def typed(self):
        """Return what was typed, as (label, text)."""
        fields = self.form_class.base_fields.items()
        texts = [(field.label, self.request.POST.get(name, "")) for name, field in fields if _is_text(field)]
        return [(label, text) for label, text in texts if text.strip()]

    def dispatch(self, request, *args, **kwargs):
        if not self.too_late:
            return super().dispatch(request, *args, **kwargs)
        shown = {"challenge": self.challenge, "sentence": self.too_late, "typed": self.typed()}
        return render(request, "reports/too_late.html", shown, status=403)


def _is_text(field):
    return isinstance(field.widget, Textarea)


class Page(Trail, ChallengePage):
    """A page of this floor to look at."""


class Act(Trail, base.Act):
    """A button of this floor."""


class Form(Trail, base.Form):
    """A page of this floor with a form."""


class SharedForm(Trail, base.SharedForm):
    """A form two people may have open at once."""
