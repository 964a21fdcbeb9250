"""The team: asking, answering, leaving, the host's objection, and the pages for it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.actions import life, team
from cycles.models import Event, Objection, Seat, State
from notices.models import Message
from people.models import Absence, Interest, User
from people.refusal import Refusal
from tests import world as worlds
from tests.world import NOW, VISIT_STARTS


def test_an_invitation_is_a_seat_an_event_and_a_message(world):
    seat = team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    assert (seat.status, seat.starts_on, seat.ends_on) == ("invited", VISIT_STARTS, VISIT_STARTS + timedelta(days=2))
    assert list(Event.objects.values_list("what", "sentence")) == [("invite", "Sam invited as reviewer")]
    message = Message.objects.get(recipient=world.sam)
    assert message.subject == "Invitation: reviewer in a peer challenge at Calderdale"
    assert reverse("cycles:answer_invitation", args=[world.challenge.ref]) in message.body


def test_an_invitation_against_the_rules_changes_nothing(world):
    world.sam.training.all().delete()
    with pytest.raises(Refusal) as refused:
        team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    assert refused.value.sentence == "Sam has no peer challenge training that counts on 9 February 2027."
    assert (Seat.objects.filter(person=world.sam).count(), Event.objects.count(), Message.objects.count()) == (0, 0, 0)


def test_the_team_is_closed_once_the_visit_is_over(world_at):
    world = world_at(State.DRAFTING)
    with pytest.raises(Refusal, match=r"The team can no longer be changed: the challenge is now “drafting”"):
        team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)


def test_accepting_opens_the_challenge_and_tells_the_coordinator(world, signed_in):
    client = signed_in(world.sam)
    team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    address = reverse("cycles:answer_invitation", args=[world.challenge.ref])
    assert "Will you join the team?" in client.get(address).content.decode()
    response = client.post(address, {"answer": "accept"})
    seat = Seat.objects.get(person=world.sam)
    assert response.url == reverse("cycles:declare", args=[world.challenge.ref, seat.ref])
    assert seat.status == "accepted"
    assert client.get(reverse("cycles:team", args=[world.challenge.ref])).status_code == 200
    assert Message.objects.get(recipient=world.rana).subject == "Sam answered your invitation"


def test_who_declines_sees_nothing_more_and_can_be_asked_again(world, signed_in):
    client = signed_in(world.sam)
    seat = team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    address = reverse("cycles:answer_invitation", args=[world.challenge.ref])
    assert client.post(address, {"answer": "decline", "note": "Not this spring"}).url == reverse("home")
    assert client.get(reverse("cycles:team", args=[world.challenge.ref])).status_code == 404
    assert "You have declined" in client.get(address).content.decode()
    later = NOW + timedelta(days=1)
    again = team.invite(challenge=world.challenge, person=world.sam, role="observer", by=world.rana, at=later)
    assert (again.pk, again.status, again.role, again.answer_note) == (seat.pk, "invited", "observer", "")
    assert Message.objects.filter(recipient=world.sam, kind="invitation").count() == 2


def test_nobody_answers_an_invitation_twice(world):
    seat = team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    team.decline_invitation(seat=seat, by=world.sam, at=NOW)
    with pytest.raises(Refusal, match=r"This invitation is no longer open: declined. Nothing was changed."):
        team.accept_invitation(seat=seat, by=world.sam, at=NOW)


def test_an_answer_must_be_chosen(world, signed_in):
    client = signed_in(world.sam)
    team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    response = client.post(reverse("cycles:answer_invitation", args=[world.challenge.ref]), {"note": "Perhaps"})
    assert response.status_code == 422
    assert "Choose whether you will join the team" in response.content.decode()
    assert "Perhaps" in response.content.decode()


def test_rules_are_asked_again_when_somebody_accepts(world):
    seat = team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    Interest.objects.create(person=world.sam, body=world.host, kind="other")
    with pytest.raises(Refusal, match=r"Sam declared an interest in Calderdale: something else. Your invitation stays"):
        team.accept_invitation(seat=seat, by=world.sam, at=NOW)
    seat.refresh_from_db()
    assert seat.status == "invited"


def test_whoever_is_asked_is_led_from_the_challenge_to_the_answer(world, signed_in):
    team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    page = signed_in(world.sam).get(reverse("cycles:challenge", args=[world.challenge.ref])).content.decode()
    assert reverse("cycles:answer_invitation", args=[world.challenge.ref]) in page
    assert "You have no part" not in page


def test_access_ends_at_the_next_request_after_withdrawal(world, signed_in):
    client = signed_in(world.petra)
    address = reverse("cycles:challenge", args=[world.challenge.ref])
    assert "What happens next" in client.get(address).content.decode()
    team.withdraw(seat=world.seats["petra"], by=world.rana, at=NOW)
    page = client.get(address).content.decode()
    assert "You have no part in this challenge. This is all there is to see. Its report is on the" in page
    assert f'href="{reverse("reports:register")}">public register</a>' in page
    assert client.get(reverse("cycles:team", args=[world.challenge.ref])).status_code == 404
    assert Message.objects.get(recipient=world.petra).kind == "seat_ended"


def test_a_seat_is_withdrawn_once(world):
    team.withdraw(seat=world.seats["petra"], by=world.rana, at=NOW)
    with pytest.raises(Refusal, match=r"Petra holds no place in this team any more: withdrawn."):
        team.withdraw(seat=world.seats["petra"], by=world.rana, at=NOW)


# --- The host's objection ------------------------------------------------------------------


def test_a_host_body_objects_once_and_is_answered(world, signed_in):
    client = signed_in(world.carys)
    address = reverse("cycles:object_to_team", args=[world.challenge.ref, world.seats["amir"].ref])
    assert client.post(address, {"reason": "He worked here"}).status_code == 302
    response = client.post(address, {"reason": "And again"})
    assert response.status_code == 409
    assert "Your authority has already made its one objection to this team." in response.content.decode()
    assert "And again" in response.content.decode()
    objection = Objection.objects.get()
    assert (objection.body, objection.made_by, Message.objects.get(kind="objection_made").recipient) == (
        world.host,
        world.carys,
        world.rana,
    )
    team.answer_objection(objection=objection, answer="Ten years ago", by=world.rana, at=NOW)
    assert "Ten years ago" in client.get(reverse("cycles:team", args=[world.challenge.ref])).content.decode()
    with pytest.raises(Refusal, match=r"Rana has already answered this objection. Nothing was changed."):
        team.answer_objection(objection=objection, answer="Again", by=world.rana, at=NOW)


@pytest.mark.parametrize(("key", "reads"), [("rana", True), ("carys", True), ("tom", True), ("amir", False)])
def test_an_objection_is_read_by_few(world, signed_in, key, reads):
    team.object_to_team(seat=world.seats["amir"], body=world.host, reason="He worked here", by=world.carys, at=NOW)
    page = signed_in(getattr(world, key)).get(reverse("cycles:team", args=[world.challenge.ref])).content.decode()
    assert ("He worked here" in page) == reads


# --- Pages ---------------------------------------------------------------------------------


def crowd(world, count):
    """Put more people into the pool, each with a history."""
    for number in range(count):
        person = worlds.make_person(f"peer{number}", home=world.bodies["Rotherham"])
        worlds.train(person)
        Interest.objects.create(person=person, body=world.bodies["York"], kind="contract")
        Absence.objects.create(person=person, starts_on=date(2027, 7, 1), ends_on=date(2027, 7, 9))
    return count


@pytest.mark.parametrize("count", [1, 30])
def test_the_pool_is_judged_with_a_fixed_number_of_queries(world, signed_in, django_assert_num_queries, count):
    crowd(world, count)
    client = signed_in(world.rana)
    address = reverse("cycles:candidates", args=[world.challenge.ref])
    with django_assert_num_queries(12):
        page = client.get(address).content.decode()
    assert "Peer0" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_team_page_asks_a_fixed_number_of_queries(world, signed_in, django_assert_num_queries, count):
    for number in range(count):
        person = worlds.make_person(f"peer{number}", home=world.bodies["Rotherham"])
        worlds.train(person)
        worlds.seat(world.challenge, person, "observer")
    client = signed_in(world.rana)
    with django_assert_num_queries(9):
        page = client.get(reverse("cycles:team", args=[world.challenge.ref])).content.decode()
    assert page.count("observer") == count + 1


def test_the_picker_says_why_somebody_cannot_sit_and_finds_by_skill(world, signed_in):
    world.sam.profile.skills = ["Performance data"]
    world.sam.profile.save()
    client = signed_in(world.rana)
    address = reverse("cycles:candidates", args=[world.challenge.ref])
    page = client.get(address, {"q": "performance", "role": "lead"}).content.decode()
    assert "1 person from the pool" in page
    assert "This team already has a lead challenger: Tom." in page
    assert (
        "Nobody in the pool fits"
        in client.get(address, {"q": "performance", "role": "lead", "free": "on"}).content.decode()
    )


def test_an_invitation_refused_keeps_what_was_chosen(world, signed_in):
    response = signed_in(world.rana).post(
        reverse("cycles:invite", args=[world.challenge.ref, world.sam.ref]), {"role": "lead", "peer": "partner"}
    )
    page = response.content.decode()
    assert response.status_code == 409
    assert "This team already has a lead challenger: Tom." in page
    assert User.objects.filter(person=world.sam).exists()


def test_the_picker_opens_for_a_reviewer_and_leaves_the_team_out(world, signed_in):
    page = signed_in(world.rana).get(reverse("cycles:candidates", args=[world.challenge.ref])).content.decode()
    assert "Who can sit as reviewer?" in page
    assert '<option value="reviewer" selected>' in page
    assert "Petra" not in page
    assert "Sam" in page


def test_an_invitation_to_what_has_ended_says_so(world, signed_in):
    client = signed_in(world.sam)
    team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    life.cancel(challenge=world.challenge, reason="No host", by=world.rana, at=NOW)
    address = reverse("cycles:answer_invitation", args=[world.challenge.ref])
    page = client.get(address).content.decode()
    assert "This invitation is no longer open: the challenge is now “cancelled”." in page
    assert client.post(address, {"answer": "accept"}).status_code == 409
