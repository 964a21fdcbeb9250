"""Strengths and areas for development, with what they rest on."""

from functools import cached_property

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404

from reviews.actions import findings as actions
from reviews.forms.evidence import AgreeForm, DropForm, FindingForm
from reviews.models import Finding
from reviews.queries import findings as queries
from reviews.queries.board import told

from .base import Act, Form, Page, SharedForm
from .evidence import ChoosesNotes, ShowsEvidence

FINDINGS = ("Findings", "findings")
A_PAGE = 30  # of each kind, so that both stand side by side on every page


class Findings(Page):
    """Strengths and areas for development as equals, side by side."""

    permission = "reviews.read_findings"
    template_name = "reviews/findings.html"

    def context(self):
        rows = list(self.challenge.findings.in_order().select_related("theme", "line"))
        shown = queries.columns(rows, self.challenge)
        longest = max(sum(len(items) for _, items in under) for under in shown.values())
        page = Paginator(range(longest), A_PAGE).get_page(self.request.GET.get("page"))
        cut = {column: queries.cut(under, page.start_index() - 1, A_PAGE) for column, under in shown.items()}
        return {
            **super().context(),
            "page": page,
            "strengths": cut[Finding.Kind.STRENGTH],
            "developments": cut[Finding.Kind.DEVELOPMENT],
            "dropped": [item for _, items in cut["dropped"] for item in items],
            "no_strength": not shown[Finding.Kind.STRENGTH],
            "no_development": not shown[Finding.Kind.DEVELOPMENT],
            "may_draft": self.may("draft_finding"),
            "may_agree": self.may("agree_finding"),
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
        self.made = actions.draft_finding(challenge=self.challenge, by=self.by, at=self.at, **data)

    def after(self):
        """Go on to the notes once it is drafted."""
        made = getattr(self, "made", None)
        return self.address("link_evidence", made.ref) if made else super().after()


class OfFinding(ShowsEvidence):
    """A page about one finding, what it rests on beside it."""

    permission = "reviews.draft_finding"
    trail = (FINDINGS,)

    def load(self):
        super().load()
        rows = Finding.objects.select_related("theme", "line")
        self.finding = get_object_or_404(rows, challenge=self.challenge, ref=self.kwargs["finding"])
        self.finding.challenge = self.challenge

    def words(self):
        return self.finding.text

    @cached_property
    def linked(self):
        """Its links: note, whether it speaks for, kind and source group."""
        return list(self.finding.links.values_list("note", "speaks_for", "note__kind", "note__source"))

    def links(self):
        return {note: speaks_for for note, speaks_for, *_ in self.linked}

    def strength(self):
        return queries.strength_of(self.finding, [tuple(weighed) for _, *weighed in self.linked])

    def after(self):
        """Return to the finding itself."""
        return self.address("finding", self.finding.ref)


class BesideEvidence(OfFinding):
    """A form about a finding with its meter and its notes beside it."""

    def context(self):
        return {
            **super().context(),
            "finding": self.finding,
            "strength": self.strength(),
            "evidence": self.evidence(),
        }


class OneFinding(BesideEvidence, Page):
    """One finding: its words, what it rests on, what speaks against it, and what may be done with it."""

    permission = "reviews.read_findings"
    template_name = "reviews/finding.html"

    def context(self):
        flags = list(self.finding.flags.select_related("raised_by", "answered_by").order_by("pk"))
        return {
            **super().context(),
            "flags": told(flags, self.challenge) if self.may("read_hypotheses") else [],
            "is_flagged": any(flag.answered_by_id is None for flag in flags),
            "may_draft": self.may("draft_finding"),
            "may_agree": self.may("agree_finding"),
            "may_flag": self.may("flag"),
            "may_answer": self.may("answer_flag"),
        }


class EditFinding(BesideEvidence, SharedForm):
    """Its words, kind, theme and line."""

    form_class = FindingForm
    template_name = "reviews/edit_finding.html"
    heading = "Change the finding"
    done = "The finding is saved."

    def form_kwargs(self):
        kept = self.finding
        started = {name: getattr(kept, name) for name in ("kind", "text", "so_what", "line", "theme", "version")}
        return {"challenge": self.challenge, "initial": started}

    def change(self, form):
        data = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        actions.edit_finding(finding=self.finding, seen=form.seen(), by=self.by, at=self.at, **data)


class LinkEvidence(OfFinding, ChoosesNotes, Page):
    """The notes it rests on and those that contradict it."""

    heading = "What does this finding rest on?"

    def context(self):
        return {**super().context(), "strength": self.strength()}

    def link(self, **changes):
        actions.link_evidence(finding=self.finding, by=self.by, at=self.at, **changes)


class MoveFinding(OfFinding, Act):
    """One place up or down among the findings under its heading."""

    template_name = "reviews/move_finding.html"
    heading = "Where does this finding stand?"

    def context(self):
        return {**super().context(), "items": queries.neighbours(self.finding)}

    def act(self):
        up, down = self.request.POST.get("up", ""), self.request.POST.get("down", "")
        self.place, self.many = actions.move_finding(
            finding=self.finding, up=bool(up), past=up or down, by=self.by, at=self.at
        )

    @property
    def done(self):
        kind = self.finding.get_kind_display().lower()
        return f"Moved: number {self.place} of {self.many} under “{self.finding.heading}” ({kind})."

    def after(self):
        """Return to the finding where it stands now; when it was not moved, to the top, where the reason stands."""
        moved = f"#finding-{self.finding.ref}" if hasattr(self, "place") else ""
        return self.address("findings") + moved


class AgreeFinding(BesideEvidence, SharedForm):
    """The lead's word that the team says this."""

    permission = "reviews.agree_finding"
    form_class = AgreeForm
    template_name = "reviews/agree_finding.html"
    heading = "Agree this finding"
    button = "Agree"
    done = "The finding is agreed."

    def initial(self):
        return {"thin_reason": self.finding.thin_reason, "version": self.finding.version}

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
