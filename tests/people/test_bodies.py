"""Bodies with dates and successors, of the regions one coordinates."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from people.actions import ties
from people.models import Body, BodyTie, Programme, Region
from people.refusal import Refusal
from tests.world import NOW, make_region


def parts(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.mark.parametrize("rows", [1, 30])
def test_the_bodies_take_the_same_queries(signed_in, world, rows, django_assert_num_queries):
    Body.objects.bulk_create(Body(region=world.region, name=f"Body {number}") for number in range(rows))
    client = signed_in(world.rana)
    with django_assert_num_queries(5):
        assert client.get(reverse("people:bodies")).status_code == 200


def test_bodies_of_another_region_are_not_found(signed_in, world):
    _, _, bodies = make_region("North East")
    page = reverse("people:body", args=[bodies["York"].ref])
    assert signed_in(world.rana).get(page).status_code == 404


def test_a_body_that_ends_names_its_successor(signed_in, world):
    client = signed_in(world.rana)
    client.post(reverse("people:add_body"), {"region": world.region.pk, "name": "York and Selby", "kind": "authority"})
    successor = Body.objects.get(name="York and Selby")
    york = world.bodies["York"]
    page = reverse("people:edit_body", args=[york.ref])
    typed = {"name": "York", "kind": "authority", "version": 1, "successor": successor.pk}
    assert client.post(page, typed).context["form"].errors["valid_to"] == [
        "Enter the last day of a body that has a successor"
    ]
    assert client.post(page, {**typed, **parts("valid_to", date(2027, 3, 31))}).status_code == 302
    york.refresh_from_db()
    assert (york.successor, york.valid_to, york.changed_by) == (successor, date(2027, 3, 31), world.rana)
    assert "Follows" in client.get(reverse("people:body", args=[successor.ref])).text


def test_a_body_cannot_follow_itself_by_way_of_others(signed_in, world):
    york, leeds = world.bodies["York"], world.bodies["Leeds"]
    Body.objects.filter(pk=leeds.pk).update(successor=york, valid_to=date(2027, 1, 1))
    answer = signed_in(world.rana).post(
        reverse("people:edit_body", args=[york.ref]),
        {
            "name": "York",
            "kind": "authority",
            "version": 1,
            "successor": leeds.pk,
            **parts("valid_to", date(2027, 3, 31)),
        },
    )
    assert answer.status_code == 409
    assert "cannot follow itself" in str(answer.context["form"].errors["successor"])


def test_a_place_on_the_map_needs_both_its_numbers(signed_in, world):
    client, leeds = signed_in(world.rana), world.bodies["Leeds"]
    page = reverse("people:edit_body", args=[leeds.ref])
    typed = {"name": "Leeds", "kind": "authority", "structure": "metropolitan", "easting_km": "430", "version": 1}
    errors = client.post(page, typed).context["form"].errors
    assert errors["northing_km"] == ["Enter both, the easting and the northing, or neither"]
    assert client.post(page, typed | {"northing_km": "4340"}).status_code == 422
    assert client.post(page, typed | {"northing_km": "434"}).status_code == 302
    leeds.refresh_from_db()
    assert (leeds.get_structure_display(), leeds.place) == ("Metropolitan borough", "430 km east, 434 km north")
    assert "430 km east" in client.get(reverse("people:body", args=[leeds.ref])).text
    assert client.get(page).context["form"]["northing_km"].value() == "434"
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(pk=leeds.pk).update(northing_km=None)


def test_a_tie_has_no_direction_and_stands_on_both_pages(signed_in, world, django_assert_num_queries):
    client, york, leeds = signed_in(world.rana), world.bodies["York"], world.bodies["Leeds"]
    add = reverse("people:add_tie", args=[york.ref])
    assert "Choose what ties them" in client.post(add, {"other": leeds.pk}).text
    assert client.post(add, {"other": leeds.pk, "kind": "neighbour"}).status_code == 302
    tie = BodyTie.objects.get()
    assert (tie.one_id < tie.other_id, {tie.one, tie.other}) == (True, {york, leeds})
    again = client.post(reverse("people:add_tie", args=[leeds.ref]), {"other": york.pk, "kind": "neighbour"})
    assert again.context["form"].errors["__all__"] == ["These two bodies are already tied like that."]
    assert client.post(add, {"other": leeds.pk, "kind": "shared_service"}).status_code == 302
    for body, other in ((york, "Leeds"), (leeds, "York")):
        with django_assert_num_queries(9):
            page = client.get(reverse("people:body", args=[body.ref]))
        shown = [(tie.kind, end.name) for tie, end in page.context["ties"]]
        assert shown == [("neighbour", other), ("shared_service", other)]
    assert client.get(reverse("people:remove_tie", args=[world.host.ref, tie.ref])).status_code == 404
    assert client.post(reverse("people:remove_tie", args=[leeds.ref, tie.ref])).status_code == 302
    assert list(BodyTie.objects.values_list("kind", flat=True)) == ["shared_service"]


def test_nothing_is_tied_to_itself_whatever_way_it_comes(world):
    york, leeds = sorted((world.bodies["York"], world.bodies["Leeds"]), key=lambda body: body.pk)
    with pytest.raises(Refusal, match="cannot be tied to itself"):
        ties.tie(body=york, other=york, kind="neighbour", by=world.rana, at=NOW)
    for one, other in ((york, york), (leeds, york)):
        with pytest.raises(IntegrityError), transaction.atomic():
            BodyTie.objects.create(one=one, other=other, kind="neighbour")


def test_a_second_body_of_the_name_is_refused_at_the_form(signed_in, world):
    answer = signed_in(world.rana).post(
        reverse("people:add_body"), {"region": world.region.pk, "name": "York", "kind": "authority"}
    )
    assert answer.status_code == 409
    assert "already has a body of that name" in str(answer.context["form"].errors)


def test_a_stale_edit_of_a_body_is_told(signed_in, world):
    page = reverse("people:edit_body", args=[world.bodies["York"].ref])
    client = signed_in(world.rana)
    client.post(page, {"name": "City of York", "kind": "authority", "version": 1})
    late = client.post(page, {"name": "York (city)", "kind": "authority", "version": 1})
    assert "Rana changed this" in late.context["form"].non_field_errors()[0]
    assert "Name is now “City of York”" in late.context["form"].non_field_errors()[0]


def test_an_administrator_sets_a_region_up(signed_in, world):
    client = signed_in(world.ada)
    client.post(reverse("people:add_region"), {"name": "North East"})
    region = Region.objects.get(name="North East")
    client.post(reverse("people:add_programme", args=[region.ref]), {"name": "adults", "service": "adults"})
    client.post(reverse("people:rename_region", args=[region.ref]), {"name": "The North East"})
    assert str(Programme.objects.get(region=region)) == "The North East, adults"
    page = client.get(reverse("people:regions"))
    assert "The North East" in page.text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_regions_take_the_same_queries(signed_in, world, rows, django_assert_num_queries):
    for number in range(rows):
        Programme.objects.create(region=Region.objects.create(name=f"R{number}"), name="children's services")
    client = signed_in(world.ada)
    with django_assert_num_queries(7):
        assert client.get(reverse("people:regions")).status_code == 200
