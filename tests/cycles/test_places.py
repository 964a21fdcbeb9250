"""The places a shape promises: set out one by one, or as its kind and size have it; the size follows."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cycles.actions import places as actions
from cycles.actions import programme
from cycles.invariants import shapes_are_as_large_as_their_places
from cycles.models import Shape, ShapePlace
from people.refusal import Refusal
from tests.world import NOW

TODAY = NOW.date()


def url(shape, name, *args):
    return reverse(f"cycles:{name}", args=[shape.programme.ref, shape.ref, *args])


def written(shape):
    return [(place.number, place.role, place.peer, place.grades) for place in shape.promised()]


def add(world, role="reviewer", peer="officer", grades=(), number=99):
    place = ShapePlace(shape=world.shape, role=role, peer=peer, grades=list(grades))
    return actions.save_place(place=place, number=number, by=world.rana, at=NOW)


def remove(world, number):
    place = world.shape.places.get(number=number)
    actions.remove_place(place=place, by=world.rana, at=NOW)


def test_a_shape_that_sets_no_places_out_has_those_its_kind_and_size_have(world):
    shape = Shape(programme=world.programme, name="Small", team_size=3)
    shape.save()
    lead = (1, "lead", "officer", ["director"])
    assert written(shape) == [lead, (2, "reviewer", "officer", []), (3, "reviewer", "officer", [])]
    shape.kind = Shape.Kind.TRIAD
    observer = (2, "observer", "officer", ["director"])
    assert written(shape) == [lead, observer, (3, "reviewer", "officer", []), (4, "reviewer", "officer", [])]
    assert not ShapePlace.objects.exists()


def test_a_place_that_names_no_grade_is_for_the_peers_own(world):
    wanted = {peer: ShapePlace(peer=peer).wanted for peer in ("member", "lived_experience", "partner", "officer")}
    assert [wanted["member"], wanted["lived_experience"], wanted["partner"]] == [
        ["councillor"],
        ["lived_experience"],
        ["partner"],
    ]
    assert not {"councillor", "lived_experience", "partner"} & set(wanted["officer"])
    assert ShapePlace(peer="officer", grades=["director"]).wanted == ["director"]


def test_a_mixed_team_of_seven_is_set_out_on_its_pages(world, signed_in, django_assert_num_queries):
    client, shape = signed_in(world.rana), world.shape
    assert "Nobody has set these places out" in client.get(url(shape, "places")).text
    for peer in ("partner", "partner"):
        sent = {"role": "reviewer", "peer": peer, "place": 4}
        assert client.post(url(shape, "add_place"), sent).status_code == 302
    remove(world, 8)
    manager = shape.places.get(number=2)
    sent = {"role": "manager", "peer": "officer", "grades": ["head_of_service"], "place": 3}
    assert client.post(url(shape, "edit_place", manager.ref), sent).status_code == 302
    assert written(shape) == [
        (1, "lead", "officer", ["director"]),
        (2, "reviewer", "officer", []),
        (3, "manager", "officer", ["head_of_service"]),
        (4, "reviewer", "partner", []),
        (5, "reviewer", "partner", []),
        (6, "reviewer", "officer", []),
        (7, "reviewer", "officer", []),
    ]
    shape.refresh_from_db()
    assert shape.team_size == 7
    address = url(shape, "places")
    with django_assert_num_queries(6):
        page = client.get(address)
    assert "A team of 7" in page.text
    assert "Partner agency" in page.text


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"peer": "partner", "grades": ["director"]}, "grades", "Choose grades for officers alone"),
        ({"role": "lead"}, "__all__", "A team has one lead challenger"),
        ({"role": "shadow"}, "role", "Choose one of these roles"),
        ({"place": 0}, "place", "greater than or equal to 1"),
    ],
)
def test_a_place_that_makes_no_sense_is_refused(world, signed_in, wrong, field, said):
    add(world)
    sent = {"role": "reviewer", "peer": "officer", "place": 3, **wrong}
    response = signed_in(world.rana).post(url(world.shape, "add_place"), sent)
    assert response.status_code == 422
    assert said in str(response.context["form"].errors[field])
    assert world.shape.places.count() == 7


def test_the_lead_stays_and_nobody_is_promised_twice_over(world):
    add(world, role="observer", grades=["director"])
    assert Shape.objects.get(pk=world.shape.pk).team_size == 6
    with pytest.raises(Refusal, match="needs a lead challenger"):
        remove(world, 1)
    first = world.shape.places.get(number=1)
    first.role = "reviewer"
    with pytest.raises(Refusal, match="needs a lead challenger"):
        actions.save_place(place=first, number=1, by=world.rana, at=NOW)
    ShapePlace.objects.bulk_create(
        ShapePlace(shape=world.shape, number=number, role="reviewer") for number in range(8, 32)
    )
    with pytest.raises(Refusal, match="at most 30 people"):
        add(world)
    assert world.shape.places.count() == 31
    actions.remove_place(place=world.shape.places.get(number=31), by=world.rana, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ShapePlace.objects.create(shape=world.shape, number=40, role="lead")
    with pytest.raises(IntegrityError), transaction.atomic():
        ShapePlace.objects.create(shape=world.shape, number=40, role="shadow")


def test_the_size_of_a_shape_with_places_is_theirs_until_they_are_let_go(world, signed_in):
    add(world, peer="partner")
    world.shape.refresh_from_db()
    sent = {"name": "Team visit", "kind": "team_visit", "days": 3, "team_size": 5, "min_lines": 2, "max_lines": 4}
    client = signed_in(world.rana)
    response = client.post(reverse("cycles:edit_shape", args=[world.programme.ref, world.shape.ref]), sent)
    assert response.status_code == 409
    assert "make a team of 7" in response.context["form"].errors["team_size"][0]
    place = world.shape.places.get(number=7)
    assert client.post(url(world.shape, "remove_place", place.ref)).status_code == 302
    assert client.get(url(world.shape, "remove_place", place.ref)).status_code == 404
    with pytest.raises(Refusal, match="removed this place already"):
        actions.remove_place(place=place, by=world.rana, at=NOW)
    assert client.post(url(world.shape, "reset_places")).status_code == 302
    world.shape.refresh_from_db()
    assert (world.shape.team_size, world.shape.places.count()) == (6, 0)
    with pytest.raises(Refusal, match="already decides"):
        actions.reset_places(shape=world.shape, by=world.rana, at=NOW)
    world.shape.team_size = 5
    programme.save_shape(shape=world.shape, by=world.rana, at=NOW)


@pytest.mark.breaks_rules
def test_a_size_that_its_places_do_not_make_is_a_breach(world):
    assert list(shapes_are_as_large_as_their_places(TODAY)) == []
    ShapePlace.objects.create(shape=world.shape, number=1, role="reviewer")
    assert [sentence.partition(": ")[2] for sentence in shapes_are_as_large_as_their_places(TODAY)] == [
        "a team of 6, but its places make 1.",
        "no place is the lead challenger's.",
    ]
