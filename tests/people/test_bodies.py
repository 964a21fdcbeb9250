"""Bodies with dates and successors, of the regions one coordinates."""

from datetime import date

import pytest
from django.urls import reverse

from people.models import Body, Programme, Region
from tests.world import make_region


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
