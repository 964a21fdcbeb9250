"""Building the timetable over its pages: what blocks, what warns, and two people editing at once."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from people.waiting import Waiting
from reviews.actions import timetable as actions
from reviews.models import GroupSize, LineOfEnquiry, Session, SessionReviewer
from reviews.queries import timetable as queries
from tests import world as worlds
from tests.waits import waits_on
from tests.world import NOW

DAY = worlds.VISIT_STARTS
NEXT = DAY + timedelta(days=1)


def url(world, name, *args):
    return reverse(f"reviews:{name}", args=[world.challenge.ref, *args])


def plan(world, starts="9:00", ends="10:00", *people, **more):
    hours = [time(*map(int, text.split(":"))) for text in (starts, ends)]
    fields = {"day": DAY, "kind": "group", "title": "Duty team", **more}
    return actions.Plan(starts=hours[0], ends=hours[1], leads=tuple(world.seats[person] for person in people), **fields)


def add(world, *args, **more):
    return actions.add_session(challenge=world.challenge, plan=plan(world, *args, **more), by=world.ben, at=NOW)


def typed(**more):
    return {
        "day": DAY.isoformat(),
        "starts": "9.30",
        "ends": "10:15",
        "kind": "focus_group",
        "title": "Carers of adults",
        "room": "Library",
        "track": "2",
        "expected": "8",
        **more,
    }


def many(world, count):
    """Make a full timetable of several tracks, each session with two of the team and a line."""
    line = LineOfEnquiry.objects.create(challenge=world.challenge, number=1, question="Do families know?")
    made = Session.objects.bulk_create(
        Session(
            challenge=world.challenge,
            day=DAY + timedelta(days=n % 3),
            starts=time(8 + n // 12, 0),
            ends=time(8 + n // 12, 45),
            kind="group",
            title=f"Session {n}",
            track=n % 4 + 1,
            source="front_line",
            room=f"Room {n}",
        )
        for n in range(count)
    )
    names = list(world.seats)
    SessionReviewer.objects.bulk_create(
        SessionReviewer(session=session, seat=world.seats[names[(n + k) % 7]])
        for n, session in enumerate(made)
        for k in range(2)
    )
    Session.lines.through.objects.bulk_create(
        Session.lines.through(session=session, lineofenquiry=line) for session in made
    )


def test_a_session_is_added_with_its_team_lines_and_group(world, signed_in):
    line = LineOfEnquiry.objects.create(challenge=world.challenge, number=1, question="Do families know?")
    data = typed(
        source="carers",
        group_size="260",
        leads=[world.seats["petra"].pk],
        takes_notes=[world.seats["amir"].pk],
        lines=[line.pk],
    )
    response = signed_in(world.ben).post(url(world, "add_session"), data)
    assert response.status_code == 302
    session = Session.objects.get()
    assert (session.starts, session.ends, session.track, session.expected) == (time(9, 30), time(10, 15), 2, 8)
    assert {(row.seat.person.name, row.part) for row in session.reviewers.all()} == {
        ("Petra", "leads"),
        ("Amir", "notes"),
    }
    assert list(session.lines.all()) == [line]
    assert GroupSize.objects.get().size == 260


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"starts": "half nine"}, "starts", "Enter a time, such as 9:30 or 14:00"),
        ({"ends": "09:00"}, "ends", "The session must end after it starts"),
        ({"day": "2027-02-20"}, "day", "Choose one of the days on site"),
        ({"title": ""}, "title", "Enter a title"),
        ({"track": "0"}, "track", "Enter a track from 1 to 8"),
        ({"expected": "some"}, "expected", "Enter a whole number"),
        ({"source": "carers"}, "group_size", "Enter how many people belong to “Parents and carers” at the host."),
        ({"leads": ["999999"]}, "leads", "Choose people who have accepted a seat in this team"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(world, signed_in, changed, field, words):
    response = signed_in(world.ben).post(url(world, "add_session"), typed(room="Kept room", **changed))
    assert response.status_code in (409, 422)
    assert response.context["form"].errors[field][0].startswith(words)
    assert 'value="Kept room"' in response.content.decode()
    assert not Session.objects.exists()
    assert not GroupSize.objects.exists()


def test_a_person_is_down_for_one_part_only(world, signed_in):
    petra = [world.seats["petra"].pk]
    response = signed_in(world.ben).post(url(world, "add_session"), typed(leads=petra, takes_notes=petra))
    assert response.context["form"].errors["takes_notes"] == [
        "Choose Petra under one heading only: leading, or taking notes"
    ]


def test_a_known_group_is_not_asked_for_again(world):
    GroupSize.objects.create(challenge=world.challenge, source="front_line", size=140)
    add(world, source="front_line")
    assert Session.objects.get().source == "front_line"


def test_a_person_or_room_in_two_places_is_refused_and_nothing_is_saved(world, signed_in):
    add(world, "9:00", "10:00", "petra", room="Library")
    client = signed_in(world.ben)
    same_person = client.post(url(world, "add_session"), typed(leads=[world.seats["petra"].pk], room=""))
    assert same_person.status_code == 409
    assert "Petra is in two sessions at once: “Duty team” and “Carers of adults”" in same_person.content.decode()
    same_room = client.post(url(world, "add_session"), typed())
    assert "Library is used twice at once" in same_room.content.decode()
    assert Session.objects.count() == 1
    assert client.post(url(world, "add_session"), typed(room="Other")).status_code == 302


def test_editing_into_a_clash_is_refused_and_undone(world):
    add(world, "9:00", "10:00", "petra")
    later = add(world, "10:00", "11:00", "petra", title="Later")
    with pytest.raises(Refusal, match="Petra is in two sessions at once"):
        actions.edit_session(
            session=later, plan=plan(world, "9:30", "11:00", "petra", title="Later"), seen=0, by=world.mina, at=NOW
        )
    later.refresh_from_db()
    assert (later.starts, later.version) == (time(10), 0)


@pytest.mark.breaks_rules
def test_somebody_on_another_challenge_of_the_visit_is_not_taken_twice(world):
    add(world, "9:00", "10:00", "petra")
    other = worlds.make_challenge(world.cycle, world.shape, world.bodies["Leeds"], topic="Early help")
    other.visit = world.challenge.visit
    other.save()
    seat = worlds.seat(other, world.petra, "reviewer")
    world.seats["petra"] = seat
    with pytest.raises(Refusal, match="Petra is in a session of another challenge at that time"):
        actions.add_session(challenge=other, plan=plan(world, "9:30", "10:30", "petra"), by=world.rana, at=NOW)


def test_only_accepted_seats_take_part(world):
    world.seats["petra"].status = "withdrawn"
    with pytest.raises(Refusal, match="accepted a seat"):
        add(world, "9:00", "10:00", "petra")


def test_the_second_editor_sees_who_saved_what_and_keeps_the_text(world, signed_in):
    session = add(world, "9:00", "10:00", "petra")
    actions.edit_session(
        session=session,
        plan=plan(world, "9:00", "10:00", "petra", "amir", room="Town Hall"),
        seen=0,
        by=world.mina,
        at=NOW,
    )
    client = signed_in(world.ben)
    response = client.post(url(world, "edit_session", session.ref), typed(room="My room", version="0"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Mina saved this at 12:00 on 10 February, while you were writing." in page
    assert "room: “Town Hall”" in page
    assert "team: Amir, Petra" in page
    assert 'value="My room"' in page
    assert 'name="version" value="1"' in page
    again = client.post(url(world, "edit_session", session.ref), typed(room="My room", version="1"))
    assert again.status_code == 302
    assert Session.objects.get().room == "My room"


def test_a_cancelled_session_frees_its_people_and_comes_back_only_if_they_are_free(world, signed_in):
    session = add(world, "9:00", "10:00", "petra")
    client = signed_in(world.ben)
    assert client.post(url(world, "cancel_session", session.ref), {"reason": ""}).status_code == 422
    assert client.post(url(world, "cancel_session", session.ref), {"reason": "Snow"}).status_code == 302
    assert "Snow" in client.get(url(world, "timetable")).content.decode()
    with pytest.raises(Refusal, match="already cancelled"):
        actions.cancel_session(session=session, reason="Again", by=world.ben, at=NOW)
    other = add(world, "9:00", "10:00", "petra", title="Instead")
    with pytest.raises(Refusal, match="Petra is in two sessions"):
        actions.restore_session(session=session, by=world.ben, at=NOW)
    actions.cancel_session(session=other, reason="Not wanted", by=world.ben, at=NOW)
    actions.restore_session(session=session, by=world.ben, at=NOW)
    session.refresh_from_db()
    assert (session.status, session.cancelled_reason) == ("planned", "")


def test_a_copy_keeps_length_room_and_team(world, signed_in):
    session = add(world, "9:00", "10:15", "petra", room="Library")
    data = {"day": NEXT.isoformat(), "starts": "14:00"}
    assert signed_in(world.ben).post(url(world, "copy_session", session.ref), data).status_code == 302
    copy = Session.objects.exclude(pk=session.pk).get()
    assert (copy.day, copy.starts, copy.ends, copy.room) == (NEXT, time(14), time(15, 15), "Library")
    assert [row.seat for row in copy.reviewers.all()] == [world.seats["petra"]]
    with pytest.raises(Refusal, match="past midnight"):
        actions.copy_session(session=session, day=NEXT, starts=time(23), by=world.ben, at=NOW)
    with pytest.raises(Refusal, match="two sessions at once"):
        actions.copy_session(session=session, day=DAY, starts=time(9), by=world.ben, at=NOW)


@pytest.mark.breaks_rules
def test_sessions_left_behind_by_a_moved_visit_are_shown(world, signed_in):
    GroupSize.objects.create(challenge=world.challenge, source="councillors", size=51)
    add(world, source="councillors")
    visit = world.challenge.visit
    visit.starts_on, visit.ends_on = date(2027, 3, 9), date(2027, 3, 11)
    visit.save()
    page = signed_in(world.ben).get(url(world, "timetable")).content.decode()
    assert "“Duty team” is on Tuesday 9 February, which is not a day on site. Move or cancel it." in page
    assert "Not a day on site" in page
    assert "There is no team meeting on Tuesday 9 February." in page
    assert "4 things to look at" in page


def test_who_cannot_edit_sees_no_warnings_and_no_buttons(world, signed_in):
    add(world, source="")
    page = signed_in(world.petra).get(url(world, "timetable")).content.decode()
    assert "to look at" not in page
    assert "Add a session" not in page
    assert "Duty team" in page


def test_sizes_of_groups_are_kept_and_not_taken_away(world, signed_in):
    client = signed_in(world.carys)
    client.post(url(world, "group_sizes"), {"front_line": "140", "carers": "4"})
    client.post(url(world, "group_sizes"), {"front_line": "150", "carers": ""})
    assert dict(GroupSize.objects.values_list("source", "size")) == {"front_line": 150, "carers": 4}
    bad = client.post(url(world, "group_sizes"), {"front_line": "many", "providers": "12"})
    assert bad.status_code == 422
    assert 'value="12"' in bad.content.decode()


def test_an_empty_timetable_waits_six_weeks_before_the_visit(world):
    about, page = "Calderdale: Transitions", url(world, "timetable")
    starts = world.challenge.visit.starts_on
    due = starts - timedelta(weeks=2)
    early, late = starts - timedelta(days=43), starts - timedelta(days=42)
    assert waits_on(queries, world.ben.user, late) == [Waiting("Build the timetable", about, page, due)]
    assert waits_on(queries, world.mina.user, late) == [Waiting("Build the timetable", about, page, due)]
    assert waits_on(queries, world.ben.user, early) == []
    assert waits_on(queries, world.petra.user, late) == []
    add(world)
    assert waits_on(queries, world.ben.user, late) == []


def test_the_timetable_is_closed_after_the_visit(world_at):
    world = world_at(State.DRAFTING)
    with pytest.raises(Refusal, match="now “drafting”"):
        add(world)


@pytest.mark.parametrize("count", [1, 30, 68])
def test_the_timetable_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries, count):
    many(world, count)
    client = signed_in(world.ben)
    with django_assert_num_queries(12):
        page = client.get(url(world, "timetable")).content.decode()
    assert page.count('<article class="slot') == count


def test_one_session_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries):
    session = add(world, "9:00", "10:00", "petra", "amir", "tom")
    client = signed_in(world.mina)
    with django_assert_num_queries(8):
        page = client.get(url(world, "session", session.ref)).content.decode()
    assert "Petra leads" in page
