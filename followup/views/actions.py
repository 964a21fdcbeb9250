"""The actions of a plan: written by the host, updated by their owners, confirmed by the lead."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from cycles.models import Challenge
from followup.actions import planning, progress
from followup.forms.plan import ActionForm, ConfirmForm, UpdateForm
from followup.models import Action
from followup.queries.asked import asked_of

from .base import PLANNED, Page, SharedForm
from .plan import PLAN

WRITTEN = ("title", "what", "office", "starts_on", "due_on", "measure", "indicator", "target", "resources", "version")


class OfAction:
    """What every page of one action does first."""

    trail = (PLAN,)
    applies = PLANNED

    def load(self):
        super().load()
        rows = Action.objects.select_related("plan__challenge", "owner__user", "indicator", "closed_by")
        self.action = get_object_or_404(rows, plan__challenge=self.challenge, ref=self.kwargs["action"])
        self.action.plan.challenge = self.challenge

    def after(self):
        return self.address("action", self.action.ref)


class ShowAction(OfAction, Page):
    """One action with everything that was ever said of it."""

    permission = "followup.view_plan"
    template_name = "followup/action.html"

    def context(self):
        action = self.action
        return {
            **super().context(),
            "action": action,
            "answers": [item for item in asked_of(self.challenge, [action]) if item.actions],
            "late": action.is_late(self.today),
            "entries": action.entries.select_related("by").order_by("-pk"),
            "may_edit": self.may("edit_plan") and not action.closed_at,
            "may_update": not action.closed_at and self.request.user.has_perm("followup.update_action", action),
            "may_confirm": self.may("confirm_action"),
        }


class Written(SharedForm):
    """A form with what an action is."""

    permission = "followup.edit_plan"
    form_class = ActionForm
    trail = (PLAN,)
    applies = PLANNED

    def form_kwargs(self):
        return {**super().form_kwargs(), "challenge": self.challenge, "asked": asked_of(self.challenge)}


class AddAction(Written):
    """A new action of the plan."""

    heading = "Add an action"
    button = "Add the action"
    done = "The action is added."

    def initial(self):
        return {"recommendations": self.request.GET.getlist("for")}

    def change(self, form):
        planning.add_action(challenge=self.challenge, by=self.by, at=self.at, **form.answers())


class ChangeAction(OfAction, Written):
    """Another wording, owner, day or measure of an action."""

    heading = "Change an action"
    button = "Save the action"
    done = "The action is changed. What it said before is kept in its history."

    def initial(self):
        found = {name: getattr(self.action, name) for name in WRITTEN}
        owner = self.action.owner
        answered = list(self.action.recommendations.values_list("pk", flat=True))
        return {**found, "owner_email": owner.email if owner else "", "recommendations": answered}

    def change(self, form):
        planning.change_action(action=self.action, version=form.seen(), by=self.by, at=self.at, **form.answers())


class UpdateAction(OfAction, SharedForm):
    """How far an action is, said by its owner, who may have no other part in the challenge."""

    permission = "followup.update_action"
    form_class = UpdateForm
    template_name = "followup/update_action.html"
    heading = "Update an action"
    button = "Save the update"
    done = "The update is saved."

    def challenges(self):
        mine = Action.objects.filter(owner=self.request.user.person_id).values("plan__challenge")
        seen = Challenge.objects.visible_to(self.request.user).values("pk")
        return (Challenge.objects.filter(pk__in=seen) | Challenge.objects.filter(pk__in=mine)).with_host()

    def asked_about(self):
        return self.action

    def ask(self):
        """Refuse whoever may not; the plan of somebody else's challenge is none of an owner's business."""
        if not self.request.user.has_perm(self.permission, self.action):
            self._refuse()

    def _refuse(self):
        if not Challenge.objects.visible_to(self.request.user).filter(pk=self.challenge.pk).exists():
            raise Http404
        raise PermissionDenied

    def context(self):
        return {**super().context(), "action": self.action}

    def initial(self):
        return {name: getattr(self.action, name) for name in ("status", "evidence", "version")}

    def change(self, form):
        progress.update_action(action=self.action, version=form.seen(), by=self.by, at=self.at, **form.answers())

    def after(self):
        """An owner without a part in the challenge stays with the action."""
        if self.may("view_plan"):
            return super().after()
        return self.address("update_action", self.action.ref)


class ConfirmAction(OfAction, SharedForm):
    """The lead's word on an action: a comment, closed, or not yet."""

    permission = "followup.confirm_action"
    form_class = ConfirmForm
    template_name = "followup/confirm_action.html"
    heading = "Comment on an action, or confirm that it is closed"
    button = "Save"
    done = "The host can read what you said."

    def context(self):
        return {**super().context(), "action": self.action}

    def form_kwargs(self):
        return {**super().form_kwargs(), "action": self.action}

    def change(self, form):
        progress.confirm_action(action=self.action, by=self.by, at=self.at, **form.cleaned_data)
