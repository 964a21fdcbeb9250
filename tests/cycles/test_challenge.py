"""The challenge's own page, the list, the timeline, what other floors add, and what waits for whom."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles import gathering, queries
from cycles.actions import declaration, life, meeting, team
from cycles.models import Declaration, Event, HostBody, Shape, State
from people.models import User
from tests import world as worlds
from tests.waits import waits_on
from tests.world import NOW, VISIT_STARTS


def page_of(client, world):
    """Return the challenge's page as somebody sees it."""
    return client.get(reverse("cycles:challenge", args=[world.challenge.ref]))


def test_a_stranger_sees_who_hosts_and_in_which_month_and_no_more(world, signed_in):
    page = page_of(signed_in(world.sam), world).content.decode()
    assert "Calderdale" in page
    assert "Transitions" in page
    assert "February 2027" in page
    assert "Before the visit" in page
    assert "9 February" not in page
    assert "reparing" not in page


@pytest.mark.parametrize("key", ["ada", "grace"])
def test_an_admin_and_a_governance_reader_see_no_topic_before_the_plan_is_released(world, signed_in, key):
    client = signed_in(getattr(world, key))
    assert "Transitions" in page_of(client, world).content.decode()
    world.cycle.released_at = None
    world.cycle.save()
    assert "Transitions" not in page_of(client, world).content.decode()


def test_the_topic_is_no_secret_once_the_report_is_public(world_at, signed_in):
    world = world_at(State.PUBLISHED)
    world.cycle.released_at = None
    world.cycle.save()
    assert "Transitions" in page_of(signed_in(world.grace), world).content.decode()


def test_a_challenge_of_an_unreleased_cycle_is_not_there_for_strangers(world, signed_in):
    world.cycle.released_at = None
    world.cycle.save()
    client = signed_in(world.sam)
    unknown = client.get(reverse("cycles:challenge", args=["zzzzzzzzzzzz"]))
    assert (page_of(client, world).status_code, unknown.status_code) == (404, 404)


def test_every_host_body_is_named(world, signed_in):
    HostBody.objects.create(challenge=world.challenge, body=world.bodies["Rotherham"])
    assert "Calderdale, Rotherham" in page_of(signed_in(world.petra), world).content.decode()


@pytest.mark.parametrize("state", list(State))
def test_every_state_says_what_happens_next(world_at, signed_in, state):
    world = world_at(state)
    page = page_of(signed_in(world.rana), world).content.decode()
    said = page.split("What happens next</h2>")[1].split("</p>")[0]
    assert len(said.split("govuk-body")[1].strip()) > 30
    assert State(state).label in page


@pytest.mark.parametrize(
    ("kind", "state", "said"),
    [
        ("health_check", State.DRAFTING, "Team and host write down what was agreed."),
        ("triad", State.FOLLOW_UP, "The host does what was agreed"),
        ("many_hosts", State.CLOSED, "What was agreed can still be read here."),
        ("deep_dive", State.DRAFTING, "The team writes the letter"),
        ("progress_review", State.PUBLISHED, "Nothing more is asked of the host"),
        ("team_visit", State.FOLLOW_UP, "The host works through its action plan"),
    ],
)
def test_what_happens_next_is_what_happens_to_that_kind(world_at, signed_in, kind, state, said):
    world = world_at(state)
    type(world.shape).objects.filter(pk=world.shape.pk).update(kind=kind)
    page = page_of(signed_in(world.rana), world).content.decode()
    assert said in page.split("What happens next</h2>")[1].split("</p>")[0]


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("rana", ["Overview", "Team", "Meetings", "Readiness", "Timeline"]),
        ("petra", ["Overview", "Team", "Meetings", "Readiness", "Timeline"]),
        ("sam", []),
    ],
)
def test_the_links_are_those_the_reader_may_follow(world, signed_in, key, parts):
    user = User.objects.get(person=getattr(world, key))
    links = [link["label"] for link in gathering.parts_open_to(user, world.challenge)]
    assert [label for label in links if label in parts] == parts
    assert ("Team" in links) == (key != "sam")


def test_a_part_is_current_on_its_own_pages(world):
    user = User.objects.get(person=world.rana)
    here = reverse("cycles:candidates", args=[world.challenge.ref])
    current = [link["label"] for link in gathering.parts_open_to(user, world.challenge, here) if link["is_current"]]
    assert current == ["Team"]


