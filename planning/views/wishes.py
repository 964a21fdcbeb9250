"""What hosts ask of the plan of a cycle: who has said what, and saying it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.models import CycleMember
from cycles.views.base import OfCycle, paged
from people.views.base import PageView
from people.views.edit import EditView
from planning.actions import wishes as actions
from planning.forms.wishes import WishForm
from planning.queries import wishes as queries


class Wishes(OfCycle, PageView):
    """Every member of a cycle with what it asks, or that it has said nothing yet."""

    template_name = "planning/wishes.html"
    permission = "cycles.plan"
    tab = "planning:wishes"

    def context(self):
        staying = self.cycle.members.staying()
        members = staying.select_related("body", "wish__shape", "wish__changed_by").order_by("body__name", "pk")
        page = paged(self.request, members, 50)
        missing = queries.nobody_brings([member.wish for member in page if hasattr(member, "wish")])
        rows = [(member, missing.get(member.wish.pk) if hasattr(member, "wish") else None) for member in page]
        return {
            **super().context(),
            "page": page,
            "rows": rows,
            "silent": staying.filter(wish=None).count(),
        }


class GiveWishes(EditView):
    """Say what one's own authority asks of the plan; a coordinator says it for any."""

    template_name = "planning/give_wishes.html"
    permission = "planning.give_wishes"
    form_class = WishForm
    done = "Saved. The next plan takes it into account; nothing planned already moves by it."

    def load(self):
        members = CycleMember.objects.visible_to(self.request.user)
        self.member = get_object_or_404(
            members.select_related(
                "body", "cycle__programme__region", "wish__shape", "wish__changed_by", "intervention"
            ),
            cycle__ref=self.kwargs["ref"],
            body__ref=self.kwargs["body"],
        )
        self.cycle = self.member.cycle

    def asked_about(self):
        return self.member

    def thing(self):
        return getattr(self.member, "wish", None)

    def form_kwargs(self):
        shapes = self.cycle.programme.shapes.order_by("pk")
        return {
            **super().form_kwargs(),
            "weeks": queries.weeks_of(self.member, shapes, self.today),
            "skills": queries.skills_of_pool(),
            "shapes": shapes,
        }

    def context(self):
        return {"cycle": self.cycle, "member": self.member, "cancel_url": self.after(), **super().context()}

    def edit(self, form):
        actions.give_wishes(member=self.member, facts=form.facts(), version=form.edited_version, by=self.by, at=self.at)

    def after(self):
        if self.request.user.has_perm("cycles.plan", self.cycle):
            return reverse("planning:wishes", args=[self.cycle.ref])
        return reverse("home")
