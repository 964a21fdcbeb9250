"""The plan as those who work with it see it, and the host's responses to what was recommended."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse

from followup.actions.planning import edit_plan
from followup.actions.progress import comment_plan
from followup.actions.responding import respond
from followup.backplan import steps_before
from followup.forms.plan import CommentForm, PlanForm, ResponseForm
from followup.lacking import before_ready
from followup.models import ActionPlan
from followup.queries.asked import actions_of, asked_of
from followup.queries.closed import closed_days
from followup.queries.versions import versions_of
from reports.models import Recommendation

from .base import PLANNED, Page, SharedForm

PLAN = ("Action plan", "plan")
PAGE = 20
LATEST = 8  # entries of the history below the plan


class OfPlan:
    """What every page of a plan does first: find it, or one that is not begun."""

    trail = (PLAN,)
    applies = PLANNED

    def load(self):
        super().load()
        self.plan = getattr(self.challenge, "action_plan", None) or ActionPlan(challenge=self.challenge)

    def challenges(self):
        return super().challenges().select_related("action_plan__changed_by")


class Plan(OfPlan, Page):
    """Recommendations with their responses, actions, what is lacking, and the days before the committee."""

    permission = "followup.view_plan"
    template_name = "followup/plan.html"
    trail = ()

    def context(self):
        actions = actions_of(self.plan)
        asked = asked_of(self.challenge, actions)
        for action in actions:
            action.late = action.is_late(self.today)
        versions = versions_of(self.plan)
        return {
            **super().context(),
            "plan": self.plan,
            "asked": asked,
            "page": Paginator(actions, PAGE).get_page(self.request.GET.get("page")),
            "late": [action for action in actions if action.late],
            "lacks": before_ready(self.plan, asked),
            "steps": self.steps(),
            "versions": versions,
            "status": status_of(self.plan, versions),
            "address": self.public_address(versions),
            "in_public": next((version for version in versions if version.published_at), None),
            "entries": self.plan.entries.select_related("by", "action", "recommendation").order_by("-pk")[:LATEST]
            if self.plan.pk
            else [],
            "may_edit": self.may("edit_plan"),
            "may_publish": self.may("publish_plan"),
            "may_comment": self.may("confirm_action"),
            "today": self.today,
        }

    def public_address(self, versions):
        """Return where everybody reads the plan, once it is published."""
        if not any(version.published_at for version in versions):
            return ""
        return reverse("followup:read_plan", args=[versions[0].slug])

    def steps(self):
        """Return what is due before the committee meets, if its day is known."""
        if not self.plan.committee_on:
            return []
        return steps_before(
            self.plan.committee_on,
            body=self.plan.governance_body,
            papers_days=self.plan.papers_days,
            draft_to=self.plan.draft_to,
            draft_days=self.plan.draft_days,
            off=closed_days(self.challenge),
        )


def status_of(plan, versions):
    """Return the status of a plan as (value, label): draft until ready, published while nothing was changed since."""
    newest = versions[0] if versions else None
    if plan.ready_at is None:
        found = ActionPlan.Status.DRAFT
    elif newest and newest.published_at:
        found = ActionPlan.Status.PUBLISHED
    else:
        found = ActionPlan.Status.READY
    return found.value, found.label


class Respond(OfPlan, SharedForm):
    """The host's response to one recommendation."""

    permission = "followup.edit_plan"
    form_class = ResponseForm
    template_name = "followup/respond.html"
    heading = "Respond to a recommendation"
    button = "Save the response"
    done = "The response is saved."

    def load(self):
        super().load()
        rows = Recommendation.objects.filter(report__challenge=self.challenge)
        self.recommendation = get_object_or_404(rows, ref=self.kwargs["recommendation"])
        self.asked = next(item for item in asked_of(self.challenge) if item.row.pk == self.recommendation.pk)

    def initial(self):
        said = self.asked.response
        return {"answer": said.answer, "reason": said.reason, "version": said.version} if said else {"version": 0}

    def change(self, form):
        respond(
            challenge=self.challenge,
            recommendation=self.recommendation,
            version=form.seen(),
            by=self.by,
            at=self.at,
            **form.answers(),
        )


class EditPlan(OfPlan, SharedForm):
    """Who watches over the plan, and when its papers are due."""

    permission = "followup.edit_plan"
    form_class = PlanForm
    heading = "Who watches over the plan"
    says = "From the day the committee meets, the page counts back to the days on which draft and papers are due."
    done = "The plan is saved."

    def initial(self):
        names = ("governance_body", "committee_on", "papers_days", "draft_to", "draft_days", "version")
        return {name: getattr(self.plan, name) for name in names}

    def change(self, form):
        edit_plan(challenge=self.challenge, version=form.seen(), by=self.by, at=self.at, **form.answers())


class CommentPlan(OfPlan, SharedForm):
    """The lead's comment on the plan as a whole."""

    permission = "followup.confirm_action"
    form_class = CommentForm
    heading = "Comment on the plan"
    button = "Send the comment"
    done = "The host can read your comment."

    def change(self, form):
        comment_plan(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)
