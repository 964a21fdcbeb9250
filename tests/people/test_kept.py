"""A form posted after its session expired comes back filled, to its own person alone; the server keeps nothing."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from people import kept
from people.actions import logins
from people.models import Person

PASSWORD = "a-long-enough-secret"
TYPED = {"name": "Zebedee Typed", "email": "zebedee@example.org"}
HIDDEN = re.compile(r'name="(kept|form_of)" value="([^"]*)"')


@pytest.fixture
def form_page():
    return reverse("people:invite_new")


@pytest.fixture(autouse=True)
def passwords(world):
    for person in (world.rana, world.ada):
        user = person.user
        user.set_password(PASSWORD)
        user.save()
        logins.verify_address(user)


def hidden(response):
    return dict(HIDDEN.findall(response.text))


def expired(client, person, form_page, **more):
    """Open a page with a form, lose the session, and send the form."""
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    mark = hidden(client.get(form_page))["form_of"]
    Session.objects.all().delete()
    return client.post(form_page, {**TYPED, "form_of": mark, **more})


def sign_in(client, person, sealed):
    return client.post(
        reverse("account_login"),
        {"login": person.email, "password": PASSWORD, "next": "/people/logins/invite/", "kept": sealed},
    )


def test_the_sign_in_page_carries_what_was_typed_unreadably(client, world, form_page):
    answer = expired(client, world.rana, form_page)
    assert answer.status_code == 200
    assert "What you typed is kept" in answer.text
    assert hidden(answer)["kept"]
    assert "Zebedee" not in answer.text


def test_the_same_person_sees_it_again_and_nothing_is_saved(client, world, form_page):
    sealed = hidden(expired(client, world.rana, form_page))["kept"]
    between = sign_in(client, world.rana, sealed)
    assert "You are signed in again" in between.text
    assert "Zebedee" not in between.text
    again = client.post(form_page, {"kept": hidden(between)["kept"]})
    assert again.status_code == 200
    assert again.context["form"]["name"].value() == "Zebedee Typed"
    assert "Nothing has been saved yet" in again.text
    assert not Person.objects.filter(name="Zebedee Typed").exists()


def test_what_came_back_can_be_sent(client, world, form_page):
    sealed = hidden(expired(client, world.rana, form_page))["kept"]
    sign_in(client, world.rana, sealed)
    client.post(form_page, {"kept": sealed})
    client.post(form_page, TYPED)
    assert Person.objects.filter(name="Zebedee Typed").exists()


def test_a_wrong_password_still_carries_it(client, world, form_page):
    sealed = hidden(expired(client, world.rana, form_page))["kept"]
    answer = client.post(reverse("account_login"), {"login": "rana@example.org", "password": "no", "kept": sealed})
    assert hidden(answer)["kept"] == sealed


def test_it_goes_through_the_second_step(client, world, form_page):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(world.rana.user, secret)
    sealed = hidden(expired(client, world.rana, form_page))["kept"]
    second = sign_in(client, world.rana, sealed)
    assert "Confirm it is you" in second.text
    assert hidden(second)["kept"] == sealed
    code = totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000", "kept": sealed})
    assert hidden(wrong)["kept"] == sealed
    between = client.post(reverse("mfa_authenticate"), {"code": code, "kept": sealed})
    assert "You are signed in again" in between.text
    assert client.post(form_page, {"kept": sealed}).context["form"]["name"].value() == "Zebedee Typed"


def test_a_passkey_that_is_not_known_still_carries_it(client, world, form_page):
    sealed = hidden(expired(client, world.rana, form_page))["kept"]
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": "{}", "kept": sealed})
    assert answer.status_code == 200
    assert hidden(answer)["kept"] == sealed


def test_another_person_sees_nothing_of_it(client, world, form_page):
    sealed = hidden(expired(client, world.rana, form_page))["kept"]
    between = sign_in(client, world.ada, sealed)
    assert between.status_code == 403
    direct = client.post(form_page, {"kept": sealed})
    assert direct.status_code == 403
    for answer in (between, direct):
        assert "cannot be shown" in answer.text
        assert "Zebedee" not in answer.text


def test_it_is_shown_on_its_own_page_alone(client, world, form_page):
    sealed = hidden(expired(client, world.rana, form_page))["kept"]
    sign_in(client, world.rana, sealed)
    assert client.post(f"{form_page}?elsewhere=1", {"kept": sealed}).status_code == 403


@pytest.mark.parametrize("sealed", ["", "1", "gAAAAAmade-up"])
def test_what_we_did_not_seal_is_not_shown(signed_in, world, form_page, sealed):
    assert signed_in(world.rana).post(form_page, {**TYPED, "kept": sealed}).status_code == 403
    assert not Person.objects.filter(name="Zebedee Typed").exists()


def test_it_is_readable_for_a_day(client, world, form_page, clock):
    sealed = hidden(expired(client, world.rana, form_page))["kept"]
    assert kept.unpack(sealed).path == form_page
    clock.shift(24 * 60 * 60 + 1)
    assert kept.unpack(sealed) is None


def test_files_cannot_be_carried_and_it_says_so(client, world, form_page):
    file = SimpleUploadedFile("pool.csv", b"Name\n")
    answer = expired(client, world.rana, form_page, file=file)
    assert "Files cannot be kept" in answer.text
    sealed = hidden(answer)["kept"]
    sign_in(client, world.rana, sealed)
    assert "choose them again" in client.post(form_page, {"kept": sealed}).text


def test_a_form_too_long_to_carry_says_so(client, world, form_page, monkeypatch):
    monkeypatch.setattr(kept, "MOST_BYTES", 100)
    answer = expired(client, world.rana, form_page)
    assert "too long to be kept" in answer.text
    assert "kept" not in hidden(answer)


def test_the_server_keeps_nothing(client, world, form_page):
    expired(client, world.rana, form_page)
    assert not any("Zebedee" in str(session.get_decoded()) for session in Session.objects.all())
    assert not any("kept" in key for session in Session.objects.all() for key in session.get_decoded())


def test_a_button_is_not_pressed_by_coming_back(client, world):
    """A kept form sent to a page that only has a button leads to the page and does nothing."""
    from people.models import User

    client.force_login(world.rana.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    form_page = reverse("people:disable", args=[world.sam.ref])
    assert client.post(form_page, {"kept": "1"}).headers["Location"] == form_page
    assert User.objects.get(person=world.sam).is_active


def test_it_works_with_the_token_check_on(world, form_page):
    """The same road with CSRF protection switched on, as browsers meet it."""
    client = Client(enforce_csrf_checks=True)
    token = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
    client.force_login(world.rana.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    opened = client.get(form_page)
    data = {**TYPED, **hidden(opened), "csrfmiddlewaretoken": token.search(opened.text)[1]}
    Session.objects.all().delete()
    answer = client.post(form_page, data)
    sealed = hidden(answer)["kept"]
    between = client.post(
        reverse("account_login"),
        {
            "login": "rana@example.org",
            "password": PASSWORD,
            "kept": sealed,
            "csrfmiddlewaretoken": token.search(answer.text)[1],
        },
    )
    again = client.post(form_page, {"kept": sealed, "csrfmiddlewaretoken": token.search(between.text)[1]})
    assert again.context["form"]["name"].value() == "Zebedee Typed"