def test_every_offered_part_and_move_page_exists(world):
    for module in gathering.modules("offers"):
        parts, pages = getattr(module, "PARTS", ()), getattr(module, "MOVE_PAGES", {})
        for name in [*(part.url_name for part in parts), *pages.values()]:
            assert reverse(name, args=[world.challenge.ref])


# --- Lists ---------------------------------------------------------------------------------


def more_challenges(world, count):
    """Make more challenges of the cycle, one after another."""
    for number in range(count):
        starts = VISIT_STARTS + timedelta(weeks=number + 1)
        worlds.make_challenge(world.cycle, world.shape, world.bodies["Barnsley"], starts=starts, topic=f"T{number}")


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_a_fixed_number_of_queries(world, signed_in, django_assert_num_queries, count):
    more_challenges(world, count)
    client = signed_in(world.rana)
    with django_assert_num_queries(7):
        page = client.get(reverse("cycles:challenges")).content.decode()
    assert f"{count + 1} challenges" in page


def test_the_list_is_narrowed_and_paged(world, signed_in):
    more_challenges(world, 31)
    client = signed_in(world.rana)
    address = reverse("cycles:challenges")
    assert "Page 1 of 2" in client.get(address).content.decode()
    second = client.get(address, {"state": "preparing", "page": "2"}).content.decode()
    assert 'href="?state=preparing&amp;page=1"' in second
    assert "1 challenge<" in client.get(address, {"q": "calder"}).content.decode()
    assert "No challenge here." in client.get(address, {"state": "closed"}).content.decode()


def test_the_list_holds_what_one_has_a_part_in(world, signed_in):
    more_challenges(world, 1)
    page = signed_in(world.petra).get(reverse("cycles:challenges")).content.decode()
    assert "1 challenge<" in page
    assert "Calderdale" in page


@pytest.mark.parametrize(("key", "told"), [("ada", False), ("grace", False), ("petra", True), ("rana", True)])
def test_a_search_finds_only_what_its_reader_is_shown(world, signed_in, key, told):
    client, address = signed_in(getattr(world, key)), reverse("cycles:challenges")

    def found(**asked):
        return "Calderdale" in client.get(address, asked).text.partition("<table")[2]

    assert found(q="transit")
    assert [found(state="preparing"), found(state="scoping")] == [told, False]
    world.cycle.released_at = None
    world.cycle.save()
    assert ("Transitions" in client.get(address).text) == told
    assert [found(q="transit"), found(q="calder")] == [told, True]


def test_a_stage_everybody_may_know_can_be_searched_for(world_at, signed_in):
    world = world_at(State.ON_SITE)
    answer = signed_in(world.grace).get(reverse("cycles:challenges"), {"state": "on_site"})
    assert "Calderdale" in answer.text.partition("<table")[2]


@pytest.mark.parametrize("count", [1, 30])
def test_a_challenge_asks_a_fixed_number_of_queries(world, signed_in, django_assert_num_queries, count):
    for number in range(count):
        Event.objects.create(challenge=world.challenge, at=NOW, by=world.rana, what="seat", sentence=f"No. {number}")
    client = signed_in(world.rana)
    with django_assert_num_queries(9):
        page_of(client, world)
    with django_assert_num_queries(7):
        page = client.get(reverse("cycles:timeline", args=[world.challenge.ref])).content.decode()
    assert page.count("No. ") == count


# --- What waits ----------------------------------------------------------------------------


TODAY = NOW.date()


def waits(world, key, today=TODAY):
    """Return what waits for somebody about Calderdale's challenge, as they read it."""
    user = User.objects.get(person=getattr(world, key))
    return [item.what for item in waits_on(queries, user, today) if item.about.startswith("Calderdale")]


def test_an_invitation_waits_until_answered(world):
    seat = team.invite(challenge=world.challenge, person=world.sam, role="reviewer", by=world.rana, at=NOW)
    assert waits(world, "sam") == ["Answer your invitation"]
    team.accept_invitation(seat=seat, by=world.sam, at=NOW)
    assert waits(world, "sam") == ["Declare your interests"]


