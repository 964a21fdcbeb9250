"""Cycles: the list, a cycle's dates, members and signatures, and the release of its plan."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate

from cycles.actions import challenge as challenges
from cycles.actions import cycle as actions
from cycles.actions import intervention as interventions
from cycles.forms.cycle import CycleForm, JoinForm, ProposeForm, SignForm
from cycles.forms.intervention import InterventionForm
from cycles.forms.programme import ReasonForm
from cycles.models import Agreement, Cycle, CycleMember, Intervention
from cycles.timing import timing_of_host
from people.models import Programme
from people.rules import programmes_where
from people.views.base import ActView, FormView, PageView

from .base import OfCycle, OfProgramme, paged


class CyclesView(PageView):
    """Every cycle somebody may see, newest first."""

    template_name = "cycles/cycles.html"
    permission = "cycles.view_plan"

    def context(self):
        user = self.request.user
        cycles = Cycle.objects.visible_to(user).select_related("programme__region").order_by("-starts_on", "pk")
        led = programmes_where(user, "cycles.edit_programme")
        return {"cycles": paged(self.request, cycles), "programmes": self._programmes(led)}

    def _programmes(self, led):
        mine = Programme.objects.visible_to(self.request.user).filter(pk__in=led)
        return mine.select_related("region").order_by("region__name", "name")


class AddCycleView(OfProgramme, FormView):
    """Start a cycle."""

    template_name = "cycles/programme_form.html"
    form_class = CycleForm
    done = "Cycle saved. Add its members next."

    def form_kwargs(self):
        return {"instance": Cycle(programme=self.programme)}

    def context(self):
        back = reverse("cycles:programme", args=[self.programme.ref])
        return {**super().context(), "heading": "Start a cycle", "submit": "Save the cycle", "cancel_url": back}

    def act(self, form):
        self.cycle = actions.save(cycle=form.instance, by=self.by, at=self.at)

    def after(self):
        return reverse("cycles:members", args=[self.cycle.ref])


class CycleFormView(OfCycle, FormView):
    """A plain question page of a cycle."""

    template_name = "cycles/cycle_form.html"
    heading = ""
    submit = "Save"
    back = "cycles:members"

    def context(self):
        return {"heading": self.heading, "submit": self.submit, "cancel_url": self.after(), **super().context()}

    def after(self):
        return reverse(self.back, args=[self.cycle.ref])


class EditCycleView(CycleFormView):
    """Change a cycle's name, dates, framework or agreement text."""

    permission = "cycles.edit_programme"
    heading = "Change the cycle"
    form_class = CycleForm
    done = "Saved."

    def form_kwargs(self):
        return {"instance": self.cycle}

    def act(self, form):
        actions.save(cycle=form.instance, by=self.by, at=self.at)


class MembersView(OfCycle, PageView):
    """Who takes part, who signed, and who left."""

    template_name = "cycles/cycle_members.html"
    permission = "cycles.edit_programme"
    tab = "cycles:members"

    def context(self):
        members = (
            self.cycle.members.select_related("body", "intervention")
            .with_signatures()
            .order_by("left_on", "body__name")
        )
        return {
            **super().context(),
            "members": paged(self.request, members.order_by("left_on", "body__name"), 50),
            "offices": Agreement.Office.labels,
            "unsigned": self.cycle.members.staying().filter(agreements=None).count(),
        }


class JoinView(CycleFormView):
    """Let bodies join the cycle."""

    permission = "cycles.edit_programme"
    heading = "Add members"
    submit = "Add them"
    form_class = JoinForm
    done = "Members added."

    def form_kwargs(self):
        return {"cycle": self.cycle}

    def act(self, form):
        actions.add_members(cycle=self.cycle, bodies=form.cleaned_data["bodies"], by=self.by, at=self.at)


class OfMember:
    """A page about one member of a cycle."""

    def load(self):
        super().load()
        self.member = get_object_or_404(
            self.cycle.members.select_related("body", "cycle"), body__ref=self.kwargs["body"]
        )

    def context(self):
        return {"member": self.member, **super().context()}


