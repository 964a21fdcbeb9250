"""Strengths and areas for development, with what they rest on."""

from django.shortcuts import get_object_or_404

from reviews.actions import findings as actions
from reviews.forms.evidence import AgreeForm, DropForm, FindingForm
from reviews.models import Finding
from reviews.queries import findings as queries

from .base import Act, Form, Page, SharedForm
from .evidence import ChoosesNotes

FINDINGS = ("Findings", "findings")


class Findings(Page):
    """Strengths and areas for development as equals, side by side."""

    permission = "reviews.read_findings"
    template_name = "reviews/findings.html"

    def context(self):
        challenge = self.challenge
        rows = list(challenge.findings.select_related("theme", "line").order_by("theme__number", "order", "pk"))
        flags = queries.open_flags(challenge)
        shown = [
            {"row": row, "strength": found, "flags": flags.get(row.pk, 0)}
            for row, found in queries.with_strength(rows, challenge)
        ]
        kept = [line for line in shown if line["row"].status != Finding.Status.DROPPED]
        return {
            **super().context(),
            "strengths": [line for line in kept if line["row"].kind == Finding.Kind.STRENGTH],
            "developments": [line for line in kept if line["row"].kind == Finding.Kind.DEVELOPMENT],
            "dropped": [line for line in shown if line["row"].status == Finding.Status.DROPPED],
            "may_draft": self.may("draft_finding"),
            "may_agree": self.may("agree_finding"),
            "may_flag": self.may("flag"),
        }


class DraftFinding(Form):
    """One more finding."""

    permission = "reviews.draft_finding"
    form_class = FindingForm
    trail = (FINDINGS,)
    heading = "Draft a finding"
    done = "The finding is drafted. Link the notes it rests on next."

    def form_kwargs(self):
        return {"challenge": self.challenge}

    def act(self, form):
        data = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        actions.draft_finding(challenge=self.challenge, by=self.by, at=self.at, **data)


class OfFinding:
    """A page about one finding."""

    permission = "reviews.draft_finding"
    trail = (FINDINGS,)

    def load(self):
        super().load()
        rows = Finding.objects.select_related("theme", "line")
        self.finding = get_object_or_404(rows, challenge=self.challenge, ref=self.kwargs["finding"])
        self.finding.challenge = self.challenge

    def words(self):
        return self.finding.text


class EditFinding(OfFinding, SharedForm):
    """Its words, kind, theme and line."""

    form_class = FindingForm
    heading = "Change the finding"
    done = "The finding is saved."

    def form_kwargs(self):
        kept = self.finding
        started = {name: getattr(kept, name) for name in ("kind", "text", "so_what", "line", "theme", "version")}
        return {"challenge": self.challenge, "initial": started}

    def change(self, form):
        data = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        actions.edit_finding(finding=self.finding, seen=form.seen(), by=self.by, at=self.at, **data)


class LinkEvidence(OfFinding, ChoosesNotes, Act):
    """The notes it rests on and those that contradict it."""

    template_name = "reviews/choose_notes.html"
    heading = "What does this finding rest on?"
    button = "Save"
    done = "The notes are linked."

    def links(self):
        return dict(self.finding.links.values_list("note", "speaks_for"))

    def link(self, **changes):
        actions.link_evidence(finding=self.finding, by=self.by, at=self.at, **changes)


class AgreeFinding(OfFinding, SharedForm):
    """The lead's word that the team says this."""

    permission = "reviews.agree_finding"
    form_class = AgreeForm
    template_name = "reviews/agree_finding.html"
    heading = "Agree this finding"
    button = "Agree"
    done = "The finding is agreed."

    def initial(self):
        return {"thin_reason": self.finding.thin_reason, "version": self.finding.version}

    def context(self):
        return {**super().context(), "strength": actions.measured(self.finding)}

    def change(self, form):
        reason = form.cleaned_data["thin_reason"]
        actions.agree_finding(finding=self.finding, thin_reason=reason, seen=form.seen(), by=self.by, at=self.at)


class DropFinding(OfFinding, SharedForm):
    """Out of what the team says, with a reason."""

    permission = "reviews.agree_finding"
    form_class = DropForm
    heading = "Drop this finding"
    button = "Drop"
    done = "The finding is dropped."

    @property
    def says(self):
        return self.finding.text

    def initial(self):
        return {"version": self.finding.version}

    def change(self, form):
        reason = form.cleaned_data["reason"]
        actions.drop_finding(finding=self.finding, reason=reason, seen=form.seen(), by=self.by, at=self.at)


class RestoreFinding(OfFinding, Act):
    """A dropped finding becomes a draft again."""

    permission = "reviews.agree_finding"
    heading = "Make this finding a draft again?"
    button = "Restore"
    done = "The finding is a draft again."

    @property
    def says(self):
        return self.finding.text

    def act(self):
        actions.restore_finding(finding=self.finding, by=self.by, at=self.at)