def test_declared_interests_and_objections_wait_for_the_coordinator(world):
    declaration.declare(seat=world.seats["petra"], text="My sister", by=world.petra, at=NOW)
    objection = team.object_to_team(seat=world.seats["amir"], body=world.host, reason="No", by=world.carys, at=NOW)
    expected = {"Decide on the interests of Petra", "Answer the objection by Calderdale"}
    assert expected <= set(waits(world, "rana"))
    declaration.clear_interests(seat=world.seats["petra"], reason="Fine", by=world.rana, at=NOW)
    team.answer_objection(objection=objection, answer="Fine", by=world.rana, at=NOW)
    assert not expected & set(waits(world, "rana"))


@pytest.mark.parametrize(("days_before", "asked"), [(22, False), (21, True), (0, True)])
def test_components_are_asked_for_in_the_last_three_weeks(world, days_before, asked):
    today = VISIT_STARTS - timedelta(days=days_before)
    for key in ("mina", "tom", "rana", "carys", "ben"):
        assert ("Record what is ready: 5 of 5 parts missing" in waits(world, key, today)) == asked
    assert waits(world, "petra", today) == []


def test_going_on_site_waits_from_the_first_day(world):
    before = VISIT_STARTS - timedelta(days=1)
    assert "Go on site" not in waits(world, "tom", before)
    assert "Go on site" in waits(world, "tom", VISIT_STARTS)
    assert "Go on site" not in waits(world, "carys", VISIT_STARTS)


def test_leaving_waits_from_the_day_after_the_last(world_at):
    world = world_at(State.ON_SITE)
    assert "Leave site" not in waits(world, "mina", VISIT_STARTS + timedelta(days=2))
    assert "Leave site" in waits(world, "mina", VISIT_STARTS + timedelta(days=3))
    assert "Leave site" not in waits(world, "rana", VISIT_STARTS + timedelta(days=3))


def test_empty_places_wait_for_the_coordinator(world):
    assert "Fill 1 place in the team" in waits(world, "rana")
    assert not any("team" in what for what in waits(world, "tom"))
    world.seats["tom"].delete()
    assert "Find a lead challenger in the team" in waits(world, "rana")


def test_a_postponed_challenge_asks_for_nothing(world):
    life.postpone(challenge=world.challenge, cause="host", reason="They asked", by=world.rana, at=NOW)
    assert [waits(world, key) for key in ("rana", "tom", "carys")] == [[], [], []]


def test_what_a_meeting_asked_waits_for_its_owner_while_they_have_a_part(world):
    held = meeting.schedule_meeting(
        challenge=world.challenge,
        kind="other",
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=1),
        by=world.mina,
        at=NOW,
    )
    due = date(2027, 2, 12)
    action = meeting.add_action(
        meeting=held, text="Read the pack", owner=world.petra, due_on=due, by=world.mina, at=NOW
    )
    assert waits(world, "petra") == ["Do what the meeting asked: Read the pack"]
    meeting.finish_action(action=action, done=True, by=world.mina, at=NOW)
    assert waits(world, "petra") == []
    meeting.finish_action(action=action, done=False, by=world.mina, at=NOW)
    team.withdraw(seat=world.seats["petra"], by=world.rana, at=NOW)
    assert waits(world, "petra") == []


@pytest.mark.parametrize("count", [1, 30])
def test_what_waits_asks_a_fixed_number_of_queries(world, django_assert_num_queries, count):
    more_challenges(world, count)
    Declaration.objects.filter(seat=world.seats["petra"]).update(outcome="waiting")
    user = User.objects.get(person=world.rana)
    with django_assert_num_queries(6):
        found = waits_on(queries, user, NOW.date())
    assert len([item for item in found if item.about == "Barnsley" and "lead" in item.what]) == count


def test_another_programme_is_none_of_a_coordinators_business(world):
    region, programme, bodies = worlds.make_region("North East")
    cycle, shape = worlds.make_cycle(programme, bodies.values())
    worlds.make_challenge(cycle, shape, bodies["York"], state=State.SCOPING)
    about = {item.about for item in waits_on(queries, User.objects.get(person=world.rana), TODAY)}
    assert about == {"Calderdale", "Third cycle"}
    assert not any("lead" in item.what for item in waits_on(queries, User.objects.get(person=world.rana), TODAY))
    assert Shape.objects.filter(programme=programme).count() == 1
    assert region.name == "North East"
