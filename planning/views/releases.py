"""Reviewing and releasing a draft, and the log of what releases changed."""

from django.urls import reverse

from cycles.views.base import paged
from people.views.base import FormView, PageView
from planning.actions import releases
from planning.forms.releases import ReleaseForm
from planning.releasing import Release, rules_in_the_way
from planning.sketch import Sketch

from .asked import Planning
from .base import OfDraft


class ReleaseDraft(OfDraft, FormView):
    """What releasing would change, whom it would tell, which rules are in the way; then the release."""

    template_name = "planning/release.html"
    form_class = ReleaseForm

    def load(self):
        super().load()
        self.sketch, self.base = Sketch.of(self.draft.sketch), Sketch.of(self.draft.base)
        self.releasing = Release(self.cycle, self.sketch, self.base)
        self.notices = self.releasing.notices()

    def form_kwargs(self):
        return {"notices": self.notices, "initial": {"version": self.draft.version, "tell": "nobody"}}

    def context(self):
        sentences = [(sentence, public) for _, sentence, public in self.releasing.sentences()]
        found = rules_in_the_way(self.draft.problem, self.sketch, self.base, self.releasing.people)
        return {
            **super().context(),
            "public": [sentence for sentence, public in sentences if public],
            "private": [sentence for sentence, public in sentences if not public],
            "notices": self.notices,
            "rules": found,
            "unplaced": self.releasing.unplaced(),
            "empty": sum(visit.empty for visit in self.sketch if visit.starts_on and not visit.fixed),
        }

    def act(self, form):
        self.made = releases.release(
            draft=self.draft,
            version=form.cleaned_data["version"],
            note=form.cleaned_data["note"],
            despite=form.cleaned_data["despite"],
            told=form.told(),
            by=self.by,
            at=self.at,
        )
        self.done = f"{self.made} is made. {form.said()}"

    def after(self):
        return reverse("planning:releases", args=[self.cycle.ref])


class Releases(Planning, PageView):
    """What every release changed, the newest first: the days for all who see the plan, teams for coordinators."""

    template_name = "planning/releases.html"
    permission = "cycles.view_plan"
    tab = "planning:releases"

    def context(self):
        context = super().context()
        rows = self.cycle.releases.select_related("released_by").prefetch_related("changes").order_by("-number")
        page = paged(self.request, rows, 20)
        for row in page:
            row.said = [change for change in row.changes.all() if change.is_public or context["plans"]]
        return {**context, "page": page}
