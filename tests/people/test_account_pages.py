"""The pages of one's own account: passwords, the second step, where one is signed in."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.urls import reverse

from people.actions import logins

PASSWORD = "a-long-enough-secret"


def code_of(secret):
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


@pytest.fixture
def petra(world):
    user = world.petra.user
    user.set_password(PASSWORD)
    user.save()
    logins.verify_address(user)
    return user


@pytest.fixture
def inside(client, petra):
    """Petra, signed in with her password, which she has just confirmed."""
    client.post(reverse("account_login"), {"login": petra.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_changing_the_second_step_asks_for_the_password_once_more(client, petra):
    client.post(reverse("account_login"), {"login": petra.email, "password": PASSWORD})
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "account_reset_password_done"])
def test_a_stranger_sees_the_pages_before_the_door(client, world, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("account_change_password", "Change your password"),
        ("account_logout", "Sign out"),
        ("account_reauthenticate", "Confirm it is you"),
        ("mfa_index", "Second step and passkeys"),
        ("mfa_activate_totp", "Set up an authenticator app"),
        ("mfa_list_webauthn", "Passkeys and security keys"),
        ("mfa_add_webauthn", "Add a passkey or security key"),
        ("usersessions_list", "Where you are signed in"),
    ],
)
def test_each_page_of_the_account_has_its_heading(inside, name, heading):
    answer = inside.get(reverse(name))
    assert answer.status_code == 200
    assert re.findall(r"<h1[^>]*>\s*(.*?)\s*</h1>", answer.text, re.DOTALL) == [heading]


def test_an_authenticator_app_is_set_up_used_and_dropped(inside, petra):
    page = inside.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert secret in page.text
    inside.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    kinds = set(Authenticator.objects.filter(user=petra).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    codes = inside.get(reverse("mfa_view_recovery_codes"))
    assert codes.text.count("<li><code>") == 10
    assert inside.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    dropping = inside.get(reverse("mfa_deactivate_totp"))
    assert "Stop using the authenticator app" in dropping.text
    inside.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=petra, type="totp").exists()


def test_a_recovery_code_opens_the_door_once(inside, petra):
    totp.TOTP.activate(petra, totp.generate_totp_secret())
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(petra).get_unused_codes()[0]
    answers = []
    for _ in range(2):
        inside.logout()
        inside.post(reverse("account_login"), {"login": petra.email, "password": PASSWORD})
        inside.post(reverse("mfa_authenticate"), {"code": code})
        answers.append("_auth_user_id" in inside.session)
    assert answers == [True, False]


def test_a_forgotten_password_is_replaced_by_mail(client, petra):
    client.post(reverse("account_reset_password"), {"email": "PETRA@example.org"})
    letter = mail.outbox[-1]
    assert letter.subject == "A new password for Peer challenge"
    assert letter.body.startswith("Hello Petra,")
    link = re.search(r"http://[^/]+(\S+)", letter.body)[1]
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "quite-another-secret", "password2": "quite-another-secret"})
    petra.refresh_from_db()
    assert petra.check_password("quite-another-secret")
    assert "This link is no longer good" in client.get(link, follow=True).text


def test_changing_the_password_signs_out(inside, petra):
    new = {"oldpassword": PASSWORD, "password1": "quite-another-secret", "password2": "quite-another-secret"}
    inside.post(reverse("account_change_password"), new)
    assert "_auth_user_id" not in inside.session


def test_a_login_whose_address_is_not_confirmed_gets_a_mail(client, world):
    user = world.sam.user
    user.set_password(PASSWORD)
    user.save()
    answer = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True)
    assert "Confirm your e-mail address" in answer.text
    link = re.search(r"http://[^/]+(\S+)", mail.outbox[-1].body)[1]
    assert "sam@example.org" in client.get(link).text
    client.post(link)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
