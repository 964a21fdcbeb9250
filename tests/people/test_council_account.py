"""A council's account opens the door to those who were invited, and to nobody else."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from people.actions import logins
from people.models import Person, User
from tests.people import provider as providers
from tests.world import NOW

LOGIN = "/accounts/oidc/council/login/"


@pytest.fixture
def council(settings):
    """A council's service, named in the settings as the environment would."""
    with providers.running() as provider:
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "APPS": [
                    {
                        "provider_id": "council",
                        "name": "your council account",
                        "client_id": providers.CLIENT,
                        "secret": providers.SECRET,
                        "settings": {"server_url": provider.url, "oauth_pkce_enabled": True},
                    }
                ]
            }
        }
        yield provider


@pytest.fixture
def nadia(world):
    """Somebody with an open invitation and no login yet."""
    person = Person.objects.create(name="Nadia", email="nadia@example.org")
    logins.invite(person=person, by=world.rana, at=NOW)
    return person


def come_in(client, council, **claims):
    """Go to the council's service and come back."""
    council.claims = {**council.claims, **claims}
    there = client.post(LOGIN)
    return client.get(council.authorize(there.headers["Location"]))


def signed_in_as(client):
    return User.objects.filter(pk=client.session.get("_auth_user_id", 0)).first()


def test_the_sign_in_page_offers_it_only_where_it_is_set_up(client, world, council, settings):
    assert "Sign in with your council account" in client.get(reverse("account_login")).text
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "council account" not in client.get(reverse("account_login")).text
    assert client.get(LOGIN).status_code == 404


def test_somebody_with_a_login_comes_in_by_verified_address(client, world, council):
    answer = come_in(client, council, email="Petra@Example.org")
    assert answer.headers["Location"] == "/"
    assert signed_in_as(client) == world.petra.user


def test_somebody_invited_comes_in_and_the_invitation_is_used(client, nadia, council):
    come_in(client, council, sub="u2", email="nadia@example.org")
    user = signed_in_as(client)
    assert (user.person, user.has_usable_password()) == (nadia, False)
    assert nadia.invitations.get().accepted_at == NOW
    client.logout()
    come_in(client, council, sub="u2", email="nadia@example.org")
    assert signed_in_as(client) == user


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@example.org"},
        {"email": "petra@example.org", "email_verified": False},
        {"email": ""},
    ],
    ids=["nobody invited", "not verified", "no address"],
)
def test_everybody_else_gets_one_plain_page(client, world, council, claims):
    answer = come_in(client, council, **claims)
    assert answer.status_code == 403
    assert "You are not invited yet" in answer.text
    assert signed_in_as(client) is None
    assert not SocialAccount.objects.exists()
    assert not User.objects.filter(email="stranger@example.org").exists()


def test_a_person_who_was_never_invited_stays_out(client, world, council):
    Person.objects.create(name="Omar", email="omar@example.org")
    assert come_in(client, council, email="omar@example.org").status_code == 403


def test_an_invitation_that_ran_out_opens_nothing(client, nadia, council):
    nadia.invitations.update(sent_at=NOW - timedelta(days=14), expires_at=NOW)
    assert come_in(client, council, email="nadia@example.org").status_code == 403


def test_a_disabled_login_stays_out(client, world, council):
    logins.disable(person=world.petra, by=world.rana, at=NOW)
    come_in(client, council)
    assert signed_in_as(client) is None


def test_an_account_that_moved_to_another_address_opens_nothing(client, world, council):
    come_in(client, council)
    client.logout()
    assert come_in(client, council, email="someone.else@example.org").status_code == 403
    assert signed_in_as(client) is None


def test_the_second_step_is_still_asked_for(client, world, council):
    totp.TOTP.activate(world.petra.user, totp.generate_totp_secret())
    assert come_in(client, council).headers["Location"] == reverse("mfa_authenticate")
    assert signed_in_as(client) is None


def test_nobody_connects_an_account_to_ones_own(signed_in, world, council):
    client = signed_in(world.sam)
    there = client.post(f"{LOGIN}?process=connect")
    answer = client.get(council.authorize(there.headers["Location"]))
    assert answer.status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_answer_nobody_asked_for_is_not_believed(client, world, council):
    answer = client.get(f"/accounts/oidc/council/login/callback/?code={providers.CODE}&state=made-up")
    assert "Signing in with your council account failed" in answer.text
    assert signed_in_as(client) is None


def test_a_wrong_secret_is_a_sentence(client, world, council, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["secret"] = "wrong"
    answer = come_in(client, council)
    assert "Signing in with your council account failed" in answer.text


def test_a_broken_service_is_a_sentence(client, world, council):
    council.is_broken = True
    answer = client.post(LOGIN)
    assert "Signing in with your council account failed" in answer.text
    assert answer.status_code == 503


def test_a_domain_may_be_believed_without_being_told(client, world, council, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["verified_email"] = ["example.org"]
    come_in(client, council, email_verified=False)
    assert signed_in_as(client) == world.petra.user
