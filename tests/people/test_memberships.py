"""Roles are dated, given by those who may, and never to somebody on the other side."""

from datetime import timedelta

import pytest
from django.urls import reverse

from people.actions import memberships
from people.models import Membership, Programme
from people.refusal import Refusal
from people.roles import Role
from people.rules import roles_in
from tests.world import NOW, make_person

TODAY = NOW.date()


def give(world, person, role, by, programme=None, body=None, **dates):
    return memberships.give_membership(
        person=person,
        role=role,
        programme=programme,
        body=body,
        starts_on=dates.get("starts_on"),
        ends_on=dates.get("ends_on"),
        by=by,
        at=NOW,
    )


def test_a_coordinator_gives_roles_of_the_own_programme(signed_in, world):
    answer = signed_in(world.rana).post(
        reverse("people:give_role", args=[world.sam.ref]),
        {"role": "host_sponsor", "programme": world.programme.pk, "body": world.bodies["York"].pk},
    )
    assert answer.status_code == 302
    assert Membership.objects.get(person=world.sam).body == world.bodies["York"]


def test_a_coordinator_is_not_offered_what_is_not_theirs(signed_in, world):
    other = Programme.objects.create(region=world.region, name="adults")
    form = signed_in(world.rana).get(reverse("people:give_role", args=[world.sam.ref])).context["form"]
    assert "admin" not in dict(form.fields["role"].choices)
    assert list(form.fields["programme"].queryset) == [world.programme]
    with pytest.raises(Refusal, match="not yours to give"):
        give(world, world.sam, "coordinator", world.rana, other)
    with pytest.raises(Refusal, match="not yours to give"):
        give(world, world.sam, "admin", world.rana)


def test_an_administrator_appoints_coordinators_but_no_hosts(world):
    new = make_person("vera")
    give(world, new, "coordinator", world.ada, world.programme)
    assert Role.COORDINATOR in roles_in(new.user, world.programme)
    with pytest.raises(Refusal, match="not yours to give"):
        give(world, new, "host_sponsor", world.ada, world.programme, world.host)


@pytest.mark.parametrize("role", ["coordinator", "information_officer"])
def test_somebody_with_a_seat_runs_no_programme(world, role):
    with pytest.raises(Refusal, match="withdraw the seat first"):
        give(world, world.petra, role, world.rana, world.programme)


def test_somebody_with_a_seat_administers_nothing(world):
    with pytest.raises(Refusal, match="withdraw the seat first"):
        give(world, world.petra, "admin", world.ada)


def test_a_withdrawn_seat_is_no_seat(world):
    world.challenge.seats.filter(person=world.petra).update(status="withdrawn")
    assert give(world, world.petra, "information_officer", world.rana, world.programme).pk


def test_nobody_is_on_both_sides(world):
    with pytest.raises(Refusal, match="on both sides"):
        give(world, world.petra, "host_organiser", world.rana, world.programme, world.host)


def test_a_role_is_given_once_and_again_after_its_end(world):
    first = give(world, world.sam, "sponsor_group", world.rana, world.programme)
    with pytest.raises(Refusal, match="already has that role"):
        give(world, world.sam, "sponsor_group", world.rana, world.programme)
    memberships.end_membership(membership=Membership.objects.get(pk=first.pk), by=world.rana, at=NOW)
    again = give(world, world.sam, "sponsor_group", world.rana, world.programme)
    assert (again.pk, again.ends_on) == (first.pk, None)


def test_an_ended_role_holds_no_longer_at_once(signed_in, world):
    membership = Membership.objects.get(person=world.idris)
    signed_in(world.rana).post(reverse("people:end_role", args=[membership.ref]))
    membership.refresh_from_db()
    assert membership.ends_on == TODAY - timedelta(days=1)
    assert not Membership.objects.filter(person=world.idris).in_force().exists()


def test_a_role_given_today_and_ended_today_leaves_nothing(world):
    made = give(world, world.sam, "sponsor_group", world.rana, world.programme, starts_on=TODAY)
    memberships.end_membership(membership=made, by=world.rana, at=NOW)
    assert not Membership.objects.filter(person=world.sam).exists()


def test_ones_own_coordination_is_ended_by_another(signed_in, world):
    membership = Membership.objects.get(person=world.rana)
    with pytest.raises(Refusal, match="cannot end your own"):
        memberships.end_membership(membership=membership, by=world.rana, at=NOW)
    memberships.end_membership(membership=membership, by=world.ada, at=NOW)


def test_an_administrators_role_is_not_found_by_a_coordinator(signed_in, world):
    membership = Membership.objects.get(person=world.ada)
    assert signed_in(world.rana).get(reverse("people:end_role", args=[membership.ref])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": "host_sponsor"}, "programme"),
        ({"role": "host_sponsor", "programme": "own"}, "body"),
        ({"role": "coordinator", "programme": "own", "body": "host"}, "body"),
        ({}, "role"),
    ],
)
def test_what_a_role_needs_is_said_at_the_field(signed_in, world, typed, field):
    real = {"own": world.programme.pk, "host": world.host.pk}
    data = {name: real.get(value, value) for name, value in typed.items()}
    answer = signed_in(world.rana).post(reverse("people:give_role", args=[world.sam.ref]), data)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
