"""The identity check: run, look, waive; and the intruder checklist."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from reports.actions import identity as actions
from reports.actions import intruder
from reports.forms.intruder import IntruderForm
from reports.forms.publishing import WaiverForm
from reports.models import IdentityHit
from reports.queries import mend_url
from reviews.queries.activity import with_documents_counted

from .base import REPORT, Act, Form, Page
from .report import OfReport

IDENTITY = ("Identity check", "identity")
PAGE = 25


class Identity(OfReport, Page):
    """The last run and its hits, the open ones first."""

    permission = "reports.check_identity"
    template_name = "reports/identity.html"

    def challenges(self):
        return with_documents_counted(super().challenges())

    def last_run(self):
        """Return the last check with the numbers of its hits, or None before the first."""
        if self.report.pk is None:
            return None
        numbers = {"found": Count("hits"), "still_open": Count("hits", filter=Q(hits__waiver=None))}
        runs = self.report.identity_checks.annotate(**numbers).select_related("ran_by")
        return runs.order_by("pk").last()

    def context(self):
        run = self.last_run()
        hits = Paginator(run.hits.select_related("waiver").order_by("waiver", "pk") if run else [], PAGE)
        hits.count = run.found if run else 0
        page = hits.get_page(self.request.GET.get("page"))
        for hit in page.object_list:
            hit.mend_url = mend_url(self.challenge, hit.place)
        about = {
            "run": run,
            "page": page,
            "still_open": run.still_open if run else 0,
            "may_waive": self.may("waive_hit"),
            "is_signed": self.report.signed_at is not None,
            "has_changed": run is not None and run.is_done and actions.words_have_changed(self.report, run),
        }
        return {**super().context(), **about}


class CheckIdentity(Act):
    """Asks a worker to look through the report as it stands."""

    permission = "reports.check_identity"
    trail = (REPORT, IDENTITY)
    heading = "Run the identity check"
    says = (
        "The very files that would be published are made and searched for names, addresses, numbers, posts and words "
        "that could give somebody away. It takes a minute and can be left."
    )
    button = "Run the check"
    done = "The identity check is asked for. Look at this page again in a minute."

    def act(self):
        actions.check_identity(challenge=self.challenge, by=self.by, at=self.at)


class WaiveHit(Form):
    """Leaves a hit as it is, for a reason."""

    permission = "reports.waive_hit"
    form_class = WaiverForm
    template_name = "reports/waive_hit.html"
    trail = (REPORT, IDENTITY)
    heading = "Leave these words as they are"
    done = "The hit is waived while no word of the report changes."

    def load(self):
        super().load()
        rows = IdentityHit.objects.select_related("check_run__report__challenge")
        self.hit = get_object_or_404(rows, check_run__report__challenge=self.challenge, ref=self.kwargs["hit"])

    def initial(self):
        """Offer again what was said of the same words before an edit."""
        before = self.hit.check_run.report.waivers.filter(likeness=self.hit.likeness).order_by("pk").last()
        return {"reason": before.reason} if before else {}

    def act(self, form):
        actions.waive_hit(hit=self.hit, reason=form.cleaned_data["reason"], by=self.by, at=self.at)


class AnswerIntruderChecklist(Form):
    """Somebody outside the team reads the report as a determined reader would."""

    permission = "reports.answer_intruder_checklist"
    form_class = IntruderForm
    template_name = "reports/intruder_checklist.html"
    trail = (REPORT,)
    heading = "Intruder checklist"
    button = "Keep the answers"
    done = "Your answers are kept for the words as they stand. Any edit asks for them again."

    def context(self):
        last = self.challenge.report.intruder_answers.select_related("answered_by").order_by("pk").last()
        return {**super().context(), "last": last}

    def act(self, form):
        intruder.answer_intruder_checklist(challenge=self.challenge, answers=form.answers(), by=self.by, at=self.at)
