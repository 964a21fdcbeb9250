"""The timetable on paper: an itinerary for each of the team, a sheet for each room and day."""

from datetime import time, timedelta

from django.urls import reverse

from cycles.models import State
from reviews.actions import moving, timetable
from reviews.models import GroupSize, LineOfEnquiry, Room
from tests import world as worlds
from tests.world import NOW

DAY = worlds.VISIT_STARTS


def plan(world, title, hour, lead, notes, **more):
    return timetable.Plan(
        DAY,
        time(hour),
        time(hour + 1),
        "group",
        title,
        leads=(world.seats[lead],),
        takes_notes=(world.seats[notes],),
        **more,
    )


def filled(world):
    Room.objects.create(challenge=world.challenge, name="Room 4", building="Town hall")
    GroupSize.objects.create(challenge=world.challenge, source="carers", size=200)
    line = LineOfEnquiry.objects.create(challenge=world.challenge, number=1, question="Do families know?")
    carers = plan(
        world, "Carers", 9, "petra", "amir", room="room 4", source="carers", contact_role="Office", lines=(line,)
    )
    duty = plan(world, "Duty team", 11, "tom", "petra", room="Family centre")
    before = NOW - timedelta(days=20)
    return [
        timetable.add_session(challenge=world.challenge, plan=one, by=world.ben, at=before) for one in (carers, duty)
    ]


def page(client, world, name, **query):
    answer = client.get(reverse(f"reviews:{name}", args=[world.challenge.ref]), query)
    return " ".join(answer.content.decode().split()), answer


def test_everybody_finds_their_own_and_what_changed_since_they_came(world_at, signed_in, django_assert_num_queries):
    world = world_at(State.ON_SITE)
    carers, _duty = filled(world)
    client = signed_in(world.petra)
    text, answer = page(client, world, "itineraries")
    assert [one.seat for one in answer.context["itineraries"]] == [world.seats["petra"]]
    for words in (
        "room 4, Town hall",
        "Leads, with Amir. Lines of enquiry: 1",
        "Contact: Office",
        "Takes notes, with Tom",
    ):
        assert words in text
    assert "Changed" not in text
    moving.move_session(session=carers, day=DAY, starts=time(14), track=1, seen=0, by=world.mina, at=NOW)
    text, answer = page(client, world, "itineraries")
    assert [stop.changed for stop in answer.context["itineraries"][0].days[0][1]] == [False, True]
    assert "10 February, 12:00" in text
    with django_assert_num_queries(10):
        text, answer = page(client, world, "itineraries", member="")
    assert len(answer.context["itineraries"]) == 7


def test_a_room_sheet_names_no_person(world, signed_in):
    filled(world)
    text, answer = page(signed_in(world.petra), world, "room_sheets")
    assert [(sheet.room, sheet.building) for sheet in answer.context["sheets"]] == [
        ("Family centre", ""),
        ("room 4", "Town hall"),
    ]
    paper = text[text.index('<article class="paper') :]
    assert "Parents and carers" in paper
    assert not [one.person.name for one in world.seats.values() if one.person.name in paper]
    assert "Office" not in paper


def test_the_leaflet_is_made_from_the_scope(world_at, client):
    world = world_at(State.PREPARING)
    filled(world)
    world.challenge.purpose = "progress"
    world.challenge.save()
    text, _answer = page(client, world, "leaflet")
    assert "It wants to know how far it has come with what it set out to do." in text
    assert "<li>Do families know?</li>" in text


def test_the_leaflet_keeps_questions_that_are_not_agreed(world_at, client):
    world = world_at(State.SCOPING)
    LineOfEnquiry.objects.create(challenge=world.challenge, number=1, question="Do families know?")
    assert "Do families know?" not in page(client, world, "leaflet")[0]
