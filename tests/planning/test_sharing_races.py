"""Two at once: the same person offered twice, and an offer withdrawn while its person is pencilled in."""

import pytest
from django.db import connection

from cycles.actions import team
from cycles.models import Seat
from planning.actions import sharing
from planning.models import PlaceOffer
from tests import world as worlds
from tests.planning import neighbours
from tests.planning.test_wish_races import race
from tests.soak import on_two_connections
from tests.world import NOW

pytestmark = on_two_connections


def test_of_two_offers_one_stands_and_nobody_is_both_taken_back_and_pencilled_in(clock):
    if connection.vendor != "postgresql":
        pytest.skip("races need two connections to PostgreSQL")
    world, beside = worlds.build(), neighbours.build()
    asked = neighbours.ask(world.cycle, world.rana)

    def offer():
        neighbours.offer(asked, beside.manager, beside.nell)

    won, lost = race(offer, offer)
    assert won == ""
    assert "already offered" in lost
    made = PlaceOffer.objects.get()

    def withdraw():
        sharing.withdraw_offer(offer=made, at=NOW)

    assert race(withdraw, withdraw) == ["", "This offer was withdrawn already. Nothing was changed."]
    made = neighbours.offer(asked, beside.manager, beside.nell)

    def pencil_in():
        team.pencil_in(
            challenge=world.challenge,
            person=beside.manager,
            role="reviewer",
            peer="officer",
            case_data=True,
            by=world.rana,
            at=NOW,
        )

    said = race(withdraw, pencil_in)
    made.refresh_from_db()
    assert Seat.objects.filter(person=beside.manager).count() == 1
    assert (made.withdrawn_at is None) == any("holds a place" in one for one in said)
