"""An installation starts with one administrator, made from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from people.models import Membership, Person, User

PASSWORD = "correct horse battery"


@pytest.fixture
def typed(monkeypatch):
    """What is typed at the two password prompts."""

    def answers(*passwords):
        waiting = iter(passwords)
        monkeypatch.setattr("getpass.getpass", lambda prompt: next(waiting))

    return answers


def first_admin(email="ada@example.org", name="Ada Lane"):
    out = StringIO()
    call_command("first_admin", email, name, stdout=out)
    return out.getvalue()


def test_the_first_admin_can_sign_in(db, client, typed):
    typed(PASSWORD, PASSWORD)

    said = first_admin("Ada@Example.org")
    answer = client.post(reverse("account_login"), {"login": "ada@example.org", "password": PASSWORD})

    assert said == "Ada Lane can sign in as administrator with Ada@Example.org.\n"
    assert (answer.status_code, answer.url) == (302, reverse("home"))
    assert [m.role for m in Membership.objects.filter(person__user__email="ada@example.org")] == ["admin"]


def test_there_is_no_second_first_admin(db, typed):
    typed(PASSWORD, PASSWORD)
    first_admin()

    with pytest.raises(CommandError, match="There is an administrator already"):
        first_admin("eve@example.org")

    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "passwords", "sentence"),
    [
        ("ada", (PASSWORD, PASSWORD), "Enter a valid email address"),
        ("ada@example.org", ("short", "short"), "too short"),
        ("ada@example.org", (PASSWORD, PASSWORD + "!"), "The two passwords differ. Nothing was made."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(db, typed, email, passwords, sentence):
    typed(*passwords)

    with pytest.raises(CommandError, match=sentence):
        first_admin(email)

    assert (Person.objects.count(), User.objects.count()) == (0, 0)
