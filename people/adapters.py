"""What allauth may do here: sign people in. Nobody signs up; coordinators and administrators invite."""

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone

from people.actions import logins


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail address for those who were invited."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Your login is disabled. Ask the coordinator of your programme.",
        "email_password_mismatch": "The e-mail address or the password is not right. Check both and try again.",
        "enter_current_password": "Enter the password you have now.",
        "incorrect_password": "The password is not right. Try again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an invitation is the only way in."""
        return False


class CouncilAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in through a council's OpenID Connect service, for those who were invited.

    Whoever comes is matched by an address the council vouches for, each time anew: an account that
    changed hands or address at the council opens nothing here.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: an invitation is the only way in."""
        return False

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Return what the environment names; there is no table of services to look into."""
        apps = [
            SocialApp(provider=kind, **app)
            for kind, found in settings.SOCIALACCOUNT_PROVIDERS.items()
            for app in found.get("APPS", [])
        ]
        return [
            app
            for app in apps
            if provider in (None, app.provider, app.provider_id) and client_id in (None, app.client_id)
        ]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in the person whose address this is, or nobody."""
        vouched = {address.email.lower() for address in sociallogin.email_addresses if address.verified}
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            self._turn_away(request)
        if sociallogin.is_existing:
            if sociallogin.user.email not in vouched or sociallogin.user.person_id is None:
                self._turn_away(request)
            logins.verify_address(sociallogin.user)  # the council has vouched for it
            return
        joined = (logins.join(address=address, at=timezone.now()) for address in sorted(vouched))
        user = next(filter(None, joined), None)
        if user is None:
            self._turn_away(request)
        sociallogin.connect(request, user)

    def _turn_away(self, request: HttpRequest) -> NoReturn:
        """Answer everybody else with one and the same page."""
        raise ImmediateHttpResponse(render(request, "account/not_invited.html", status=403))
