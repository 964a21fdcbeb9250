"""What the region promised before a team goes on site, as a list of tasks."""

from django.http import Http404
from django.urls import reverse

from cycles.actions import readiness
from cycles.forms.readiness import ComponentForm
from cycles.gathering import lacking
from cycles.kinds import components_of
from cycles.models import Component

from .base import ChallengeAct, ChallengeForm, ChallengePage

Key = Component.Key


class Readiness(ChallengePage):
    """Every component, who recorded it and when; for who takes the team on site, what else stands in the way."""

    permission = "cycles.view_components"
    template_name = "cycles/readiness.html"

    def context(self):
        done = {row.key: row for row in self.challenge.components.select_related("done_by")}
        rows = [{"key": key, "label": label, "done": done.get(key)} for key, label in self.asked()]
        user = self.request.user
        takes = user.has_perm("cycles.go_on_site", self.challenge)
        return {
            **super().context(),
            "rows": rows,
            "count": sum(bool(row["done"]) for row in rows),
            "total": len(rows),
            "others": self.others() if takes else [],
            "takes": takes,
            "may_record": user.has_perm("cycles.record_components", self.challenge),
        }

    def asked(self):
        """Return the components this kind of challenge is asked for, with their words."""
        return [(key, Key(key).label) for key in components_of(self.challenge.shape.kind)]

    def others(self):
        """Return what is missing beside the components; it names people, so it is not for every reader."""
        promised = {label.lower() for label in Key.labels}
        return [phrase for phrase in lacking("go_on_site", self.challenge) if phrase not in promised]


class OfComponent:
    """What a page about one component does first."""

    permission = "cycles.record_components"

    def load(self):
        super().load()
        self.key = self.kwargs["key"].replace("-", "_")
        if self.key not in components_of(self.challenge.shape.kind):
            raise Http404

    def context(self):
        return {"label": Key(self.key).label, **super().context()}

    def after(self):
        return reverse("cycles:readiness", args=[self.challenge.ref])


class RecordComponent(OfComponent, ChallengeForm):
    """Recording that a component is done."""

    template_name = "cycles/readiness_record.html"
    form_class = ComponentForm
    done = "Recorded."

    def act(self, form):
        readiness.record_component(challenge=self.challenge, key=self.key, by=self.by, at=self.at, **form.cleaned_data)


class UndoComponent(OfComponent, ChallengeAct):
    """Taking a component back off the list."""

    template_name = "cycles/readiness_undo.html"
    done = "Taken off the list. The timeline keeps both."

    def act(self):
        readiness.undo_component(challenge=self.challenge, key=self.key, by=self.by, at=self.at)
