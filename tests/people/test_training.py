"""What is recorded of somebody's training can be put right, by whoever may record it."""

from datetime import date

import pytest
from django.urls import reverse

from people.actions import training as actions
from people.models import Training
from people.refusal import Refusal
from tests import world as worlds
from tests.world import NOW


def parts(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def course_of(person):
    return Training.objects.get(person=person)


def typed(known, **changes):
    """Return a course as its form posts it, with changes."""
    kept = {"course": known.course, "provider": known.provider, "version": known.version}
    return kept | parts("completed_on", known.completed_on) | parts("expires_on", known.expires_on) | changes


def test_a_course_is_corrected_and_says_by_whom_and_when(signed_in, world):
    course = course_of(world.petra)
    page = reverse("people:correct_training", args=[world.petra.ref, course.ref])
    client = signed_in(world.rana)
    assert client.get(page).context["form"]["course"].value() == "Peer challenge"
    change = typed(course, course="Peer review", **parts("expires_on", date(2028, 3, 1)))
    assert client.post(page, change).status_code == 302
    course.refresh_from_db()
    assert (course.course, course.expires_on, course.version) == ("Peer review", date(2028, 3, 1), 2)
    assert (course.changed_by, course.changed_at) == (world.rana, NOW)
    for reader, name, args in ((world.rana, "person", [world.petra.ref]), (world.petra, "profile", [])):
        shown = signed_in(reader).get(reverse(f"people:{name}", args=args)).text
        assert "Last changed by Rana on 10 February 2027, 12:00" in shown


def test_the_second_of_two_who_correct_is_told_and_keeps_the_text(signed_in, world):
    course = course_of(world.petra)
    actions.correct_training(
        training=course,
        facts={"course": "Peer review", "completed_on": course.completed_on},
        version=1,
        by=world.rana,
        at=NOW,
    )
    page = reverse("people:correct_own_training", args=[course.ref])
    answer = signed_in(world.petra).post(page, typed(course, course="Challenge"))
    assert answer.status_code == 409
    assert "Rana changed this" in answer.context["form"].non_field_errors()[0]
    assert "Course is now “Peer review”" in answer.context["form"].non_field_errors()[0]
    assert answer.context["form"]["course"].value() == "Challenge"


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        (parts("completed_on", date(2027, 2, 11)), "completed_on", "the day is in the future"),
        (parts("expires_on", date(2026, 1, 1)), "expires_on", "cannot run out before it was completed"),
        ({"course": ""}, "course", "Enter the course"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(signed_in, world, change, field, sentence):
    course = course_of(world.petra)
    page = reverse("people:correct_own_training", args=[course.ref])
    answer = signed_in(world.petra).post(page, typed(course, **change))
    assert sentence in answer.context["form"].errors[field][0]


def test_a_course_recorded_by_mistake_is_removed_once(signed_in, world):
    course = course_of(world.sam)
    page = reverse("people:remove_own_training", args=[course.ref])
    client = signed_in(world.sam)
    assert "as if it had never been recorded" in client.get(page).text
    assert client.post(page).status_code == 302
    assert not Training.objects.filter(person=world.sam).exists()
    with pytest.raises(Refusal, match="removed this course already"):
        actions.remove_training(training=course, by=world.sam, at=NOW)


def test_a_seat_keeps_the_training_it_needs(signed_in, world):
    course = course_of(world.petra)
    client = signed_in(world.rana)
    page = reverse("people:remove_training", args=[world.petra.ref, course.ref])
    answer = client.post(page, follow=True)
    assert "Petra has a place in the team that visits Calderdale on 9 February 2027" in answer.text
    late = typed(course, **parts("completed_on", NOW.date()))
    refused = client.post(reverse("people:correct_training", args=[world.petra.ref, course.ref]), late)
    assert "would have no training that counts then" in refused.context["form"].non_field_errors()[0]
    assert course_of(world.petra).version == 1


def test_other_training_or_a_finished_challenge_frees_it(world_at):
    world = world_at("published")
    actions.remove_training(training=course_of(world.petra), by=world.rana, at=NOW)
    assert not Training.objects.filter(person=world.petra).exists()


def test_a_seat_rests_on_any_course_that_counts(world):
    course = course_of(world.petra)
    worlds.Training.objects.create(person=world.petra, course="Refresher", completed_on=date(2027, 1, 5))
    actions.remove_training(training=course, by=world.petra, at=NOW)
    assert course_of(world.petra).course == "Refresher"


def test_anothers_course_is_not_found_and_another_persons_address_neither(signed_in, world):
    course = course_of(world.petra)
    for name in ("correct_own_training", "remove_own_training"):
        page = reverse(f"people:{name}", args=[course.ref])
        assert signed_in(world.amir).post(page).status_code == 404
    for name in ("correct_training", "remove_training"):
        page = reverse(f"people:{name}", args=[world.amir.ref, course.ref])
        assert signed_in(world.rana).get(page).status_code == 404
