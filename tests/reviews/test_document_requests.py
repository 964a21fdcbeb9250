"""What the team asks the host for: asking, chasing, receiving, and what waits for whom because of it."""

from datetime import date, timedelta

import pytest

import reviews.queries
from cycles.models import State
from notices.models import Message
from people.models import Membership, User
from people.refusal import Refusal
from people.waiting import Waiting
from reviews.actions import documents as actions
from reviews.models import DocumentRequest
from reviews.queries import documents as queries
from reviews.queries import notes
from tests import world as worlds
from tests.reviews.papers import TODAY, ask, many, upload, url
from tests.waits import waits_on
from tests.world import NOW


def test_asking_tells_the_host_once_a_day(world):
    ask(world)
    ask(world, "Board minutes")
    told = Message.objects.get()
    assert (told.recipient, told.kind) == (world.ben, "documents_requested")
    assert f"/challenges/{world.challenge.ref}/documents/" in told.body


def test_a_day_that_has_passed_is_refused_at_its_field(world, signed_in):
    data = {"kind": "strategy", "title": "Plan", "due_on_day": "1", "due_on_month": "2", "due_on_year": "2027"}
    response = signed_in(world.mina).post(url(world, "request_document"), data)
    assert response.status_code == 409
    assert response.context["form"].errors == {"due_on": ["This day has passed. Enter today or a later day."]}


def test_chasing_reminds_once_a_day(world):
    request = ask(world)
    actions.chase_document(request=request, by=world.mina, at=NOW)
    assert Message.objects.filter(kind="document_chased").count() == 1
    with pytest.raises(Refusal, match="reminded today at 12:00"):
        actions.chase_document(request=request, by=world.tom, at=NOW)
    actions.chase_document(request=request, by=world.tom, at=NOW + timedelta(days=1))
    assert Message.objects.filter(kind="document_chased").count() == 2


def test_without_an_organiser_the_sponsor_is_reminded_and_without_either_nobody(world):
    request = ask(world)
    Membership.objects.filter(person=world.ben).delete()
    actions.chase_document(request=request, by=world.mina, at=NOW)
    assert Message.objects.get(kind="document_chased").recipient == world.carys
    Membership.objects.filter(person=world.carys).delete()
    with pytest.raises(Refusal, match="no organiser or sponsor"):
        actions.chase_document(request=request, by=world.mina, at=NOW + timedelta(days=1))


def test_a_received_document_is_not_chased(world, signed_in):
    request = ask(world)
    signed_in(world.mina).post(url(world, "receive_document", request.ref))
    with pytest.raises(Refusal, match="has been received"):
        actions.chase_document(request=request, by=world.mina, at=NOW)
    with pytest.raises(Refusal, match="already recorded"):
        actions.receive_document(request=request, by=world.mina, at=NOW)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "Late by 3 days"), (-1, "Late by 1 day"), (0, "Due today"), (1, "Due tomorrow"), (5, "Due in 5 days")],
)
def test_how_long_is_left_is_said_in_words(days, words):
    assert queries.due_in_words(TODAY + timedelta(days=days), TODAY) == words


def test_a_day_far_off_is_named():
    assert queries.due_in_words(date(2027, 3, 12), TODAY) == "Due 12 March"


def test_the_host_is_told_what_to_send_and_the_team_what_to_chase(world):
    DocumentRequest.objects.create(
        challenge=world.challenge, kind="board", title="Minutes", due_on=date(2027, 2, 1), requested_by=world.mina
    )
    ask(world, due=date(2027, 2, 20))
    about, library = "Calderdale: Transitions", url(world, "documents")
    assert waits_on(queries, world.ben.user, TODAY) == [
        Waiting("Send 1 document already late", about, library, date(2027, 2, 1)),
        Waiting("Send 1 document", about, library, date(2027, 2, 20)),
    ]
    assert waits_on(queries, world.mina.user, TODAY) == [
        Waiting("Chase 1 document the host has not sent", about, url(world, "document_requests"), date(2027, 2, 1)),
    ]
    assert waits_on(queries, world.petra.user, TODAY) == []
    assert waits_on(queries, world.sam.user, TODAY) == []


def test_nothing_waits_once_it_has_come_or_the_time_is_over(world):
    request = ask(world)
    upload(world, request=request)
    assert waits_on(queries, world.ben.user, TODAY) == []
    ask(world)
    world.challenge.state = State.DRAFTING
    world.challenge.save()
    assert waits_on(queries, world.ben.user, TODAY) == []


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("page", "queries"), [("asked_documents", 7), ("document_requests", 8)])
def test_lists_of_requests_ask_a_set_number_of_questions(
    world, signed_in, django_assert_num_queries, count, page, queries
):
    many(world, count)
    client = signed_in(world.mina)
    with django_assert_num_queries(queries):
        text = client.get(url(world, page)).content.decode()
    assert text.count('class="asked__item"') == count


@pytest.mark.parametrize("count", [1, 30])
def test_what_waits_asks_a_set_number_of_questions(world, django_assert_num_queries, count):
    for number in range(count):
        other = worlds.make_challenge(
            world.cycle, world.shape, world.host, topic=f"Topic {number}", starts=TODAY + timedelta(days=9)
        )
        DocumentRequest.objects.create(
            challenge=other, kind="board", title="Minutes", due_on=TODAY, requested_by=world.mina
        )
    user = User.objects.get(person=world.ben)
    with django_assert_num_queries(4):  # the memberships, the concerns, the challenges, what lies in them
        lines = waits_on(reviews.queries, user, TODAY)
    # Each challenge misses a document and a timetable; the world's own misses a timetable alone.
    assert len(lines) == 2 * count + 1


@pytest.mark.parametrize("count", [1, 30])
def test_notes_wait_for_whoever_is_on_site_and_take_one_question(world_at, django_assert_num_queries, count):
    world = world_at(State.ON_SITE)
    for number in range(1, count):
        starts = TODAY + timedelta(weeks=number)
        other = worlds.make_challenge(
            world.cycle, world.shape, world.bodies["York"], topic=f"T{number}", starts=starts, state=State.ON_SITE
        )
        worlds.seat(other, world.petra, "reviewer")
    user = User.objects.get(person=world.petra)
    with django_assert_num_queries(2):  # the memberships, the challenges
        lines = waits_on(notes, user, TODAY)
    assert [line.what for line in lines] == ["Write down what you hear and see"] * count
    assert waits_on(notes, world.ben.user, TODAY) == []
