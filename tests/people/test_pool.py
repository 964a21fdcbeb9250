"""The pool: found, filtered, edited by two people at once, the same queries however long."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from people.models import Absence, Body, Interest, Person, Profile, Training
from tests.world import NOW, seat, train

TODAY = NOW.date()


def names(response):
    return [person.name for person in response.context["page"]]


def look(signed_in, world, **chosen):
    return names(signed_in(world.rana).get(reverse("people:pool"), chosen))


def test_the_pool_lists_those_who_may_be_asked(signed_in, world):
    Profile.objects.filter(person=world.sam).update(active=False)
    assert look(signed_in, world) == ["Amir", "Joan", "Mina", "Nia", "Olu", "Petra", "Tom"]
    assert look(signed_in, world, who="resting") == ["Sam"]
    assert len(look(signed_in, world, who="all")) == 14


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"q": "petra"}, ["Petra"]),
        ({"q": "LEEDS mina"}, ["Mina"]),
        ({"q": "nobody like this"}, []),
        ({"grade": "director"}, ["Tom"]),
        ({"grade": "no such grade", "q": "petra"}, ["Petra"]),
        ({"training": "none"}, ["Amir"]),
        ({"training": "soon"}, ["Joan"]),
    ],
)
def test_the_pool_is_filtered(signed_in, world, chosen, found):
    Training.objects.filter(person=world.amir).update(expires_on=TODAY - timedelta(days=1))
    Training.objects.filter(person=world.joan).update(expires_on=TODAY + timedelta(days=90))
    assert look(signed_in, world, **chosen) == found


def test_the_pool_is_filtered_by_home(signed_in, world):
    assert look(signed_in, world, home=world.bodies["Leeds"].ref) == ["Joan", "Mina"]


@pytest.mark.breaks_rules
def test_training_counts_to_its_last_day_and_from_the_day_it_was_done(world):
    Training.objects.filter(person=world.amir).update(completed_on=TODAY, expires_on=TODAY)
    found = Person.objects.filter(pk=world.amir.pk)
    days = (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
    assert [found.with_training(day).get().trained_until for day in days] == [None, TODAY, None]


def test_training_that_does_not_run_out_beats_one_that_does(world):
    Training.objects.create(person=world.amir, course="Older", completed_on=date(2020, 1, 1))
    assert Person.objects.with_training(TODAY).get(pk=world.amir.pk).trained_until == date(9999, 12, 31)


def test_the_load_counts_seats_held_in_teams_at_work(world):
    assert Person.objects.with_load().get(pk=world.petra.pk).load == 1
    world.seats["petra"].status = "withdrawn"
    world.seats["petra"].save()
    assert Person.objects.with_load().get(pk=world.petra.pk).load == 0


@pytest.mark.parametrize("rows", [1, 30])
def test_the_pool_takes_the_same_queries(signed_in, world, rows, django_assert_num_queries):
    for number in range(rows):
        person = Person.objects.create(name=f"P{number}", email=f"p{number}@example.org", home=world.bodies["York"])
        train(person)
    client = signed_in(world.rana)
    with django_assert_num_queries(6):
        assert len(names(client.get(reverse("people:pool"), {"grade": "service_manager"}))) >= rows


@pytest.mark.parametrize("rows", [1, 30])
def test_a_person_takes_the_same_queries(signed_in, world, rows, django_assert_num_queries):
    for number in range(rows):
        day = TODAY + timedelta(days=number)
        Absence.objects.create(person=world.petra, starts_on=day, ends_on=day)
        Interest.objects.create(person=world.petra, body=world.bodies["York"], kind="other")
        Training.objects.create(person=world.petra, course=f"Course {number}", completed_on=TODAY)
    client = signed_in(world.rana)
    with django_assert_num_queries(10):
        assert client.get(reverse("people:person", args=[world.petra.ref])).status_code == 200


def test_an_empty_pool_says_the_step_that_fills_it(signed_in, world):
    Profile.objects.all().delete()
    assert "Add the first" in signed_in(world.rana).get(reverse("people:pool")).text


PETRA = {
    "name": "Petra Reid",
    "email": "petra@example.org",
    "phone": "01274 000000",
    "in_pool": "on",
    "grade": "head_of_service",
    "services": "Early help, SEND, early help",
    "days_a_year": "6",
    "active": "on",
}


def test_a_person_and_profile_are_changed_together(signed_in, world):
    page = reverse("people:edit_person", args=[world.petra.ref])
    assert signed_in(world.rana).post(page, {**PETRA, "version": 1}).status_code == 302
    petra = Person.objects.select_related("profile").get(pk=world.petra.pk)
    assert (petra.name, petra.version, petra.changed_by, petra.changed_at) == ("Petra Reid", 2, world.rana, NOW)
    assert (petra.profile.grade, petra.profile.days_a_year) == ("head_of_service", 6)
    assert petra.profile.services == ["Early help", "SEND"]


def test_a_stale_edit_is_told_who_changed_what_and_keeps_the_text(signed_in, world):
    page = reverse("people:edit_person", args=[world.petra.ref])
    client = signed_in(world.rana)
    client.post(page, {**PETRA, "version": 1})
    late = client.post(page, {**PETRA, "phone": "01274 999999", "version": 1})
    assert late.status_code == 409
    sentence = late.context["form"].non_field_errors()[0]
    assert sentence == (
        "Rana changed this on 10 February at 12:00, while you were editing: Phone is now “01274 000000”. "
        "What you typed is kept below. Save again to replace what is there now."
    )
    assert late.context["form"]["phone"].value() == "01274 999999"
    assert late.context["form"]["version"].value() == 2
    assert Person.objects.get(pk=world.petra.pk).phone == "01274 000000"
    assert client.post(page, {**PETRA, "phone": "01274 999999", "version": 2}).status_code == 302


def test_a_lost_version_is_stale(signed_in, world):
    page = reverse("people:edit_person", args=[world.petra.ref])
    assert signed_in(world.rana).post(page, PETRA).status_code == 409


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"email": "TOM@example.org"}, "email", "Tom already has this e-mail address"),
        ({"email": "nonsense"}, "email", "Enter an e-mail address, such as name@example.org"),
        ({"name": ""}, "name", "Enter their name"),
        ({"grade": ""}, "grade", "Choose a grade for somebody in the pool"),
        ({"travel_km": "0"}, "travel_km", "Ensure this value is greater than or equal to 1."),
        ({"days_a_year": ""}, "days_a_year", "Enter the most days a year, 0 if none"),
    ],
)
def test_wrong_input_is_said_at_its_field_and_kept(signed_in, world, wrong, field, sentence):
    page = reverse("people:edit_person", args=[world.petra.ref])
    answer = signed_in(world.rana).post(page, {**PETRA, **wrong, "version": 1})
    assert answer.status_code == 422
    assert answer.context["form"].errors[field] == [sentence]
    assert answer.context["form"]["phone"].value() == "01274 000000"


def test_leaving_the_pool_rests_the_profile_and_keeps_it(signed_in, world):
    page = reverse("people:edit_person", args=[world.petra.ref])
    signed_in(world.rana).post(page, {**PETRA, "in_pool": "", "version": 1})
    profile = Profile.objects.get(person=world.petra)
    assert (profile.active, profile.grade) == (False, "service_manager")


def test_training_is_recorded_once(signed_in, world):
    page = reverse("people:add_training", args=[world.sam.ref])
    course = {"course": "Refresher", "completed_on_day": "1", "completed_on_month": "2", "completed_on_year": "2027"}
    client = signed_in(world.rana)
    assert [client.post(page, course).status_code for _ in range(2)] == [302, 409]
    assert Training.objects.filter(course="Refresher").count() == 1


def test_training_cannot_be_recorded_before_it_is_done(signed_in, world):
    page = reverse("people:add_training", args=[world.sam.ref])
    course = {"course": "Refresher", "completed_on_day": "11", "completed_on_month": "2", "completed_on_year": "2027"}
    answer = signed_in(world.rana).post(page, course)
    assert "the day is in the future" in str(answer.context["form"].errors["completed_on"])


def test_somebody_new_gets_no_login(signed_in, world):
    signed_in(world.rana).post(reverse("people:add_person"), {**PETRA, "email": "new@example.org"})
    new = Person.objects.get(email="new@example.org")
    assert not hasattr(new, "user")
    assert new.profile.grade == "head_of_service"


def test_a_seat_elsewhere_counts_for_the_load_of_a_stranger(world):
    seat(world.challenge, world.sam, "reviewer", status="invited", declared=None)
    assert Person.objects.with_load().get(pk=world.sam.pk).load == 1


def test_a_home_that_has_ended_stays_chosen(signed_in, world):
    Body.objects.filter(name="Bradford").update(valid_to=TODAY - timedelta(days=1))
    page = signed_in(world.rana).get(reverse("people:edit_person", args=[world.petra.ref]))
    assert world.bodies["Bradford"] in page.context["form"].fields["home"].queryset
