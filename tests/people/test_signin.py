"""Coming in: by e-mail address in any case, never by signing up; a disabled login ends at the next request."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from people.actions import logins
from tests.world import NOW

PASSWORD = "a-long-enough-secret"


@pytest.fixture
def petra(world):
    """Petra with a password and a verified address."""
    user = world.petra.user
    user.set_password(PASSWORD)
    user.save()
    logins.verify_address(user)
    return user


def sign_in(client, email, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.parametrize("email", ["petra@example.org", "Petra@Example.ORG", " PETRA@EXAMPLE.ORG "])
def test_the_address_signs_in_whatever_its_case(client, petra, email):
    assert sign_in(client, email).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(petra.pk)


def test_a_wrong_password_says_nothing_about_the_address(client, petra):
    known, unknown = (sign_in(client, email, "wrong") for email in ("petra@example.org", "nobody@example.org"))
    said = [answer.context["form"].non_field_errors() for answer in (known, unknown)]
    assert said == [["The e-mail address or the password is not right. Check both and try again."]] * 2


def test_asking_for_a_new_password_says_nothing_about_the_address(client, petra, mailoutbox):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("petra@example.org", "nobody@example.org")
    ]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (302, reverse("account_reset_password_done"))
    ] * 2
    assert [mail.to for mail in mailoutbox] == [["petra@example.org"]]


def test_many_wrong_passwords_are_stopped(client, petra):
    for _ in range(6):
        answer = sign_in(client, "petra@example.org", "wrong")
    assert "Too many tries" in str(answer.context["form"].errors)
    assert "_auth_user_id" not in client.session
    assert sign_in(client, "petra@example.org").status_code == 200


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "3rdparty/", "3rdparty/signup/", "social/signup/", "social/connections/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_without_a_place_here_is_closed(client, petra, path, method):
    client.force_login(petra, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = getattr(client, method)(f"/accounts/{path}", {"email": "new@example.org", "action_add": ""})
    assert answer.status_code == 404
    assert "People join by invitation" in answer.text
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["petra@example.org"]


def test_a_disabled_login_ends_at_the_next_request(signed_in, world):
    client = signed_in(world.rana)
    logins_page = reverse("people:logins")
    assert client.get(logins_page).status_code == 200
    logins.disable(person=world.rana, by=world.ada, at=NOW)
    assert client.get(logins_page).headers["Location"] == f"{reverse('account_login')}?next={logins_page}"


def test_a_disabled_login_cannot_sign_in(client, petra, world):
    logins.disable(person=world.petra, by=world.rana, at=NOW)
    sign_in(client, "petra@example.org")
    assert "_auth_user_id" not in client.session


def test_one_sees_and_ends_ones_other_sessions(client, petra):
    from django.test import Client

    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser, "petra@example.org")
    page = client.get(reverse("usersessions_list"))
    assert page.status_code == 200
    assert len(page.context["sessions"]) == 2
    client.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("mfa_index")).status_code == 302
    assert client.get(reverse("mfa_index")).status_code == 200
