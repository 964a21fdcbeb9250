"""The moves of a life, pausing and going on, giving up; and a random walk that never leaves the table."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles import history
from cycles.actions import life
from cycles.models import Event, Seat, State
from cycles.moves import LIVES
from notices.models import Message
from people.refusal import Refusal
from tests import world as worlds
from tests.world import NOW, VISIT_STARTS

LIFE = LIVES["team_visit"]
NEW_DAY = date(2027, 4, 6)


def postpone(world, at=NOW):
    """Pause the world's challenge."""
    return life.postpone(
        challenge=world.challenge, cause="inspection", reason="An inspection began", by=world.rana, at=at
    )


def test_preparing_needs_a_purpose(world_at):
    world = world_at(State.SCOPING)
    with pytest.raises(Refusal) as refused:
        life.start_preparing(challenge=world.challenge, by=world.rana, at=NOW)
    assert "the purpose" in refused.value.sentence
    assert refused.value.sentence.startswith("The team cannot start preparing yet. Still missing: ")
    world.challenge.refresh_from_db()
    assert (world.challenge.state, Event.objects.count()) == (State.SCOPING, 0)


def test_a_stale_button_gets_a_sentence(world, signed_in):
    history.advance(challenge=world.challenge, move="go_on_site", by=world.tom, at=NOW)
    response = signed_in(world.tom).post(reverse("cycles:go_on_site", args=[world.challenge.ref]))
    assert response.status_code == 403
    assert "This is not possible now: the challenge is “on site”. Nothing was changed." in response.content.decode()


def test_the_buttons_are_the_moves_open_to_the_reader(world_at, signed_in):
    world = world_at(State.PUBLISHED)
    address = reverse("cycles:challenge", args=[world.challenge.ref])
    begin = reverse("cycles:begin_follow_up", args=[world.challenge.ref])
    assert begin in signed_in(world.rana).get(address).content.decode()
    assert begin not in signed_in(world.tom).get(address).content.decode()


@pytest.mark.parametrize("move", ["start_scoping", "start_preparing", "go_on_site", "begin_follow_up", "close"])
def test_every_move_of_this_floor_asks_first_and_then_acts(world_at, signed_in, move):
    step = LIFE.moves[move]
    world = world_at(step.sources[0])
    world.challenge.purpose = "outside_view"
    world.challenge.save()
    client = signed_in(world.rana)
    address = reverse(f"cycles:{move}", args=[world.challenge.ref])
    assert f"{step.label}?" in client.get(address).content.decode()
    world.challenge.refresh_from_db()
    assert world.challenge.state == step.sources[0]
    assert client.post(address).url == reverse("cycles:challenge", args=[world.challenge.ref])


def test_cancelling_needs_a_reason_frees_the_days_and_tells_everybody(world, signed_in):
    client = signed_in(world.rana)
    address = reverse("cycles:cancel", args=[world.challenge.ref])
    assert "Enter the reason" in client.post(address, {"reason": ""}).content.decode()
    assert client.post(address, {"reason": "The host left the programme"}).status_code == 302
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.CANCELLED
    assert Event.objects.get(what="cancel").sentence == "Cancelled: The host left the programme"
    assert not Seat.objects.keeping_days().exists()
    assert set(Message.objects.values_list("recipient__name", flat=True)) == {
        *(key.title() for key in worlds.SEATS),
        "Carys",
        "Ben",
    }


# --- Pausing -------------------------------------------------------------------------------


def test_postponing_keeps_everything_but_the_days(world):
    before = list(Seat.objects.values_list("person", "role", "status", "starts_on"))
    pause = postpone(world)
    assert (pause.was_starts_on, pause.cause) == (VISIT_STARTS, "inspection")
    assert list(Seat.objects.values_list("person", "role", "status", "starts_on")) == before
    assert not Seat.objects.keeping_days().exists()
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.PREPARING
    assert Event.objects.get().sentence == "Postponed (inspection): An inspection began"


def test_a_challenge_is_postponed_once_at_a_time(world):
    postpone(world)
    with pytest.raises(Refusal, match=r"^This challenge is already postponed\. Nothing was changed\.$"):
        postpone(world)


def test_what_is_not_postponed_cannot_be_resumed(world):
    with pytest.raises(Refusal, match=r"^This challenge is not postponed, so it cannot be resumed\."):
        life.resume(challenge=world.challenge, starts_on=NEW_DAY, by=world.rana, at=NOW)


def test_resuming_gives_everybody_the_new_days(world):
    postpone(world)
    fresh = life.resume(challenge=world.challenge, starts_on=NEW_DAY, by=world.rana, at=NOW)
    fresh.visit.refresh_from_db()
    assert (fresh.visit.starts_on, fresh.visit.ends_on) == (NEW_DAY, NEW_DAY + timedelta(days=2))
    assert set(Seat.objects.values_list("starts_on", "ends_on", "keeps_days")) == {
        (NEW_DAY, NEW_DAY + timedelta(days=2), True)
    }
    assert Event.objects.get(what="resume").sentence == "Resumed: the visit is now 6 to 8 April 2027"


def test_resuming_on_days_somebody_gave_away_is_refused(world, signed_in):
    postpone(world)
    other = worlds.make_challenge(world.cycle, world.shape, world.bodies["Barnsley"], starts=NEW_DAY)
    worlds.seat(other, world.petra, "reviewer")
    client = signed_in(world.rana)
    address = reverse("cycles:resume", args=[world.challenge.ref])
    response = client.post(address, {"starts_on_day": "7", "starts_on_month": "4", "starts_on_year": "2027"})
    assert response.status_code == 409
    assert "Petra is in the team for Barnsley on 6 to 8 April 2027" in response.content.decode()
    assert not Seat.objects.filter(challenge=world.challenge, keeps_days=True).exists()
    assert world.challenge.postponements.get().resumed_at is None


def test_people_of_a_postponed_challenge_may_be_asked_elsewhere_in_its_days(world):
    from cycles.actions import team

    postpone(world)
    other = worlds.make_challenge(world.cycle, world.shape, world.bodies["Barnsley"], state=State.SCOPING)
    seat = team.invite(challenge=other, person=world.petra, role="reviewer", by=world.rana, at=NOW)
    assert seat.status == "invited"


def test_a_challenge_past_its_visit_resumes_without_new_days(world_at, signed_in):
    world = world_at(State.DRAFTING)
    postpone(world)
    client = signed_in(world.rana)
    assert client.post(reverse("cycles:resume", args=[world.challenge.ref]), {}).status_code == 302
    assert world.challenge.postponements.get().resumed_by == world.rana
    world.challenge.visit.refresh_from_db()
    assert world.challenge.visit.starts_on == VISIT_STARTS


def test_a_pause_is_told_on_the_page_with_the_way_on(world, signed_in):
    postpone(world)
    page = signed_in(world.rana).get(reverse("cycles:challenge", args=[world.challenge.ref])).content.decode()
    assert "Postponed since 10 February 2027: inspection" in page
    assert "The visit was planned for 9 February to 11 February 2027." in page
    assert reverse("cycles:resume", args=[world.challenge.ref]) in page


@pytest.mark.parametrize("cause", ["", "weather"])
def test_a_cause_must_be_chosen(world, signed_in, cause):
    response = signed_in(world.rana).post(
        reverse("cycles:postpone", args=[world.challenge.ref]), {"cause": cause, "reason": "The roof leaks"}
    )
    assert response.status_code == 422
    assert "The roof leaks" in response.content.decode()
    assert not world.challenge.postponements.exists()
