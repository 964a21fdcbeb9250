"""What does not fit in a timetable, rule by rule, without a database."""

from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from reviews.clashes import (
    Place,
    Slot,
    check,
    double_use,
    no_lunch,
    no_team_time,
    no_time_to_move,
    outside,
    team_time_taken,
    unheard,
    unheard_partners,
    unsuitable_rooms,
    untested,
)
from tests.soak import examples

MONDAY, TUESDAY = date(2027, 2, 8), date(2027, 2, 9)
PETRA, AMIR = {1: "Petra"}, {2: "Amir"}


def slot(starts, ends, ref="a", day=TUESDAY, kind="group", **more):
    hours = [time(*map(int, text.split(":"))) for text in (starts, ends)]
    return Slot(ref, day, *hours, kind, more.pop("title", ref.upper()), **more)


def said(clashes):
    return [clash.sentence for clash in clashes]


def test_one_person_in_two_sessions_blocks():
    found = list(double_use([slot("9:00", "10:00", people=PETRA), slot("9:30", "10:30", "b", people=PETRA)]))
    assert said(found) == [
        "Petra is in two sessions at once: “A” and “B” (Tuesday 9 February, 09:30 to 10:30).",
    ]
    assert found[0].blocks
    assert found[0].refs == ("a", "b")


def test_one_room_in_two_sessions_blocks_whatever_its_case():
    found = list(double_use([slot("9:00", "10:00", room="Room  4"), slot("9:00", "9:30", "b", room="room 4")]))
    assert said(found) == ["Room  4 is used twice at once: “A” and “B” (Tuesday 9 February, 09:00 to 09:30)."]
    assert found[0].blocks


def test_sessions_that_only_touch_do_not_clash():
    first, second = slot("9:00", "10:00", people=PETRA, room="4"), slot("10:00", "11:00", "b", people=PETRA, room="4")
    assert list(double_use([first, second])) == []


def test_two_days_two_people_or_no_room_at_all_do_not_clash():
    slots = [
        slot("9:00", "10:00", people=PETRA, room="By video"),
        slot("9:00", "10:00", "b", people=AMIR, room="by video"),
        slot("9:00", "10:00", "c", day=MONDAY, people=PETRA),
        slot("9:00", "10:00", "d"),
    ]
    assert list(double_use(slots)) == []


def test_a_day_that_is_not_on_site_blocks():
    assert said(outside([slot("9:00", "10:00", day=MONDAY)], [TUESDAY])) == [
        "“A” is on Monday 8 February, which is not a day on site. Move or cancel it."
    ]


def test_lunch_needs_half_an_hour_free():
    through = [slot("11:00", "12:45", people=PETRA), slot("13:00", "14:30", "b", people=PETRA)]
    assert said(no_lunch(through)) == [
        "Petra has no half hour for lunch between 11:30 and 14:00 on Tuesday 9 February.",
    ]
    assert list(no_lunch([slot("11:00", "12:45", people=PETRA), slot("13:15", "14:30", "b", people=PETRA)])) == []
    assert list(no_lunch([slot("9:00", "13:30", people=PETRA)])) == []
    assert len(list(no_lunch([slot("11:59", "13:59", people=PETRA), slot("9:00", "11:59", "b", people=PETRA)]))) == 1


def test_five_minutes_are_needed_to_change_rooms():
    before = slot("9:00", "10:00", people=PETRA, room="Room 1")
    at_once = slot("10:00", "11:00", "b", people=PETRA, room="Room 2")
    assert said(no_time_to_move([before, at_once])) == [
        "Petra has no time to get from Room 1 to Room 2 before “B” (Tuesday 9 February, 10:00 to 11:00).",
    ]
    later = slot("10:05", "11:00", "b", people=PETRA, room="Room 2")
    same = slot("10:00", "11:00", "b", people=PETRA, room="room 1")
    assert list(no_time_to_move([before, later])) == []
    assert list(no_time_to_move([before, same])) == []


def test_each_day_needs_team_time():
    slots = [slot("9:00", "10:00"), slot("9:00", "10:00", "b", day=MONDAY), slot("16:00", "17:00", "c", kind="team")]
    assert said(no_team_time(slots)) == [
        "There is no team meeting on Monday 8 February. The team needs time to compare what it found.",
    ]


def test_voices_without_a_session_are_named():
    assert said(unheard([slot("9:00", "10:00", source="front_line")])) == [
        "There is no session with partners yet.",
        "There is no session with people who use services, or their carers yet.",
    ]
    slots = [slot("9:00", "10:00", source=source) for source in ("front_line", "partner_health", "carers")]
    assert list(unheard(slots)) == []


