"""One's own page: everybody has one, nobody has another's."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from people.models import Absence, Body, Interest, Person, Training
from tests.world import NOW, ROLE_OF_CAST

TODAY = NOW.date()


def parts(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.mark.parametrize("key", ROLE_OF_CAST)
def test_everybody_has_a_profile_page(signed_in, world, key):
    person = getattr(world, key)
    page = signed_in(person).get(reverse("people:profile"))
    assert page.status_code == 200
    assert person.email in page.text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_profile_takes_the_same_queries(signed_in, world, rows, django_assert_num_queries):
    for number in range(rows):
        day = TODAY + timedelta(days=number)
        Absence.objects.create(person=world.petra, starts_on=day, ends_on=day)
        Interest.objects.create(person=world.petra, body=world.bodies["York"], kind="other")
    client = signed_in(world.petra)
    with django_assert_num_queries(9):
        assert client.get(reverse("people:profile")).status_code == 200


def test_the_name_stands_in_the_header(signed_in, world):
    header = signed_in(world.petra).get(reverse("people:profile")).text.partition("</header>")[0]
    assert ">Petra" in header


def test_own_details_are_changed_but_not_the_address(signed_in, world):
    typed = {"name": "Petra", "phone": "01274 1", "email": "evil@example.org", "grade": "director", "travel_km": "60"}
    answer = signed_in(world.petra).post(
        reverse("people:edit_profile"), {**typed, "skills": "data", "days_a_year": "4", "version": "1"}
    )
    assert answer.status_code == 302
    petra = Person.objects.select_related("profile").get(pk=world.petra.pk)
    assert (petra.phone, petra.email, petra.profile.grade) == ("01274 1", "petra@example.org", "service_manager")
    assert (petra.profile.skills, petra.profile.days_a_year, petra.profile.travel_km) == (["data"], 4, 60)


def test_somebody_outside_the_pool_changes_contact_details_alone(signed_in, world):
    page = reverse("people:edit_profile")
    client = signed_in(world.carys)
    assert set(client.get(page).context["form"].fields) == {"name", "phone", "job_title", "home", "version"}
    assert client.post(page, {"name": "Carys Lee", "version": "1"}).status_code == 302
    assert not hasattr(Person.objects.get(pk=world.carys.pk), "profile")


def test_own_edit_is_stale_after_the_coordinators(signed_in, world):
    Person.objects.filter(pk=world.petra.pk).update(version=2, changed_by=world.rana, changed_at=NOW, phone="1")
    answer = signed_in(world.petra).post(
        reverse("people:edit_profile"), {"name": "Petra", "phone": "2", "days_a_year": "8", "version": "1"}
    )
    assert answer.status_code == 409
    assert "Rana changed this" in answer.context["form"].non_field_errors()[0]
    assert answer.context["form"]["phone"].value() == "2"


def test_own_training_is_recorded(signed_in, world):
    answer = signed_in(world.carys).post(
        reverse("people:add_own_training"), {"course": "Chairing", **parts("completed_on", TODAY)}
    )
    assert answer.status_code == 302
    assert Training.objects.get(person=world.carys).course == "Chairing"


def test_absences_are_added_and_removed(signed_in, world):
    client = signed_in(world.petra)
    days = {**parts("starts_on", TODAY), **parts("ends_on", TODAY + timedelta(days=3)), "reason": "Leave"}
    assert client.post(reverse("people:add_absence"), days).status_code == 302
    absence = Absence.objects.get()
    assert (absence.person, absence.ends_on) == (world.petra, TODAY + timedelta(days=3))
    again = client.post(reverse("people:add_absence"), days)
    assert "overlap with 10/02/2027 to 13/02/2027" in str(again.context["form"].errors["starts_on"])
    client.post(reverse("people:remove_absence", args=[absence.ref]))
    assert not Absence.objects.exists()


def test_an_absence_cannot_end_before_it_starts(signed_in, world):
    days = {**parts("starts_on", TODAY), **parts("ends_on", TODAY - timedelta(days=3))}
    answer = signed_in(world.petra).post(reverse("people:add_absence"), days)
    assert answer.context["form"].errors["ends_on"] == ["The last day cannot be before the first"]


def test_interests_are_declared_and_ended(signed_in, world):
    client = signed_in(world.petra)
    client.post(
        reverse("people:add_interest"), {"body": world.bodies["York"].pk, "kind": "contact", "note": "Sister-in-law"}
    )
    interest = Interest.objects.get()
    assert (interest.person, interest.body, interest.ends_on) == (world.petra, world.bodies["York"], None)
    client.post(reverse("people:end_interest", args=[interest.ref]))
    interest.refresh_from_db()
    assert interest.ends_on == date(2027, 2, 9)


def test_an_interest_is_corrected_and_says_when(signed_in, world):
    client = signed_in(world.petra)
    interest = Interest.objects.create(person=world.petra, body=world.bodies["York"], kind="contact")
    page = reverse("people:correct_interest", args=[interest.ref])
    assert client.get(page).context["form"]["kind"].value() == "contact"
    typed = {"body": world.bodies["Leeds"].pk, "kind": "employer", "note": "Until spring", "version": "1"}
    assert client.post(page, typed).status_code == 302
    interest.refresh_from_db()
    assert (interest.body, interest.kind, interest.note) == (world.bodies["Leeds"], "employer", "Until spring")
    assert (interest.changed_by, interest.changed_at) == (world.petra, NOW)
    assert "Last changed by Petra on 10 February 2027, 12:00" in client.get(reverse("people:profile")).text
    stale = client.post(page, typed | {"kind": "other"})
    assert stale.status_code == 409
    assert "Tie is now “employer”" in stale.context["form"].non_field_errors()[0]
    assert stale.context["form"]["kind"].value() == "other"


def test_an_absence_is_moved_but_not_onto_another(signed_in, world):
    client = signed_in(world.petra)
    days = [TODAY, TODAY + timedelta(days=9)]
    first, second = [Absence.objects.create(person=world.petra, starts_on=day, ends_on=day) for day in days]
    page = reverse("people:correct_absence", args=[first.ref])
    longer = {**parts("starts_on", TODAY), **parts("ends_on", TODAY + timedelta(days=2)), "version": "1"}
    assert client.post(page, longer).status_code == 302
    first.refresh_from_db()
    assert (first.ends_on, first.changed_by) == (TODAY + timedelta(days=2), world.petra)
    over = {**parts("starts_on", TODAY), **parts("ends_on", second.ends_on), "version": "2"}
    answer = client.post(page, over)
    assert "These days overlap with 19/02/2027" in answer.context["form"].errors["starts_on"][0]


@pytest.mark.parametrize("name", ["end_interest", "remove_absence", "correct_interest", "correct_absence"])
def test_anothers_is_not_found(signed_in, world, name):
    made = {
        "interest": Interest.objects.create(person=world.petra, body=world.host, kind="other"),
        "absence": Absence.objects.create(person=world.petra, starts_on=TODAY, ends_on=TODAY),
    }[name.partition("_")[2]]
    page = reverse(f"people:{name}", args=[made.ref])
    assert [signed_in(world.amir).post(page).status_code, signed_in(world.rana).get(page).status_code] == [404, 404]


def test_nobody_moves_to_the_host_of_a_team_they_sit_in(signed_in, world):
    typed = {"name": "Petra", "days_a_year": "8", "version": "1"}
    client = signed_in(world.petra)
    Body.objects.filter(pk=world.bodies["Rotherham"].pk).update(accountable=world.host)
    for home in (world.host, world.bodies["Rotherham"]):
        answer = client.post(reverse("people:edit_profile"), typed | {"home": home.pk})
        assert answer.status_code == 409
        assert "nobody reviews their own authority" in answer.context["form"].errors["home"][0]
    assert Person.objects.get(pk=world.petra.pk).home == world.bodies["Bradford"]
    assert client.post(reverse("people:edit_profile"), typed | {"home": world.bodies["Leeds"].pk}).status_code == 302
