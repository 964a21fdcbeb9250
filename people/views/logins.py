"""Who can sign in: invited, disabled, enabled by coordinators and administrators."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from people.actions import logins, pool
from people.forms.logins import AddressForm, InviteForm
from people.models import Membership, Person
from people.views.base import ActView, FormView, PageView
from people.views.pool import OfPerson

PAGE = 50


class LoginsView(PageView):
    """Everybody, with how they stand to signing in."""

    permission = "people.invite"
    template_name = "people/logins.html"
    section = "logins"

    def context(self):
        text = self.request.GET.get("q", "").strip()
        found = Person.objects.visible_to(self.request.user).matching(text).with_login(self.at).order_by("name", "pk")
        page = Paginator(found, PAGE).get_page(self.request.GET.get("page"))
        return {"page": page, "q": text, "query": urlencode({"q": text}) + "&"}


class LoginView(OfPerson, PageView):
    """One person's login: invitations, roles, and what may be done about them."""

    permission = "people.invite"
    template_name = "people/login.html"

    def context(self):
        return {
            **super().context(),
            "login": getattr(self.person, "user", None),
            "invitation": self.person.invitations.order_by("-sent_at").first(),
            "is_open": self.person.invitations.open(self.at).exists(),
            "memberships": Membership.objects.visible_to(self.request.user).of(self.person).by_date(),
            "today": self.today,
        }


class InviteNewView(FormView):
    """Invite somebody by name and address."""

    permission = "people.invite"
    template_name = "people/invite_new.html"
    form_class = InviteForm
    done = "The invitation is on its way. Its link works for 14 days."

    def act(self, form):
        typed = form.cleaned_data
        self.person = Person.objects.visible_to(self.request.user).filter(email__iexact=typed["email"]).first()
        if self.person is None:
            facts = {"name": typed["name"], "email": typed["email"], "in_pool": False}
            self.person = pool.add_person(facts=facts, by=self.by, at=self.at)
        logins.invite(person=self.person, by=self.by, at=self.at)

    def after(self):
        return reverse("people:login", args=[self.person.ref])


class ChangeAddressView(OfPerson, FormView):
    """Move somebody's login to a new address."""

    permission = "people.invite"
    template_name = "people/change_address.html"
    form_class = AddressForm
    done = "The address is changed. Send an invitation to it, so that they can choose a password."

    def form_kwargs(self):
        return {"initial": {"email": self.person.email}}

    def act(self, form):
        logins.change_address(person=self.person, address=form.cleaned_data["email"], by=self.by, at=self.at)

    def after(self):
        return reverse("people:login", args=[self.person.ref])


class LoginAct(OfPerson, ActView):
    """A button about one person's login."""

    permission = "people.invite"

    def after(self):
        return reverse("people:login", args=[self.person.ref])


class InviteView(LoginAct):
    """Send an invitation, or another one in its place."""

    template_name = "people/invite.html"
    done = "The invitation is on its way. Its link works for 14 days, and earlier ones no longer work."

    def act(self):
        logins.invite(person=self.person, by=self.by, at=self.at)


class DisableView(LoginAct):
    """Take somebody's way in away."""

    template_name = "people/disable.html"
    done = "The login is disabled. They are signed out everywhere."

    def act(self):
        logins.disable(person=self.person, by=self.by, at=self.at)


class EnableView(LoginAct):
    """Let somebody in again."""

    template_name = "people/enable.html"
    done = "The login is enabled. The password they had works again."

    def act(self):
        logins.enable(person=self.person, by=self.by, at=self.at)