def test_kinds_of_partners_without_a_session_or_a_number_are_named():
    health = slot("9:00", "10:00", source="partner_health", expected=6)
    assert said(unheard_partners([health, slot("9:00", "10:00", "b", source="providers")])) == [
        "Among partners, there is no session with the police or voluntary and community groups yet.",
        "It is not said how many partners are expected at “B” (Tuesday 9 February, 09:00 to 10:00).",
    ]
    together = slot("9:00", "10:00", source="partners", expected=9)
    assert list(unheard_partners([health, together])) == []
    assert list(unheard_partners([slot("9:00", "10:00", source="front_line")])) == []
    police, voluntary = (
        slot("9:00", "10:00", source=f"partner_{kind}", expected=4) for kind in ("police", "voluntary")
    )
    assert list(unheard_partners([health, police, voluntary])) == []
    assert said(unheard_partners([health, police])) == [
        "Among partners, there is no session with voluntary and community groups yet."
    ]


def test_case_records_and_people_who_left_are_named():
    found = check(
        [slot("9:00", "10:00", kind="case_review", without_case_data=("Joan",), gone=("Amir",))],
        [TUESDAY],
    )
    assert "Joan may not see case records but is in “A” (Tuesday 9 February, 09:00 to 10:00)." in said(found)
    assert "Amir has left the team but is still down for “A” (Tuesday 9 February, 09:00 to 10:00)." in said(found)
    assert not any(clash.blocks for clash in found)


@st.composite
def slots(draw):
    made = []
    for number in range(draw(st.integers(0, 12))):
        begins = draw(st.integers(8 * 12, 17 * 12)) * 5
        ends = begins + draw(st.integers(1, 24)) * 5
        made.append(
            Slot(
                str(number),
                draw(st.sampled_from([MONDAY, TUESDAY])),
                time(*divmod(begins, 60)),
                time(*divmod(ends, 60)),
                "group",
                "x",
                room=draw(st.sampled_from(["", "1", "2"])),
                people=dict.fromkeys(draw(st.sets(st.integers(1, 3))), "P"),
            )
        )
    return made


@examples(100, 2000)
@given(slots())
def test_a_timetable_without_a_block_has_nobody_and_no_room_twice_at_any_minute(made):
    blocked = any(clash.blocks for clash in check(made, [MONDAY, TUESDAY]))
    twice = False
    for day in (MONDAY, TUESDAY):
        for minute in range(8 * 60, 20 * 60):
            now = [one for one in made if one.day == day and one.begins <= minute < one.stops]
            seats = [seat for one in now for seat in one.people]
            rooms = [one.room for one in now if one.room]
            twice = twice or len(seats) > len(set(seats)) or len(rooms) > len(set(rooms))
    assert blocked == twice


ROOM = Place("Room 4", "Town hall", 0, 10, (("2027-02-09", 9 * 60, 12 * 60),))
DEPOT = Place("Workshop", "Depot", 20)
PLACES = {"room 4": ROOM, "workshop": DEPOT}


def test_the_way_to_another_building_takes_its_minutes():
    here = slot("9:00", "10:00", people=PETRA, room="Room 4")
    there = slot("10:15", "11:00", "b", people=PETRA, room="workshop")
    assert said(no_time_to_move([here, there], PLACES)) == [
        "Petra has 15 minutes to get from Room 4 to workshop, which is 20 minutes away, "
        "before “B” (Tuesday 9 February, 10:15 to 11:00)."
    ]
    later = slot("10:20", "11:00", "b", people=PETRA, room="Workshop")
    assert list(no_time_to_move([here, later], PLACES)) == []
    assert list(no_time_to_move([here, there])) == []  # places nobody described lie side by side


def test_a_room_is_lent_for_its_hours_and_holds_so_many():
    late = slot("11:30", "12:30", room="room 4", expected=9, people={**PETRA, **AMIR})
    assert said(unsuitable_rooms([late], PLACES)) == [
        "The host does not lend room 4 for “A” (Tuesday 9 February, 11:30 to 12:30).",
        "room 4 holds 10, but 11 people would be in “A” (Tuesday 9 February, 11:30 to 12:30).",
    ]
    assert list(unsuitable_rooms([slot("9:00", "12:00", room="Room 4", expected=10)], PLACES)) == []


def test_while_the_team_meets_nobody_of_it_is_elsewhere():
    meeting = slot("16:00", "17:00", kind="team", title="Team meeting", people=AMIR)
    away = slot("16:30", "17:30", "b", people={**PETRA, **AMIR})
    assert said(team_time_taken([meeting, away])) == [
        "“B” (Tuesday 9 February, 16:30 to 17:30) takes Petra away from “Team meeting”, "
        "which is kept for the whole team."
    ]
    assert list(team_time_taken([meeting, slot("15:00", "16:00", "b", people=PETRA), slot("16:00", "17:00")])) == []


def test_a_line_of_enquiry_no_session_tests_is_named_once_there_is_a_timetable():
    lines = {1: "Do families know?", 2: "Is support joined up?"}
    assert said(untested([slot("9:00", "10:00", lines=(2,))], lines)) == [
        "No session tests line of enquiry 1: “Do families know?”"
    ]
    assert check([], [TUESDAY], [], lines) == []