class LeaveView(OfMember, CycleFormView):
    """Record that a member leaves, and why."""

    permission = "cycles.edit_programme"
    submit = "Leave the cycle"
    form_class = ReasonForm
    done = "Recorded. What it signed and hosted stays here."

    @property
    def heading(self):
        return f"{self.member.body} leaves the cycle"

    def act(self, form):
        actions.leave(member=self.member, reason=form.cleaned_data["reason"], by=self.by, at=self.at)


class InterventionView(OfMember, CycleFormView):
    """Who watches a member that is in intervention, the days its visit stands beside, and how much longer it may be."""

    permission = "cycles.edit_programme"
    form_class = InterventionForm
    done = "Recorded. The team and the host read it with the scope."

    @property
    def heading(self):
        return f"{self.member.body} in intervention"

    def form_kwargs(self):
        return {"instance": getattr(self.member, "intervention", None) or Intervention(member=self.member)}

    def act(self, form):
        act = interventions.end_intervention if form.cleaned_data.get("ended") else interventions.keep_intervention
        act(intervention=form.instance, by=self.by, at=self.at)


class RecordAgreementView(OfMember, CycleFormView):
    """Record a signature that was given on paper."""

    template_name = "cycles/cycle_sign.html"
    permission = "cycles.edit_programme"
    submit = "Record the signature"
    form_class = SignForm
    done = "Signature recorded."

    @property
    def heading(self):
        return f"Record a signature for {self.member.body}"

    def act(self, form):
        actions.sign(member=self.member, by=self.by, at=self.at, **form.cleaned_data)


class SignAgreementView(FormView):
    """Sign for one's own body, released plan or not."""

    template_name = "cycles/cycle_sign.html"
    permission = "cycles.sign_agreement"
    form_class = SignForm
    done = "Signed. Thank you."

    def load(self):
        members = CycleMember.objects.visible_to(self.request.user).select_related("body", "cycle__programme__region")
        self.member = get_object_or_404(members, cycle__ref=self.kwargs["ref"], body__ref=self.kwargs["body"])
        self.cycle = self.member.cycle

    def asked_about(self):
        return self.member

    def context(self):
        return {
            "cycle": self.cycle,
            "member": self.member,
            "heading": f"Sign the agreement for {self.member.body}",
            "submit": "Sign",
            "signatures": self.member.agreements.order_by("signed_on", "pk"),
            "cancel_url": reverse("home"),
            **super().context(),
        }

    def act(self, form):
        actions.sign(member=self.member, by=self.by, at=self.at, **form.cleaned_data)

    def after(self):
        return reverse("cycles:sign_agreement", args=[self.cycle.ref, self.member.body.ref])


class ReleaseView(OfCycle, ActView):
    """Show the plan to everybody who signs in."""

    template_name = "cycles/cycle_release.html"
    permission = "cycles.plan"
    done = "Released. Everybody who signs in can see the plan; no message was sent."

    def context(self):
        members = self.cycle.members.staying()
        return {
            **super().context(),
            "planned": self.cycle.challenges.exclude(state="cancelled").count(),
            "unsigned": members.filter(agreements=None).select_related("body").order_by("body__name")[:30],
            "idle": self.cycle.without_challenge().select_related("body").order_by("body__name")[:30],
        }

    def act(self):
        actions.release(cycle=self.cycle, by=self.by, at=self.at)


class ProposeView(CycleFormView):
    """Plan a challenge: host, topic, shape and days."""

    permission = "cycles.create_challenge"
    heading = "Plan a challenge"
    submit = "Plan it"
    back = "cycles:cycle"
    form_class = ProposeForm
    template_name = "cycles/propose.html"
    done = "Planned. Nothing was sent to anybody."

    def context(self):
        chosen = self.request.POST.get("host") or self.request.GET.get("host") or ""
        return {**super().context(), "timing": timing_of_host(self.cycle, chosen, localdate(self.at))}

    def form_kwargs(self):
        return {"cycle": self.cycle, "initial": {"host": self.request.GET.get("host")}}

    def act(self, form):
        answers = {key: value for key, value in form.cleaned_data.items() if key != "all_the_same"}
        challenges.create(cycle=self.cycle, by=self.by, at=self.at, **answers)
