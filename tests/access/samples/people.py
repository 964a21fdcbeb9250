"""One example of every address of this floor, for the test that walks them all."""

from people.actions import logins
from people.models import Invitation, Person, User
from people.models.invitation import hashed
from tests.world import NOW, make_person


def newcomer(world):
    """Somebody without a login."""
    return Person.objects.get_or_create(email="nadia@example.org", defaults={"name": "Nadia"})[0]


def member(key):
    """Somebody with a login who is not one of the cast, so that no reader loses theirs."""
    return Person.objects.filter(email=f"{key}@example.org").first() or make_person(key)


def disabled(world):
    """Somebody whose login is disabled."""
    person = member("dora")
    User.objects.filter(person=person).update(is_active=False)
    return person


def open_link(world):
    """Make an invitation and return its token."""
    logins.invite(person=newcomer(world), by=None, at=NOW)
    Invitation.objects.update(token_hash=hashed("the-token"))
    return "the-token"


SAMPLES = {
    "people:accept_invitation": lambda world: {
        "kwargs": {"token": open_link(world)},
        "post": {"password": "a-long-enough-secret"},
    },
    "people:logins": lambda world: {"kwargs": {}, "post": None},
    "people:invite_new": lambda world: {
        "kwargs": {},
        "post": {"name": "Omar", "email": "omar@example.org"},
    },
    "people:login": lambda world: {"kwargs": {"ref": world.joan.ref}, "post": None},
    "people:invite": lambda world: {"kwargs": {"ref": newcomer(world).ref}, "post": {}},
    "people:disable": lambda world: {"kwargs": {"ref": member("erin").ref}, "post": {}},
    "people:enable": lambda world: {"kwargs": {"ref": disabled(world).ref}, "post": {}},
}
