"""Coming in: the invitation's page, and the pages of allauth that are closed here."""

import logging
from functools import wraps

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import render
from django.utils import timezone
from django.views import View
from requests import RequestException

from people import queries
from people.actions import logins
from people.forms.logins import AcceptForm
from people.refusal import Refusal

log = logging.getLogger(__name__)


def closed(request):
    """Answer an address of allauth that has no place here: sign-up, own addresses, connections."""
    return render(request, "account/closed.html", status=404)


def answering(view):
    """Wrap a step at the council's service: when that does not answer, the person reads a sentence."""

    @wraps(view)
    def step(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except RequestException:
            log.exception("The council's sign-in service does not answer")
            return render(request, "socialaccount/authentication_error.html", status=503)

    return step


class AcceptInvitationView(View):
    """The page behind the mailed link: choose a password, and you are in.

    A wrong, used, replaced or expired link gives one and the same answer.
    """

    permission = "people.accept_invitation"
    template_name = "people/accept_invitation.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.invitation = queries.open_invitation(token=kwargs["token"], at=timezone.now())

    def dispatch(self, request, *args, **kwargs):
        if self.invitation is None:
            response = render(request, "people/invitation_over.html", status=404)
        else:
            response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    def page(self, form, status=200):
        context = {"form": form, "person": self.invitation.person}
        return render(self.request, self.template_name, context, status=status)

    def get(self, request, *args, **kwargs):
        return self.page(AcceptForm(person=self.invitation.person))

    def post(self, request, *args, **kwargs):
        form = AcceptForm(request.POST, person=self.invitation.person)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            user = logins.accept(token=kwargs["token"], password=form.cleaned_data["password"], at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            return self.page(form, status=409)
        logout(request)  # whoever else was signed in at this browser
        messages.success(request, "Your password is set. From now on you sign in with your e-mail address and it.")
        return perform_login(request, user)
