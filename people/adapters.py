"""What allauth may do here: sign people in. Nobody signs up; coordinators and administrators invite."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


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
    """Sign-in through a council's OpenID Connect service, for those who were invited."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an invitation is the only way in."""
        return False
