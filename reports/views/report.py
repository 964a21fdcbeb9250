"""The report while it is written: its parts, what is still missing, and the draft as it reads."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from cycles.models import State
from cycles.rules import moves_open_to
from cycles.views.base import OfChallenge
from people.views.base import SignedInView
from reports.actions import drafting, editions
from reports.compose import document_of
from reports.models import Edition, Publication, Report
from reports.models.edition import AT_SIGNING, DRAFT
from reports.queries import before_signing, editions_of, report_parts, round_read_by, what_blocks, written_in

from .base import REPORTED, Act, Page, file_of


class OfReport:
    """A page about the challenge's report, which may not be begun yet."""

    def challenges(self):
        return super().challenges().select_related("report__signed_by", "presentation")

    def load(self):
        super().load()
        found = getattr(self.challenge, "report", None)
        self.report = found or Report(challenge=self.challenge)
        self.report.challenge = self.challenge

    @cached_property
    def sent(self):
        """The round whose draft the one who looks reads; None for whoever reads the report as it stands."""
        return round_read_by(self.request.user, self.report)


class ReportPage(OfReport, Page):
    """The report's parts, its editions and what the next step still needs."""

    permission = "reports.read_draft"
    template_name = "reports/report.html"
    trail = ()

    def context(self):
        moves = [
            move for move in moves_open_to(self.request.user, self.challenge) if move.permission.startswith("reports.")
        ]
        begun = self.report.pk is not None
        withheld = begun and self.challenge.state == State.WITHHELD
        known = written_in(self.report)
        editions_made = editions_of(self.report, self.sent) if begun else []
        return {
            **super().context(),
            "report": self.report,
            "round": self.sent or self.report.latest_round(),
            "sections": [] if self.sent else report_parts(self.challenge, known, may_write=self.may("draft_report")),
            "recommendations": [] if self.sent else known.recommendations,
            "checklist": self.checklist(known),
            "editions": editions_made,
            "withholdings": list(self.report.withholdings.order_by("-pk")[:3]) if withheld else [],
            "blocks": what_blocks(
                self.report,
                self.challenge,
                ready=sum(edition.is_ready for edition in editions_made if edition.is_to_publish),
            ),
            "moves": [{"label": move.label, "url": self.address(move.name)} for move in moves],
            "may_write": self.may("draft_report"),
            "may_check": self.may("check_identity"),
            "may_comment": self.may("view_comments"),
            "may_agree": self.may("agree_to_publish"),
            "may_withhold": self.may("publish") and self.challenge.state == State.WITHHELD,
        }

    def checklist(self, known):
        """Return what signing asks for, to those who write; flags and findings are the team's own."""
        if not self.may("draft_report"):
            return []
        return before_signing(
            self.report, self.challenge, known, sees_hits=self.may("check_identity"), today=self.today
        )


class ReadDraft(OfReport, Page):
    """The draft as it reads, every line open to comment while the host checks facts."""

    permission = "reports.read_draft"
    template_name = "reports/read_draft.html"

    def context(self):
        is_open = bool(self.sent and self.sent.is_open(self.today))
        return {
            **super().context(),
            "document": document_of(self.report, self.sent),
            "round": self.sent,
            "may_comment": is_open and self.may("comment"),
        }


class TakeEditions(Page):
    """What was made of a published report for host and team; with `?file=` and its reference, that file."""

    permission = "reports.take_editions"
    template_name = "reports/editions.html"
    trail = ()

    def load(self):
        super().load()
        rows = Publication.objects.select_related("report", "html")
        self.publication = get_object_or_404(rows, report__challenge=self.challenge)

    @property
    def editions(self):
        """Those of the version that is public now; none of a report that was withdrawn."""
        if self.publication.withdrawn_at:
            return Edition.objects.none()
        ready = self.publication.report.editions.besides_published().filter(status=Edition.Status.READY)
        return ready.filter(tree_sha256=self.publication.html.tree_sha256).defer("tree").order_by("pk")

    def get(self, request, *args, **kwargs):
        if "file" in request.GET:
            return file_of(get_object_or_404(self.editions, ref=request.GET["file"]))
        return super().get(request, *args, **kwargs)

    def context(self):
        return {**super().context(), "publication": self.publication, "editions": list(self.editions)}


class MakeDraftPdf(OfReport, Act):
    """Asks a worker for the report as PDF and Word: the draft as it stands, or the signed editions again.

    With `?stop=` and an edition's reference it stops that one instead.
    """

    permission = "reports.read_draft"

    def load(self):
        super().load()
        self.stops = None
        if "stop" in self.request.GET:
            ours = Edition.objects.filter(report__challenge=self.challenge).of_report().defer("tree")
            ours = ours.filter(tree_sha256=self.sent.tree_sha256) if self.sent else ours
            self.stops = get_object_or_404(ours, ref=self.request.GET["stop"])

    @property
    def heading(self):
        return f"Stop making this: {self.stops}?" if self.stops else "Make PDF and Word of the report"

    @property
    def says(self):
        if self.stops:
            return "What is done of it so far is thrown away. You can make it again at any time."
        return "They are made in the background. The report page says when they are ready."

    @property
    def button(self):
        return "Stop" if self.stops else "Make PDF and Word"

    @property
    def done(self):
        return "It was stopped." if self.stops else "PDF and Word are being made."

    @transaction.atomic
    def act(self):
        if self.stops:
            editions.stop_edition(edition=self.stops)
            return
        report = drafting.report_of(self.challenge)
        document = document_of(report, self.sent)
        pairs = DRAFT if document.draft else AT_SIGNING
        editions.ask_for_editions(report=report, pairs=pairs, document=document, at=self.at)


class DraftPdf(OfReport, OfChallenge, SignedInView):
    """An edition that is not public: for those who may read the draft."""

    permission = "reports.read_draft"
    applies = REPORTED

    def get(self, request, *args, **kwargs):
        ready = Edition.objects.filter(report__challenge=self.challenge, status=Edition.Status.READY)
        ready = ready.of_report().exclude(form=Edition.Form.HTML)
        if self.sent:
            ready = ready.filter(tree_sha256=self.sent.tree_sha256)
        edition = get_object_or_404(ready.defer("tree"), ref=self.kwargs["edition"])
        return file_of(edition)
