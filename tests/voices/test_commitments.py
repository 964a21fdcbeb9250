"""You said, we did: what is promised to staff, and the plan before a health check."""

import pytest
from django.test import Client
from django.urls import reverse

from cycles import duties
from cycles.gathering import lacking
from cycles.models import Shape, State
from notices.models import Duty
from people.refusal import Refusal
from reviews.guard import Stale
from tests.world import NOW
from voices.actions import commitments, method
from voices.models import CommitmentsPage, MethodPlan

DUE = {"due_day": "1", "due_month": "9", "due_year": "2027"}
SAID = {"said": "There is no time to think.", "will_do": "Two hours a week without meetings", **DUE}
METHOD = {
    "sponsor": "Principal social worker",
    "question": "Is work here safe?",
    "method": "Survey and groups",
    "who": "Everybody",
    "why": "Half had never heard of the last one",
    "ethics": "Nobody is named",
    "fed_back_on_day": "1",
    "fed_back_on_month": "6",
    "fed_back_on_year": "2027",
    "fed_back_how": "Team meetings",
}


def test_staff_read_what_was_promised_and_what_came_of_it(world, signed_in, django_assert_num_queries):
    client, ref = signed_in(world.carys), world.challenge.ref
    assert client.post(reverse("voices:make_commitment", args=[ref]), SAID).status_code == 302
    again = client.post(reverse("voices:make_commitment", args=[ref]), SAID, follow=True)
    assert "The commitment is made." in again.content.decode()
    made = world.challenge.commitments.get()
    staff = Client()
    with django_assert_num_queries(3):
        page = staff.get(reverse("voices:read_commitments", args=[CommitmentsPage.objects.get().link]))
    assert "Two hours a week" in page.content.decode()
    assert not staff.cookies

    url = reverse("voices:edit_commitment", args=[ref, made.ref])
    silent = client.post(url, {**SAID, "status": "not_done", "version": 0})
    assert silent.status_code == 422
    assert "Say what was done, or why it was not" in silent.content.decode()
    why = "The rota did not allow it before May."
    assert client.post(url, {**SAID, "status": "not_done", "why": why, "version": 0}).status_code == 302
    assert client.post(url, {**SAID, "status": "done", "why": "x", "version": 0}).status_code == 409
    told = staff.get(reverse("voices:read_commitments", args=[CommitmentsPage.objects.get().link])).content.decode()
    assert why in told
    assert "Not done" in told
    listed = reverse("voices:commitments", args=[ref])
    assert CommitmentsPage.objects.get().link in client.get(listed).content.decode()
    assert signed_in(world.tom).get(listed).status_code == 403
    assert staff.get(reverse("voices:read_commitments", args=["nothing"])).status_code == 404


def test_the_duty_leads_to_its_commitment(world):
    made = commitments.make_commitment(
        challenge=world.challenge, said="a", will_do="b", due=NOW.date(), by=world.carys, at=NOW
    )
    duties.keep_in_step([world.challenge.pk], NOW)
    owed = Duty.objects.get(kind=f"commitment:{made.ref}")
    assert owed.path == reverse("voices:edit_commitment", args=[world.challenge.ref, made.ref])


def test_nothing_is_promised_before_scoping(world_at):
    world = world_at(State.PROPOSED)
    with pytest.raises(Refusal, match="no longer possible"):
        commitments.make_commitment(
            challenge=world.challenge, said="a", will_do="b", due=NOW.date(), by=world.carys, at=NOW
        )


def test_a_health_check_needs_its_method_plan_and_ends_with_a_promise(world_at, signed_in):
    world = world_at(State.SCOPING)
    assert "the method plan" not in lacking("start_preparing", world.challenge)
    shape = Shape.objects.create(programme=world.programme, name="Health check", kind="health_check", min_lines=0)
    world.challenge.shape = shape
    world.challenge.save()
    assert "the method plan" in lacking("start_preparing", world.challenge)
    assert "at least one commitment to staff" in lacking("conclude", world.challenge)
    client = signed_in(world.carys)
    url = reverse("voices:plan_method", args=[world.challenge.ref])
    assert url in client.get(reverse("voices:surveys", args=[world.challenge.ref])).content.decode()
    assert client.post(url, {**METHOD, "ethics": "", "version": 0}).status_code == 422
    assert client.post(url, {**METHOD, "version": 0}).status_code == 302
    assert MethodPlan.objects.get().sponsor == "Principal social worker"
    assert "the method plan" not in lacking("start_preparing", world.challenge)
    assert client.post(reverse("voices:make_commitment", args=[world.challenge.ref]), SAID).status_code == 302
    assert "at least one commitment to staff" not in lacking("conclude", world.challenge)
    with pytest.raises(Stale, match="Saved now is"):
        method.plan_method(challenge=world.challenge, seen=0, facts={"who": "Some"}, by=world.ben, at=NOW)
