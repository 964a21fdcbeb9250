"""A page about one challenge, cycle or programme: found through `visible_to`, then asked about."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles import duties
from cycles.gathering import navigation_of, tabs_of_cycle, urgent_for
from cycles.kinds import every
from cycles.models import Challenge, Cycle
from cycles.rules import why_not
from people.models import Programme
from people.views.base import ActView, FormView, PageView

FOUND = 302  # a form that was accepted answers by leading on
PROGRAMME_TABS = (
    ("programme", "Programme"),
    ("settings", "Settings"),
    ("shapes", "Shapes"),
    ("frameworks", "Frameworks"),
    ("closed_days", "Closed days"),
)


class OfChallenge:
    """What every page of a challenge does first. The address carries its ref.

    `applies` says of which kinds of shapes the page is: of the others it is not there.
    """

    applies = staticmethod(every)

    def load(self):
        self.challenge = get_object_or_404(self.challenges(), ref=self.kwargs["ref"])
        if not self.applies(self.challenge.shape.kind):
            raise Http404

    def challenges(self):
        """Return where the challenge is found, with what the page shows of it."""
        return Challenge.objects.visible_to(self.request.user).with_host()

    def asked_about(self):
        return self.challenge

    def dispatch(self, request, *args, **kwargs):
        """Answer; when something was done, the duties of the challenge follow it."""
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == FOUND and hasattr(self, "challenge"):
            duties.follow(self.challenge.pk, self.at)
        return response

    def ask(self):
        """Refuse whoever may not; who may in another state is told so."""
        try:
            super().ask()
        except PermissionDenied:
            raise PermissionDenied(why_not(self.permission, self.request.user, self.challenge)) from None

    def context(self):
        crumbs = [{"label": "Challenges", "url": reverse("cycles:challenges")}]
        front = reverse("cycles:challenge", args=[self.challenge.ref])
        if self.request.path != front:
            crumbs.append({"label": self.challenge.host, "url": front})
        shown = {
            "challenge": self.challenge,
            "breadcrumbs": crumbs,
            "parts": navigation_of(self.request.user, self.challenge, self.request.path),
            "urgent_url": urgent_for(self.request.user, self.challenge, self.request.path),
        }
        return {**shown, **super().context()}

    def after(self):
        """Return to the challenge unless the page says otherwise."""
        return reverse("cycles:challenge", args=[self.challenge.ref])


class ChallengePage(OfChallenge, PageView):
    """A page of a challenge to look at."""


class ChallengeForm(OfChallenge, FormView):
    """A page of a challenge with a form."""


class ChallengeAct(OfChallenge, ActView):
    """A button of a challenge."""


class OfProgramme:
    """What every page of a programme does first. The address carries its ref."""

    permission = "cycles.edit_programme"
    tab = ""

    def load(self):
        self.programme = get_object_or_404(
            Programme.objects.visible_to(self.request.user).select_related("region"), ref=self.kwargs["ref"]
        )

    def asked_about(self):
        return self.programme

    def context(self):
        tabs = tabs_of(PROGRAMME_TABS, self.programme.ref, self.tab)
        crumbs = [{"label": "Cycles", "url": reverse("cycles:cycles")}]
        return {"programme": self.programme, "tabs": tabs, "crumbs": crumbs, **super().context()}

    def part(self, rows, name):
        """Find one of the programme's own things by the ref the address carries under a name."""
        return get_object_or_404(rows, ref=self.kwargs[name])


class OfCycle:
    """What every page of a cycle does first. The address carries its ref."""

    permission = "cycles.plan"
    tab = ""

    def load(self):
        self.cycle = get_object_or_404(
            Cycle.objects.visible_to(self.request.user).select_related("programme__region"), ref=self.kwargs["ref"]
        )

    def asked_about(self):
        return self.cycle

    def dispatch(self, request, *args, **kwargs):
        """Answer; when something was done, the duties of the cycle follow it."""
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == FOUND and hasattr(self, "cycle"):
            duties.follow_cycle(self.cycle.pk, self.at)
        return response

    def context(self):
        plans = self.request.user.has_perm("cycles.plan", self.cycle)
        tabs = tabs_of_cycle(self.request.user, self.cycle, self.tab, self.request.path)
        crumbs = [{"label": "Cycles", "url": reverse("cycles:cycles")}]
        if plans:
            programme = self.cycle.programme
            crumbs.append({"label": programme, "url": reverse("cycles:programme", args=[programme.ref])})
        return {"cycle": self.cycle, "tabs": tabs, "plans": plans, "crumbs": crumbs, **super().context()}

    def after(self):
        """Return to the cycle unless the page says otherwise."""
        return reverse("cycles:cycle", args=[self.cycle.ref])


def tabs_of(tabs, ref, current):
    """Return the pages of a programme for `components/sub_navigation.html`."""
    return [
        {
            "label": label,
            "url": reverse(f"cycles:{name}", args=[ref]),
            "is_current": name == current,
            "is_page": name == current,
        }
        for name, label in tabs
    ]


def paged(request, rows, size=30):
    """Return the page of a list that the address asks for; a page that does not exist gives the nearest."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
