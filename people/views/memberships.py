"""Giving and ending roles."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from people.actions import memberships
from people.forms.memberships import RoleForm
from people.models import Membership
from people.rules import memberships_of
from people.views.base import ActView, FormView
from people.views.pool import OfPerson


class GiveRoleView(OfPerson, FormView):
    """Give somebody a role."""

    permission = "people.give_role"
    template_name = "people/give_role.html"
    form_class = RoleForm
    done = "The role is given."

    def form_kwargs(self):
        return {"memberships": memberships_of(self.request.user)}

    def act(self, form):
        memberships.give_membership(person=self.person, **form.cleaned_data, by=self.by, at=self.at)

    def after(self):
        return reverse("people:login", args=[self.person.ref])


class EndRoleView(ActView):
    """End a role at once."""

    permission = "people.give_role"
    template_name = "people/end_role.html"
    done = "The role has ended. It stays on record."

    def load(self):
        found = Membership.objects.visible_to(self.request.user).select_related("person", "programme__region", "body")
        self.membership = get_object_or_404(found, ref=self.kwargs["ref"])

    def asked_about(self):
        return self.membership

    def context(self):
        return {"membership": self.membership, "person": self.membership.person}

    def act(self):
        memberships.end_membership(membership=self.membership, by=self.by, at=self.at)

    def after(self):
        return reverse("people:login", args=[self.membership.person.ref])
