"""Two at once: the first wishes of a host, and the places of a shape."""

from cycles.actions.places import save_place
from cycles.models import CycleMember, Shape, ShapePlace
from planning.actions.wishes import give_wishes
from planning.models import Wish
from tests import world as worlds
from tests.racing import needs_two_connections, race
from tests.soak import on_two_connections
from tests.world import NOW

pytestmark = on_two_connections
FACTS = {"preferred": [], "acceptable": [], "required": [], "desired": [], "shape": None, "party": "", "note": ""}


def test_the_second_of_two_first_wishes_is_told_and_no_place_of_a_shape_is_lost(clock):
    needs_two_connections()
    world = worlds.build()
    member = CycleMember.objects.get(cycle=world.cycle, body=world.host)

    def give(by, note):
        return lambda: give_wishes(member=member, facts={**FACTS, "note": note}, version=0, by=by, at=NOW)

    won, lost = race(give(world.ben, "Not in July"), give(world.carys, "Not in May"))
    assert won == ""
    assert "changed this" in lost
    assert Wish.objects.get().note in lost

    def add(peer):
        place = ShapePlace(shape=Shape.objects.get(pk=world.shape.pk), role="reviewer", peer=peer)
        return lambda: save_place(place=place, number=9, by=world.rana, at=NOW)

    assert race(add("partner"), add("member"), add("lived_experience")) == ["", "", ""]
    places = world.shape.places.order_by("number")
    assert [place.number for place in places] == list(range(1, 10))
    assert Shape.objects.get(pk=world.shape.pk).team_size == 9
