"""Who may, about a challenge: decided by seats and memberships, told apart from strangers."""

import pytest

from cycles.models import Challenge, State
from cycles.models.state import CODES
from cycles.rules import standing
from people import roles
from people.models import User
from tests.world import ROLE_OF_CAST


@pytest.mark.parametrize(("key", "code"), ROLE_OF_CAST.items())
def test_the_cast_holds_its_roles(world, key, code):
    user = User.objects.get(person=getattr(world, key))
    assert standing(user, world.challenge).roles == {roles.Role(code)}


@pytest.mark.parametrize("key", ROLE_OF_CAST)
def test_visible_to_agrees_with_having_a_part(world, key):
    user = User.objects.get(person=getattr(world, key))
    visible = Challenge.objects.visible_to(user).filter(pk=world.challenge.pk).exists()
    assert visible == (key != "sam")


@pytest.mark.parametrize("status", ["invited", "declined", "withdrawn", "conflicted"])
def test_only_an_accepted_seat_gives_a_part(world, status):
    world.challenge.seats.filter(person=world.petra).update(status=status)
    user = User.objects.get(person=world.petra)
    assert standing(user, world.challenge).roles == {roles.Role.STRANGER}
    assert not Challenge.objects.visible_to(user).exists()


def test_case_data_off_refuses_case_audits(world):
    joan, petra = (User.objects.get(person=person) for person in (world.joan, world.petra))
    decided = [
        roles.decide("reviews.case_audit", place.roles, state=CODES[State.PREPARING], case_data=place.case_data)
        for place in (standing(joan, world.challenge), standing(petra, world.challenge))
    ]
    assert decided == [None, "full"]
