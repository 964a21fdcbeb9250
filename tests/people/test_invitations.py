"""An invitation is the only way in: mailed, good once and for 14 days, replaced by a newer one."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from people.actions import logins, pool
from people.models import Invitation, Person, User
from people.refusal import Refusal
from tests.world import NOW

PASSWORD = "a-long-enough-secret"


@pytest.fixture
def newcomer(world):
    return Person.objects.create(name="Nadia", email="Nadia@example.org")


@pytest.fixture
def invited(newcomer, world, django_capture_on_commit_callbacks):
    """Invite Nadia and return the link's path."""
    return send(newcomer, world.rana, django_capture_on_commit_callbacks)


def send(person, by, capture, at=NOW):
    with capture(execute=True):
        logins.invite(person=person, by=by, at=at)
    return re.search(r"http://localhost:8000(\S+)", mail.outbox[-1].body)[1]


def test_an_invitation_is_mailed_with_its_link(invited, world):
    assert mail.outbox[0].to == ["Nadia@example.org"]
    assert mail.outbox[0].subject == "Your invitation to Peer challenge"
    assert "Rana has invited you" in mail.outbox[0].body
    invitation = Invitation.objects.get()
    assert invitation.mailed_at == NOW
    assert invitation.expires_at == NOW + timedelta(days=14)


def test_the_link_is_not_kept(invited):
    token = invited.rstrip("/").rpartition("/")[2]
    assert token not in str(Invitation.objects.values_list())


def test_accepting_sets_the_password_and_signs_in(client, invited):
    assert "Nadia@example.org" in client.get(invited).text
    answer = client.post(invited, {"password": PASSWORD})
    user = User.objects.get(email="nadia@example.org")
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.person.name == "Nadia"
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("nadia@example.org", True, True)
    ]


def test_a_weak_password_comes_back_with_a_sentence(client, invited):
    answer = client.post(invited, {"password": "short"})
    assert answer.status_code == 422
    assert "too short" in str(answer.context["form"].errors["password"])
    assert not User.objects.filter(email="nadia@example.org").exists()


def test_a_link_works_once(client, invited):
    client.post(invited, {"password": PASSWORD})
    client.logout()
    assert client.post(invited, {"password": "another-long-secret"}).status_code == 404
    assert User.objects.get(email="nadia@example.org").check_password(PASSWORD)


def test_a_newer_invitation_replaces_the_older(client, invited, newcomer, world, django_capture_on_commit_callbacks):
    newer = send(newcomer, world.rana, django_capture_on_commit_callbacks)
    assert [client.get(link).status_code for link in (invited, newer)] == [404, 200]


def test_a_link_ends_after_fourteen_days(client, invited, clock):
    clock.move_to(NOW + timedelta(days=14))
    assert client.get(invited).status_code == 404


def test_a_wrong_link_and_an_old_link_look_the_same(client, invited):
    client.post(invited, {"password": PASSWORD})
    client.logout()
    old, wrong = (client.get(link).content for link in (invited, "/accounts/invitation/made-up/"))
    assert old == wrong


def test_disabling_ends_an_open_invitation(client, invited, newcomer, world):
    logins.disable(person=newcomer, by=world.rana, at=NOW)
    assert client.get(invited).status_code == 404


def test_a_mail_that_cannot_leave_is_said_on_the_page(signed_in, newcomer, world, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    from people.emails import send_invitation

    invitation = logins.invite(person=newcomer, by=world.rana, at=NOW)
    send_invitation(invitation=invitation, token="token", at=NOW)
    page = signed_in(world.rana).get(reverse("people:login", args=[newcomer.ref]))
    assert "The mail has not left" in page.text


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda world: logins.invite(person=world.sam, by=world.rana, at=NOW), "can already sign in"),
        (lambda world: logins.disable(person=world.rana, by=world.rana, at=NOW), "cannot disable your own"),
        (lambda world: logins.disable(person=world.ada, by=world.rana, at=NOW), "Only an administrator"),
        (lambda world: logins.enable(person=world.sam, by=world.rana, at=NOW), "already in use"),
        (lambda world: logins.enable(person=world.nadia, by=world.rana, at=NOW), "no login yet"),
        (lambda world: logins.disable(person=world.nadia, by=world.rana, at=NOW), "no login in use"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(world, newcomer, act, sentence):
    world.nadia = newcomer
    world.sam.user.set_password(PASSWORD)
    world.sam.user.save()
    with pytest.raises(Refusal, match=sentence):
        act(world)


def test_a_disabled_login_must_be_enabled_before_an_invitation(world):
    logins.disable(person=world.sam, by=world.rana, at=NOW)
    with pytest.raises(Refusal, match="Enable it first"):
        logins.invite(person=world.sam, by=world.rana, at=NOW)
    logins.enable(person=world.sam, by=world.rana, at=NOW)
    assert User.objects.get(person=world.sam).is_active


def test_a_changed_address_moves_the_login_and_tells_the_old_one(world, django_capture_on_commit_callbacks):
    user = world.sam.user
    user.set_password(PASSWORD)
    user.save()
    facts = {"name": "Sam", "email": "samuel@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        pool.edit_person(person=world.sam, facts=facts, version=1, by=world.rana, at=NOW)
    user = User.objects.get(person=world.sam)
    assert (user.email, user.has_usable_password()) == ("samuel@example.org", False)
    assert list(user.emailaddress_set.values_list("email", "verified")) == [("samuel@example.org", False)]
    assert [letter.to for letter in mail.outbox] == [["sam@example.org"]]


def test_an_administrators_address_is_not_a_coordinators_to_change(signed_in, world):
    page = reverse("people:change_address", args=[world.ada.ref])
    answer = signed_in(world.rana).post(page, {"email": "rana+ada@example.org"})
    assert answer.status_code == 409
    assert "Only an administrator" in answer.context["form"].errors["email"][0]
    edited = signed_in(world.rana).post(
        reverse("people:edit_person", args=[world.ada.ref]),
        {"name": "Ada L", "email": "rana+ada@example.org", "version": 1},
    )
    assert edited.status_code == 409
    assert (User.objects.get(person=world.ada).email, Person.objects.get(pk=world.ada.pk).name) == (
        "ada@example.org",
        "Ada",
    )


def test_an_address_is_changed_on_the_login_page(signed_in, world):
    client = signed_in(world.ada)
    page = reverse("people:change_address", args=[world.sam.ref])
    assert client.post(page, {"email": "TOM@example.org"}).status_code == 409
    assert client.post(page, {"email": "samuel@example.org"}).status_code == 302
    assert User.objects.get(person=world.sam).email == "samuel@example.org"


def test_inviting_by_name_and_address_makes_the_person(signed_in, world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(world.ada).post(reverse("people:invite_new"), {"name": "Omar", "email": "omar@example.org"})
    omar = Person.objects.get(email="omar@example.org")
    assert answer.headers["Location"] == reverse("people:login", args=[omar.ref])
    assert mail.outbox[0].to == ["omar@example.org"]


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_logins_takes_the_same_queries(signed_in, world, rows, django_assert_num_queries):
    Person.objects.bulk_create(Person(name=f"P{n}", email=f"p{n}@example.org") for n in range(rows))
    client = signed_in(world.rana)
    with django_assert_num_queries(5):
        assert client.get(reverse("people:logins")).status_code == 200
