"""Commitments to staff: kept by the host, read by whoever has the page's address; and the method plan before them."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate

from cycles.kinds import is_health_check
from voices.actions import commitments as actions
from voices.actions import method
from voices.forms.commitments import CommitmentForm, EditCommitmentForm, MethodForm
from voices.models import CommitmentsPage, MethodPlan
from voices.queries.commitments import page_by

from .base import Page, PublicPage, SharedForm
from .surveys import SURVEYS

COMMITMENTS = ("Commitments", "commitments")
A_PAGE = 30


def in_order(rows):
    """Return commitments by their day."""
    return rows.order_by("due", "pk")


class Commitments(Page):
    """What was promised to staff, and the address of the page they read it on."""

    permission = "voices.keep_commitments"
    template_name = "voices/commitments.html"

    def context(self):
        page = CommitmentsPage.objects.filter(challenge=self.challenge).first()
        rows = Paginator(in_order(self.challenge.commitments.all()), A_PAGE)
        url = reverse("voices:read_commitments", args=[page.link]) if page else ""
        return {
            **super().context(),
            "page": rows.get_page(self.request.GET.get("page")),
            "url": self.request.build_absolute_uri(url) if url else "",
            "today": self.today,
        }


class MakeCommitment(SharedForm):
    """Promise something."""

    permission = "voices.keep_commitments"
    trail = (COMMITMENTS,)
    form_class = CommitmentForm
    heading = "Make a commitment"
    says = "Staff read it on their page at once."
    button = "Promise it"
    done = "The commitment is made. Staff can read it on their page."

    def change(self, form):
        actions.make_commitment(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)


class EditCommitment(SharedForm):
    """Change a commitment, or say how it ended."""

    permission = "voices.keep_commitments"
    trail = (COMMITMENTS,)
    form_class = EditCommitmentForm
    heading = "Change a commitment"
    says = "Staff see the change on their page at once."
    done = "The commitment is saved. Staff can read it on their page."

    def load(self):
        super().load()
        self.commitment = get_object_or_404(self.challenge.commitments.all(), ref=self.kwargs["commitment"])
        self.commitment.challenge = self.challenge

    def initial(self):
        return {name: getattr(self.commitment, name) for name in ("said", "will_do", "due", "status", "why", "version")}

    def change(self, form):
        actions.edit_commitment(commitment=self.commitment, seen=form.seen(), by=self.by, at=self.at, **form.answers())


class ReadCommitments(PublicPage):
    """You said, we did: for staff, by an address that is handed round."""

    permission = "voices.read_commitments"
    template_name = "voices/you_said.html"

    def get(self, request, link):
        page = page_by(link)
        if page is None:
            raise Http404
        return self.answer(
            {
                "challenge": page.challenge,
                "commitments": in_order(page.challenge.commitments.all()),
                "today": localdate(self.at),
            }
        )


class PlanMethod(SharedForm):
    """The method plan of a staff health check, agreed before anybody is asked."""

    permission = "voices.plan_method"
    applies = staticmethod(is_health_check)
    trail = (SURVEYS,)
    form_class = MethodForm
    heading = "Method plan"
    says = "Agreed before anybody is asked. Scoping of a health check ends with it."
    done = "The method plan is kept."

    def load(self):
        super().load()
        self.ask()
        self.plan = MethodPlan.objects.filter(challenge=self.challenge).first()

    def initial(self):
        return {name: getattr(self.plan, name) for name in MethodForm.base_fields} if self.plan else {}

    def change(self, form):
        method.plan_method(challenge=self.challenge, seen=form.seen(), facts=form.answers(), by=self.by, at=self.at)
