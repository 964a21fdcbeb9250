"""What the region promised is recorded one by one, and without it no team goes on site."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cycles.actions import declaration, life, readiness, team
from cycles.models import Component, Declaration, Seat, State
from people.refusal import Refusal
from tests.world import NOW

ALL = (
    "planning meeting held; host's data analysed; timetable agreed; "
    "briefing sent to those taking part; feedback meeting booked"
)


def record_all(world):
    """Record every component."""
    for key in Component.Key.values:
        readiness.record_component(challenge=world.challenge, key=key, by=world.mina, at=NOW)


def refused_to_go(world):
    """Return the sentence with which going on site is refused."""
    with pytest.raises(Refusal) as refused:
        life.go_on_site(challenge=world.challenge, by=world.tom, at=NOW)
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.PREPARING
    assert not world.challenge.events.filter(what="go_on_site").exists()
    return refused.value.sentence


def test_a_component_says_who_recorded_it_and_when(world, signed_in):
    client = signed_in(world.ben)
    address = reverse("cycles:record_component", args=[world.challenge.ref, "timetable"])
    assert client.post(address, {"note": "In the shared folder"}).status_code == 302
    page = client.get(reverse("cycles:readiness", args=[world.challenge.ref])).content.decode()
    assert "1 of 5 done" in page
    assert "Ben, 10 February 2027: In the shared folder" in page


def test_a_component_is_recorded_once_and_can_be_undone(world):
    facts = {"challenge": world.challenge, "key": "timetable", "at": NOW}
    readiness.record_component(by=world.mina, **facts)
    with pytest.raises(Refusal, match=r"^Mina has already recorded this: timetable agreed\.$"):
        readiness.record_component(by=world.tom, **facts)
    readiness.undo_component(by=world.tom, **facts)
    with pytest.raises(Refusal, match=r"^This is not recorded, so there is nothing to undo: timetable agreed\.$"):
        readiness.undo_component(by=world.tom, **facts)
    assert list(world.challenge.events.order_by("pk").values_list("what", "sentence", "by__name")) == [
        ("record_component", "Timetable agreed", "Mina"),
        ("undo_component", "No longer counted as done: timetable agreed", "Tom"),
    ]


def test_components_are_closed_once_the_report_is_with_the_host(world_at):
    world = world_at(State.ACCURACY)
    with pytest.raises(Refusal, match=r"^Components are no longer recorded: the challenge is now “accuracy check”"):
        readiness.record_component(challenge=world.challenge, key="timetable", by=world.mina, at=NOW)


def test_nothing_recorded_names_every_component(world):
    assert refused_to_go(world) == f"The team cannot go on site yet. Still missing: {ALL}."


def test_interests_not_declared_or_not_cleared_are_named(world):
    record_all(world)
    Declaration.objects.filter(seat=world.seats["amir"]).delete()
    declaration.declare(seat=world.seats["petra"], text="My sister works there", by=world.petra, at=NOW)
    assert refused_to_go(world) == (
        "The team cannot go on site yet. Still missing: Amir’s interests declared; "
        "Petra’s interests looked at by the coordinator."
    )


def test_a_team_without_a_lead_stays_at_home(world):
    record_all(world)
    team.withdraw(seat=world.seats["tom"], by=world.rana, at=NOW)
    assert refused_to_go(world) == (
        "The team cannot go on site yet. Still missing: a lead challenger who has accepted."
    )


@pytest.mark.breaks_rules
def test_training_that_ran_out_since_is_named(world):
    record_all(world)
    world.petra.training.update(expires_on=NOW.date() - timedelta(days=2))
    assert refused_to_go(world) == (
        "The team cannot go on site yet. Still missing: training of Petra that counts on 9 February 2027."
    )


def test_an_objection_is_answered_first(world):
    record_all(world)
    objection = team.object_to_team(
        seat=world.seats["amir"], body=world.host, reason="Worked here", by=world.carys, at=NOW
    )
    assert refused_to_go(world) == (
        "The team cannot go on site yet. Still missing: an answer to the objection by Calderdale."
    )
    team.answer_objection(objection=objection, answer="Long ago", by=world.rana, at=NOW)
    assert life.go_on_site(challenge=world.challenge, by=world.tom, at=NOW).state == State.ON_SITE


def test_a_postponed_challenge_does_not_go_on_site(world):
    record_all(world)
    life.postpone(challenge=world.challenge, cause="inspection", reason="Inspected", by=world.rana, at=NOW)
    assert refused_to_go(world) == ("This challenge is postponed. Resume it with new dates first. Nothing was changed.")


def test_those_merely_invited_hold_nothing_up(world):
    record_all(world)
    team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    assert life.go_on_site(challenge=world.challenge, by=world.tom, at=NOW).state == State.ON_SITE
    assert Seat.objects.get(person=world.sam).status == "invited"


def test_the_page_of_the_move_says_what_is_missing_instead_of_a_button(world, signed_in):
    client = signed_in(world.tom)
    address = reverse("cycles:go_on_site", args=[world.challenge.ref])
    page = client.get(address).content.decode()
    assert "Still missing" in page
    assert "timetable agreed" in page
    assert 'type="submit"' not in page.split('id="main"')[1]
    record_all(world)
    page = client.get(address).content.decode()
    assert "There is no way back." in page
    assert client.post(address).status_code == 302


def test_readiness_asks_a_fixed_number_of_queries(world, signed_in, django_assert_num_queries):
    client = signed_in(world.mina)
    address = reverse("cycles:readiness", args=[world.challenge.ref])
    with django_assert_num_queries(12):
        client.get(address)
    record_all(world)
    with django_assert_num_queries(12):
        page = client.get(address).content.decode()
    assert "Everything is there. The team can go on site." in page


def test_an_unknown_component_is_not_found(world, signed_in):
    address = reverse("cycles:record_component", args=[world.challenge.ref, "biscuits"])
    assert signed_in(world.mina).get(address).status_code == 404


def test_the_team_reads_what_is_ready_and_records_nothing(world, signed_in):
    readiness.record_component(challenge=world.challenge, key="timetable", note="Agreed", by=world.mina, at=NOW)
    Declaration.objects.filter(seat=world.seats["amir"]).update(outcome="waiting")
    address = reverse("cycles:readiness", args=[world.challenge.ref])
    for key, records, hears_of_people in (("petra", False, False), ("ben", True, False), ("tom", True, True)):
        page = signed_in(getattr(world, key)).get(address).text
        assert "1 of 5 done" in page
        assert "Mina, 10 February 2027: Agreed" in page
        assert ("/record/" in page) == records
        assert ("Amir’s interests" in page) == hears_of_people
