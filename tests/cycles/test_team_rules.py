"""Who may sit in a team, said rule by rule."""

from datetime import date, timedelta

import pytest

from cycles.actions import team
from cycles.constraints import HARD, Place, reasons_against, second_looks_at, with_facts
from cycles.models import Challenge, HostBody, Seat
from people.models import Absence, Body, Interest, Membership, Person
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


def test_a_visit_of_several_hosts_is_given_and_booked_once(world):
    world.sam.profile.days_a_year = 4
    world.sam.profile.save()
    away = other_challenge(world, VISIT_STARTS + timedelta(days=30))
    beside = Challenge.objects.create(
        cycle=world.cycle, shape=world.shape, visit=away.visit, host=world.bodies["York"], topic="Thresholds"
    )
    HostBody.objects.create(challenge=beside, body=beside.host)
    worlds.seat(away, world.sam, "lead")
    assert judge(world, world.sam, "observer", beside) == []
    place = Place.of(world.challenge, "reviewer", TODAY)
    for role in ("observer", "reviewer"):
        looks = second_looks_at(with_facts(Person.objects.filter(pk=world.sam.pk), place).get(), place)
        assert [look for look in looks if "would give" in look] == [
            "Sam would give 6 days this year; their employer lends 4."
        ]
        if role == "observer":
            worlds.seat(beside, world.sam, role)


def test_every_rule_has_a_name_and_a_reason():
    assert len({rule.__name__ for rule in HARD}) == len(HARD)
    assert all(rule.__doc__ for rule in HARD)
