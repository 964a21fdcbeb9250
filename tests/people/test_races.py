"""Two at once: one wins, the other reads a sentence, and nothing is there twice."""

import pytest

from people import sheets
from people.actions import bodies, logins, memberships, pool, ties
from people.importing import pool as tables
from people.models import Body, BodyTie, Invitation, Membership, Person, User
from tests import world as worlds
from tests.racing import needs_two_connections, race
from tests.soak import on_two_connections
from tests.world import NOW

pytestmark = on_two_connections
OMAR = {"name": "Omar", "email": "omar@example.org", "in_pool": False}


@pytest.fixture
def world(clock):
    """The world, committed for other connections to see."""
    needs_two_connections()
    return worlds.build()


def add(email, by):
    return lambda: pool.add_person(facts={**OMAR, "email": email}, by=by, at=NOW)


def test_an_address_is_added_once_whatever_its_case(world):
    won, *lost = race(*[add(email, world.rana) for email in ("omar@example.org", "OMAR@example.org") * 3])
    assert won == ""
    assert len(lost) == 5
    assert all("already here" in sentence or "a moment ago" in sentence for sentence in lost)
    assert Person.objects.filter(email__iexact="omar@example.org").count() == 1


def test_two_edits_of_one_person_do_not_overwrite_each_other(world):
    def edit(phone):
        facts = {"name": "Petra", "email": "petra@example.org", "phone": phone}
        return lambda: pool.edit_person(person=world.petra, facts=facts, version=1, by=world.rana, at=NOW)

    won, lost = race(edit("1"), edit("2"))
    assert won == ""
    assert lost.startswith("Rana changed this")
    assert Person.objects.get(pk=world.petra.pk).version == 2


def test_two_invitations_leave_one_open(world):
    person = Person.objects.create(name="Nadia", email="nadia@example.org")
    assert race(*[lambda: logins.invite(person=person, by=world.rana, at=NOW)] * 4) == [""] * 4
    assert Invitation.objects.open(NOW).filter(person=person).count() == 1


def test_a_link_is_used_once(world, monkeypatch):
    person = Person.objects.create(name="Nadia", email="nadia@example.org")
    monkeypatch.setattr(logins, "new_token", lambda: "the-token")
    logins.invite(person=person, by=world.rana, at=NOW)
    attempts = [
        lambda number=number: logins.accept(token="the-token", password=f"a-long-secret-{number}", at=NOW)
        for number in range(4)
    ]
    won, *lost = race(*attempts)
    assert won == ""
    assert all(sentence.startswith("This invitation is no longer good") for sentence in lost)
    assert User.objects.filter(person=person).count() == 1


def test_a_role_is_given_once(world):
    def give():
        memberships.give_membership(
            person=world.sam,
            role="sponsor_group",
            programme=world.programme,
            body=None,
            starts_on=None,
            ends_on=None,
            by=world.rana,
            at=NOW,
        )

    won, lost = race(give, give)
    assert won == ""
    assert "already has that role" in lost
    assert Membership.objects.filter(person=world.sam).count() == 1


def test_a_body_is_added_once(world):
    facts = {"name": "Hull", "kind": "authority"}
    won, lost = race(*[lambda: bodies.add_body(region=world.region, facts=facts, by=world.rana, at=NOW)] * 2)
    assert won == ""
    assert lost
    assert Body.objects.filter(name="Hull").count() == 1


def test_one_file_imported_twice_at_once_imports_once(world):
    table = sheets.Table(["Name", "E-mail"], [(n, [f"P{n}", f"p{n}@example.org"]) for n in range(2, 60)])
    found = race(*[lambda: tables.bring_in(table=table, by=world.rana, at=NOW)] * 2)
    assert found[0] == ""
    assert found[1] == "" or "Nothing was imported" in found[1]
    assert Person.objects.filter(name__startswith="P", email__startswith="p").exclude(name="Petra").count() == 58


def test_two_bodies_are_tied_once_whichever_is_named_first(world):
    york, leeds = world.bodies["York"], world.bodies["Leeds"]
    pairs = [(york, leeds), (leeds, york)] * 2
    won, *lost = race(
        *[
            lambda body=body, other=other: ties.tie(body=body, other=other, kind="neighbour", by=world.rana, at=NOW)
            for body, other in pairs
        ]
    )
    assert won == ""
    assert all("already tied" in sentence or "a moment ago" in sentence for sentence in lost)
    assert BodyTie.objects.count() == 1
