"""The time of each line of enquiry against its plan, and the slots in which the team reflects."""

from datetime import date, time

from django.urls import reverse

from reviews import budget
from reviews.clashes import Slot
from reviews.models import LineOfEnquiry, Session

DAY = date(2027, 2, 9)
LINES = [(1, "Are plans early?", 120), (2, "Who listens?", 60), (3, "Is it known?", None), (4, "Unseen?", 60)]


def slot(starts, ends, kind="group", lines=(), **more):
    return Slot("x", DAY, time(*starts), time(*ends), kind, "Duty team", lines=lines, **more)


def test_a_shared_session_gives_each_line_its_share_and_short_lines_are_told():
    slots = [slot((9, 0), (10, 0), lines=(1, 2)), slot((10, 0), (10, 40), lines=(2,)), slot((13, 0), (13, 20))]
    found = budget.spent(slots, LINES)
    assert [(one.given, one.in_words) for one in found] == [
        (30, "1 h 30 min too little"),
        (70, "10 min more than planned"),
        (0, "Nothing planned yet"),
        (0, "1 h too little"),
    ]
    assert [clash.sentence for clash in budget.short_lines(slots, LINES)] == [
        "Line of enquiry 1 gets 30 min of the 2 h planned for it: “Are plans early?”"
    ]


def test_a_slot_of_the_team_is_for_the_team_and_long_enough():
    kept = [slot((16, 0), (16, 20), "team", source="front_line")]
    assert "is kept for the team to reflect, but others are expected" in next(budget.reflection_used(kept)).sentence
    assert "only 20 minutes together on Tuesday 9 February" in next(budget.too_short_to_reflect(kept)).sentence
    longer = [*kept, slot((17, 0), (17, 10), "moderation")]
    assert list(budget.too_short_to_reflect(longer)) == []


def test_minutes_are_planned_with_the_line_and_compared_in_the_timetable(world, signed_in):
    client = signed_in(world.tom)
    add = reverse("reviews:add_line", args=[world.challenge.ref])
    response = client.post(add, {"question": "Who listens?", "minutes": "5"})
    assert response.context["form"].errors["minutes"] == ["Enter at least 15 minutes, or leave it empty"]
    assert client.post(add, {"question": "Who listens?", "minutes": "240"}).status_code == 302
    line = LineOfEnquiry.objects.get()
    assert "240 minutes" in client.get(reverse("reviews:scope", args=[world.challenge.ref])).content.decode()
    made = Session.objects.create(
        challenge=world.challenge,
        day=world.challenge.visit.starts_on,
        starts=time(9),
        ends=time(10),
        kind="group",
        title="Duty team",
        source="front_line",
        expected=6,
    )
    made.lines.add(line)
    page = client.get(reverse("reviews:timetable", args=[world.challenge.ref])).content.decode()
    assert "Time for each line of enquiry" in page
    assert "3 h too little" in page
    assert "gets 1 h of the 4 h planned for it" in page
