"""The leaflet: for everybody, with the promise and its limit, and no name of anybody."""

from datetime import date

from django.urls import reverse

from cycles.models import Challenge, Postponement, ProgrammeSetting, State
from tests.world import NOW


def address(world):
    return reverse("reviews:leaflet", args=[world.challenge.ref])


def text(client, world):
    return " ".join(client.get(address(world)).content.decode().split())


def test_it_says_what_is_promised_and_where_that_ends(world, client):
    page = text(client, world)
    for words in (
        "It is not an inspection",
        "never says who said it",
        "a child or an adult may be at risk of harm",
        "destroyed 6 months after the report is final",
        "when fewer than 5 people belong to the group",
        "from Tuesday 9 February to Thursday 11 February 2027",
        "Lead challenger, Wakefield",
        "Reviewer (member peer), Leeds",
    ):
        assert words in page


def test_it_names_nobody(world, client):
    page = text(client, world)
    assert not [key for key in world.seats if f"{key.title()}," in page or f"{key.title()} " in page]


def test_it_follows_the_programme_s_settings(world, client):
    ProgrammeSetting.objects.create(
        programme=world.programme, key="keep_notes_months", value=3, reason="Ours", changed_at=NOW
    )
    assert "destroyed 3 months after" in text(client, world)


def test_a_postponed_visit_shows_no_dates(world, client):
    Postponement.objects.create(
        challenge=world.challenge,
        cause="inspection",
        reason="CANARYREASON",
        was_starts_on=date(2027, 2, 9),
        was_ends_on=date(2027, 2, 11),
        postponed_at=NOW,
        postponed_by=world.rana,
    )
    page = text(client, world)
    assert "The visit is postponed" in page
    assert "9 February" not in page
    assert "CANARYREASON" not in page


def test_it_is_there_in_every_state_and_says_of_none_but_cancelled(world, client):
    """Who was invited must not find nothing; that a report is withheld is not theirs to know."""
    pages = {}
    for state in State:
        Challenge.objects.filter(pk=world.challenge.pk).update(state=state)
        pages[state] = text(client, world)
    cancelled = pages.pop(State.CANCELLED)
    # While points are taken it leads to where they are put; of all else the state is not told.
    taken = {pages.pop(state) for state in (State.SCOPING, State.PREPARING, State.ON_SITE)}
    assert [len(taken), len(set(pages.values()))] == [1, 1]
    assert "This visit will not take place" in cancelled
    assert "never says who said it" in cancelled
    assert "destroyed 14 days after the visit was cancelled. There will be no report." in cancelled
    assert "from Tuesday 9 February" not in cancelled
    assert "Who is coming" not in cancelled


def test_a_plan_that_is_not_released_has_none(world, client):
    world.cycle.released_at = None
    world.cycle.save()
    assert client.get(address(world)).status_code == 404
    assert client.get(reverse("reviews:leaflet", args=["nosuchrefatall"])).status_code == 404


def test_it_asks_few_questions(world, client, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(address(world))


def test_it_is_the_same_for_everybody_and_leaves_no_cookie(world, client, signed_in):
    public = client.get(address(world))
    assert not public.cookies
    assert "Ben" not in signed_in(world.ben).get(address(world)).content.decode()
