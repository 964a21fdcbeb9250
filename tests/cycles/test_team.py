"""Who may sit in a team, said rule by rule; asking, answering, leaving, objecting."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.actions import team
from cycles.constraints import HARD, Place, reasons_against, second_looks_at, with_facts
from cycles.models import Event, HostBody, Objection, Seat, State
from notices.models import Message
from people.models import Absence, Body, Interest, Membership, Person, User
from people.refusal import Refusal
from tests import world as worlds
from tests.world import NOW, VISIT_STARTS

TODAY = NOW.date()


def judge(world, person, role="reviewer", challenge=None):
    """Return the sentences against somebody."""
    place = Place.of(challenge or world.challenge, role, TODAY)
    return reasons_against(with_facts(Person.objects.filter(pk=person.pk), place).get(), place)


def join(world, person, role="reviewer"):
    """Invite somebody and let them accept."""
    seat = team.invite(challenge=world.challenge, person=person, role=role, by=world.rana, at=NOW)
    return team.accept_invitation(seat=seat, by=person, at=NOW)


def test_somebody_trained_from_elsewhere_may_sit(world):
    assert judge(world, world.sam) == []


def test_nobody_reviews_their_own_authority(world):
    world.sam.home = world.host
    world.sam.save()
    assert judge(world, world.sam) == [
        "Sam works for Calderdale, which hosts this challenge. Nobody reviews their own authority."
    ]


@pytest.mark.parametrize("tie", ["delivers_for_host", "host_answers_to", "came_before", "came_after"])
def test_a_body_that_is_one_with_the_host_counts_as_its_own(world, tie):
    other = Body.objects.create(region=world.region, name="The Trust")
    source, field, target = {
        "delivers_for_host": (other, "accountable", world.host),
        "host_answers_to": (world.host, "accountable", other),
        "came_before": (other, "successor", world.host),
        "came_after": (world.host, "successor", other),
    }[tie]
    setattr(source, field, target)
    source.save()
    world.sam.home = other
    world.sam.save()
    assert judge(world, world.sam) == [
        "Sam works for The Trust, which is one with Calderdale. Nobody reviews their own authority."
    ]


def test_who_acts_for_the_host_cannot_sit(world):
    Membership.objects.create(person=world.sam, role="host_organiser", programme=world.programme, body=world.host)
    assert judge(world, world.sam) == ["Sam acts for the host of this challenge, so cannot sit in its team."]


def test_a_host_role_that_has_ended_bars_nobody(world):
    ended = TODAY - timedelta(days=1)
    Membership.objects.create(
        person=world.sam, role="host_organiser", programme=world.programme, body=world.host, ends_on=ended
    )
    assert judge(world, world.sam) == []


@pytest.mark.parametrize(
    ("role", "what"), [("coordinator", "programme coordinator"), ("information_officer", "information officer")]
)
def test_who_holds_an_office_of_the_programme_holds_no_seat(world, role, what):
    Membership.objects.create(person=world.sam, role=role, programme=world.programme)
    assert judge(world, world.sam) == [f"Sam is the programme's {what}, and whoever holds that office holds no seat."]


def test_an_office_of_another_programme_bars_nobody(world):
    _, elsewhere, _ = worlds.make_region("North East")
    Membership.objects.create(person=world.sam, role="coordinator", programme=elsewhere)
    assert judge(world, world.sam) == []


def test_an_administrator_holds_no_seat(world):
    worlds.train(world.ada)
    assert judge(world, world.ada) == [
        "Ada is the programme's administrator, and whoever holds that office holds no seat."
    ]


def test_only_the_pool_is_asked_and_only_while_active(world):
    stranger = worlds.make_person("lee", home=world.bodies["Rotherham"])
    assert judge(world, stranger)[0] == "Lee is not in the reviewer pool."
    world.sam.profile.active = False
    world.sam.profile.save()
    assert judge(world, world.sam) == ["Sam is not active in the reviewer pool."]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"expires_on": VISIT_STARTS - timedelta(days=1)}, "ran out the day before"),
        ({"completed_on": VISIT_STARTS + timedelta(days=1)}, "was done the day after"),
    ],
)
def test_training_must_count_on_the_first_day(world, change, why):
    world.sam.training.update(**change)
    assert judge(world, world.sam) == ["Sam has no peer challenge training that counts on 9 February 2027."], why


@pytest.mark.parametrize("change", [{"expires_on": VISIT_STARTS}, {"completed_on": VISIT_STARTS}])
def test_training_counts_on_its_own_first_and_last_day(world, change):
    world.sam.training.update(**change)
    assert judge(world, world.sam) == []


def test_a_declared_interest_in_a_host_body_bars(world):
    Interest.objects.create(person=world.sam, body=world.host, kind="contact")
    assert judge(world, world.sam) == ["Sam declared an interest in Calderdale: close contact in a senior post there."]


def test_an_interest_in_every_host_body_counts_and_in_others_not(world):
    HostBody.objects.create(challenge=world.challenge, body=world.bodies["Rotherham"])
    Interest.objects.create(person=world.sam, body=world.bodies["York"], kind="contract")
    assert judge(world, world.sam) == []
    Interest.objects.create(person=world.sam, body=world.bodies["Rotherham"], kind="contract")
    assert judge(world, world.sam) == ["Sam declared an interest in Rotherham: contract or paid work."]


@pytest.mark.parametrize(
    ("kind", "ended", "sentences"),
    [
        (
            "employer",
            date(2025, 6, 30),
            ["Sam worked for Calderdale until 30 June 2025, less than 3 years before the visit."],
        ),
        ("employer", date(2023, 6, 30), []),
        ("contact", date(2026, 6, 30), []),
    ],
)
def test_a_former_employer_bars_for_some_years_and_other_ended_ties_do_not(world, kind, ended, sentences):
    Interest.objects.create(person=world.sam, body=world.host, kind=kind, ends_on=ended)
    assert judge(world, world.sam) == sentences


def other_challenge(world, starts, host="Barnsley", **fields):
    """Another challenge of the cycle."""
    return worlds.make_challenge(world.cycle, world.shape, world.bodies[host], starts=starts, **fields)


@pytest.mark.parametrize(("days", "clashes"), [(-3, False), (-2, True), (0, True), (2, True), (3, False)])
def test_nobody_sits_on_two_visits_that_share_a_day(world, days, clashes):
    starts = VISIT_STARTS + timedelta(days=days)
    worlds.seat(other_challenge(world, starts), world.sam, "reviewer")
    found = judge(world, world.sam)
    assert bool(found) == clashes
    if clashes:
        assert found[0].startswith("Sam already has a place in the visit to Barnsley of ")


def test_challenges_that_share_one_visit_share_their_people(world):
    other = other_challenge(world, VISIT_STARTS)
    other.visit = world.challenge.visit
    other.save()
    worlds.seat(other, world.sam, "reviewer")
    assert judge(world, world.sam) == []


@pytest.mark.parametrize("status", ["declined", "withdrawn", "conflicted"])
def test_a_seat_given_up_keeps_no_days(world, status):
    worlds.seat(other_challenge(world, VISIT_STARTS), world.sam, "reviewer", status=status)
    assert judge(world, world.sam) == []


def test_nobody_is_asked_for_days_on_which_they_are_away(world):
    Absence.objects.create(person=world.sam, starts_on=date(2027, 2, 11), ends_on=date(2027, 2, 20))
    assert judge(world, world.sam) == ["Sam is away 11 to 20 February 2027."]


def test_leads_are_not_swapped_within_a_cycle(world):
    director = worlds.make_person("dev", home=world.host)
    worlds.train(director, grade="director")
    worlds.seat(other_challenge(world, VISIT_STARTS + timedelta(days=60), host="Doncaster"), director, "lead")
    world.seats["tom"].delete()
    assert judge(world, world.sam, role="lead") == [
        "Dev from the host side leads the challenge of Doncaster in this cycle, "
        "so nobody from Doncaster leads this one."
    ]
    assert judge(world, world.sam, role="reviewer") == []


def test_a_team_has_one_lead_and_at_most_one_shadow(world):
    assert judge(world, world.sam, role="lead") == ["This team already has a lead challenger: Tom."]
    assert judge(world, world.sam, role="shadow") == ["This team already has a shadow: Nia."]


def test_a_full_team_still_takes_observers(world):
    world.shape.team_size = 5
    world.shape.save()
    assert judge(world, world.sam) == ["This team is full: 5 of 5 places are taken. Observers and shadows come on top."]
    assert judge(world, world.sam, role="observer") == []


def test_who_has_a_seat_or_stood_down_is_not_asked_again(world):
    assert judge(world, world.petra)[0] == "Petra already has a place in this team, as reviewer."
    world.seats["petra"].status = Seat.Status.CONFLICTED
    world.seats["petra"].save()
    assert judge(world, world.petra)[0] == "Petra stood down from this team with a conflict of interest."


def test_what_deserves_a_second_look_forbids_nothing(world):
    world.sam.user.delete()
    world.sam.profile.days_a_year = 4
    world.sam.profile.save()
    worlds.seat(other_challenge(world, VISIT_STARTS + timedelta(days=30)), world.sam, "reviewer")
    place = Place.of(world.challenge, "reviewer", TODAY)
    person = with_facts(Person.objects.filter(pk=world.sam.pk), place).get()
    assert reasons_against(person, place) == []
    assert second_looks_at(person, place) == [
        "Sam also visits Barnsley within three months: ask their director.",
        "Sam would give 6 days this year; their employer lends 4.",
        "Sam's employer has not yet agreed.",
        "Sam has no sign-in yet: invite them to make one as well.",
    ]


def test_every_rule_has_a_name_and_a_reason():
    assert len({rule.__name__ for rule in HARD}) == len(HARD)
    assert all(rule.__doc__ for rule in HARD)


# --- Asking and answering ------------------------------------------------------------------


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


def test_access_ends_at_the_next_request_after_withdrawal(world, signed_in):
    client = signed_in(world.petra)
    address = reverse("cycles:challenge", args=[world.challenge.ref])
    assert "What happens next" in client.get(address).content.decode()
    team.withdraw(seat=world.seats["petra"], by=world.rana, at=NOW)
    assert "You have no part in this challenge" in client.get(address).content.decode()
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
    with django_assert_num_queries(8):
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
