"""A passkey in a real browser: added, and then enough to come in by itself."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from people.actions import logins
from tests import world as worlds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-enough-secret"


@pytest.fixture
def petra(settings):
    """Petra with a password, on a service that lets passkeys be tried without TLS."""
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    user = worlds.build().petra.user
    user.set_password(PASSWORD)
    user.save()
    logins.verify_address(user)
    return user


@pytest.fixture
def telephone(page):
    """A device that vouches for whoever holds it, without asking."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_opens_the_door_alone(petra, page, telephone, live_server):
    origin = live_server.url.replace("127.0.0.1", "localhost")
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(origin + reverse("account_login"))
    page.get_by_label("Email").fill(petra.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(origin + reverse("mfa_add_webauthn"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("Telephone")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(lambda url: not url.endswith(reverse("mfa_add_webauthn")))  # the server has answered
    assert Authenticator.objects.filter(user=petra, type="webauthn").count() == 1
    page.goto(origin + reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto(origin + reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{origin}/")
    assert "Petra" in page.get_by_role("banner").inner_text()
    assert said == []
