"""Finding a time: offered by what is known, answered by link, chosen once and by nobody twice."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.actions import finding as actions
from cycles.actions.meeting import schedule_meeting
from cycles.models import Answer, Finder, Meeting, State
from notices.models import Message
from people.models import Absence, Person
from people.refusal import Refusal
from tests.access.samples.people import parts
from tests.world import NOW

MONDAY = date(2027, 3, 15)
PETRA_AWAY = {"starts_on": MONDAY, "ends_on": MONDAY}


def look(world, **more):
    facts = {"challenge": world.challenge, "kind": "planning", "minutes": 60, "first": MONDAY}
    facts |= {
        "last": MONDAY + timedelta(days=1),
        "place": "Town hall",
        "people": [world.petra, world.ben],
        "others": [],
    }
    return actions.find_meeting(**{**facts, "by": world.mina, "at": NOW, **more})


def page_of(finder):
    return reverse("cycles:choose_time", args=[finder.challenge.ref, finder.ref])


def answer(finder, person, said):
    asked = finder.asked.get(person=person)
    return actions.answer_poll(asked=asked, answers={time.ref: said for time in finder.times.all()}, at=NOW)


def choose(finder, by, time=None):
    return actions.choose_time(finder=finder, time=time or finder.times.order_by("starts_at").first(), by=by, at=NOW)


def test_from_the_search_to_the_meeting(world, signed_in, client):
    Absence.objects.create(person=world.petra, **PETRA_AWAY)
    sent = {
        "kind": "planning",
        "minutes": "60",
        "place": "Town hall",
        "people": [one.ref for one in (world.petra, world.tom, world.ben)],
    }
    sent |= {**parts("first", MONDAY), **parts("last", MONDAY + timedelta(days=1))}
    address = reverse("cycles:find_meeting", args=[world.challenge.ref])
    bad = signed_in(world.mina).post(address, {**sent, "others": "Nobody in particular"})
    assert (bad.status_code, "Line 1 must be a name, a comma" in bad.text) == (422, True)
    assert "Nobody in particular" in bad.text
    response = signed_in(world.mina).post(address, {**sent, "others": "Dr Hill, of the board, hill@nhs.example"})
    finder = Finder.objects.get()
    assert response.url == page_of(finder)
    # Petra keeps her days away here, so she is not asked; on Monday she is away, so Tuesday suits best.
    polls = Message.objects.filter(kind="meeting_poll")
    assert set(polls.values_list("recipient__email", flat=True)) == {"ben@example.org", "hill@nhs.example"}
    page = signed_in(world.mina).get(response.url).text
    assert page.index("Monday 15 March 2027, 09:00") < page.index("Tuesday 16 March 2027, 09:00")
    assert page.count("Suits best") == 2
    assert "Not answered yet: Ben, Dr Hill, of the board." in page
    client.logout()
    link = actions.link_of(finder.asked.get(person__email="hill@nhs.example"))
    assert link in polls.get(recipient__email="hill@nhs.example").body
    poll = client.get(link)
    assert (poll.status_code, "Transitions" in poll.text, "Petra" in poll.text) == (200, False, False)
    times = list(finder.times.order_by("starts_at"))
    short = client.post(link, {times[0].ref: "yes"})
    assert (short.status_code, "Say whether you can come on Monday 15 March 2027, 12:00" in short.text) == (422, True)
    said = dict(zip((time.ref for time in times), ("no", "no", "yes", "maybe"), strict=True))
    assert "Your answers are kept" in client.post(link, said, follow=True).text
    assert "2 can, 1 if need be, 1 not answered" in client.get(link).text
    for other in (world.carys, world.rana):
        assert signed_in(other).get(page_of(finder)).status_code == 404
    assert signed_in(world.ben).get(page_of(finder)).status_code == 200
    assert (
        "looks for this time and chooses it" in signed_in(world.ben).post(page_of(finder), {"time": times[2].ref}).text
    )
    done = signed_in(world.mina).post(page_of(finder), {"time": times[2].ref})
    meeting = Meeting.objects.get()
    assert done.url == reverse("cycles:meeting", args=[world.challenge.ref, meeting.ref])
    assert (meeting.starts_at, meeting.place, meeting.finder) == (times[2].starts_at, "Town hall", finder)
    assert set(meeting.people.values_list("email", flat=True)) == {
        f"{name}@example.org" for name in ("petra", "tom", "ben", "mina")
    } | {"hill@nhs.example"}
    client.logout()
    late = client.get(link).text
    assert ("The time has been chosen." in late, "So far" in late) == (True, False)
    assert client.post(link, said).status_code == 409


def test_whoever_looks_is_not_asked_when_they_can(world):
    finder = look(world, people=[world.mina, world.ben])
    assert list(finder.asked.filter(is_known=True).values_list("person__name", flat=True)) == ["Mina"]
    assert [poll.recipient for poll in Message.objects.filter(kind="meeting_poll")] == [world.ben]


def test_links_are_their_own_persons_alone(world, client):
    finder = look(world)
    good = actions.link_of(finder.asked.get(person=world.ben))
    for bad in (good[:-2] + "x/", good.replace("/answer/", "/answer/x"), "/answer/x/"):
        assert client.get(bad).status_code == 404


def test_whoever_says_no_is_told_and_not_asked_to_it(world):
    finder = look(world, people=[world.petra, world.ben, world.carys])
    answer(finder, world.ben, "no")
    answer(finder, world.carys, "maybe")
    answer(finder, world.carys, "yes")
    assert Answer.objects.filter(asked__person=world.carys).count() == finder.times.count()
    meeting = choose(finder, world.mina)
    assert set(meeting.people.values_list("name", flat=True)) == {"Petra", "Carys", "Mina"}
    told = Message.objects.filter(kind__in=["meeting", "meeting_without"]).values_list("recipient__name", "kind")
    assert set(told) == {("Petra", "meeting"), ("Carys", "meeting"), ("Mina", "meeting"), ("Ben", "meeting_without")}
    with pytest.raises(Refusal, match="has been arranged already, for 15 March 2027"):
        choose(finder, world.mina)
    with pytest.raises(Refusal, match="The time has been chosen meanwhile"):
        answer(finder, world.ben, "yes")


def test_nobody_is_booked_twice(world, signed_in):
    one, other = look(world), look(world, kind="other", place="Library")
    first = choose(one, world.mina)
    by_hand = {"starts_at": first.starts_at, "ends_at": first.ends_at, "place": "", "kind": "other"}
    second = schedule_meeting(challenge=world.challenge, people=[world.ben], by=world.mina, at=NOW, **by_hand)
    address = reverse("cycles:meeting", args=[world.challenge.ref, second.ref])
    assert "Asked to another meeting at the same time: Ben, Mina." in signed_in(world.mina).get(address).text
    second.delete()
    with pytest.raises(Refusal, match="Already asked to another meeting at this time: Ben, Mina, Petra"):
        choose(other, world.mina)
    assert Meeting.objects.count() == 1
    # What is offered from now on knows of it.
    again = look(world)
    assert again.times.order_by("starts_at").first().starts_at.hour == 10


def test_what_cannot_be_found_is_refused_with_a_sentence(world_at, signed_in):
    world = world_at(State.PREPARING)
    Absence.objects.create(person=world.petra, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=1))
    with pytest.raises(Refusal, match="No time between these days suits anybody"):
        look(world, people=[world.petra])
    assert not Finder.objects.exists()
    Absence.objects.all().delete()
    finder = look(world)
    type(world.challenge).objects.update(state=State.CLOSED)
    with pytest.raises(Refusal, match="can no longer be arranged"):
        look(world)
    with pytest.raises(Refusal, match="answers can no longer be given"):
        answer(finder, world.ben, "yes")
    type(world.challenge).objects.update(state=State.PREPARING)
    with pytest.raises(Refusal, match="This time is over"):
        actions.choose_time(finder=finder, time=finder.times.first(), by=world.mina, at=NOW + timedelta(days=90))
    client, address = signed_in(world.mina), reverse("cycles:find_meeting", args=[world.challenge.ref])
    wrong = {"kind": "planning", "minutes": "60", **parts("first", NOW.date() - timedelta(days=1))}
    page = client.post(address, {**wrong, **parts("last", MONDAY + timedelta(weeks=9))}).text
    for sentence in ("must be today or later", "within eight weeks", "Choose at least one person"):
        assert sentence in page


def test_pages_ask_a_fixed_number_of_queries(world, signed_in, client, django_assert_num_queries):
    few = look(world, people=[world.petra], others=[("A", "a@example.org")])
    many = [(f"Guest {n}", f"g{n}@example.org") for n in range(15)]
    more = look(world, people=Person.objects.filter(seats__challenge=world.challenge), others=many)
    for finder in (few, more):
        link = actions.link_of(finder.asked.exclude(is_known=True).first())
        mina = signed_in(world.mina)
        with django_assert_num_queries(12):
            mina.get(page_of(finder))
        client.logout()
        with django_assert_num_queries(3):
            client.get(link)
