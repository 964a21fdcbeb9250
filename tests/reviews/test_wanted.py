"""Rooms and the list of sessions to place: typed one by one, or brought in from a table."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people import sheets
from reviews.models import LineOfEnquiry, Room, WantedSession


def url(world, name, *args):
    return reverse(f"reviews:{name}", args=[world.challenge.ref, *args])


def wanted(**more):
    return {"title": "Duty team", "kind": "group", "minutes": "60", "people": "2", "needs_room": "on", **more}


def test_a_room_is_added_changed_and_taken_off(world, signed_in):
    client = signed_in(world.ben)
    typed = {
        "name": "Room 4",
        "building": "Town hall",
        "minutes_away": "0",
        "holds": "12",
        "free": "Tuesday 9 to 12:30",
    }
    assert client.post(url(world, "add_room"), typed).status_code == 302
    room = Room.objects.get()
    assert (room.holds, room.free) == (12, [["2027-02-09", 540, 750]])
    again = client.post(url(world, "add_room"), {**typed, "name": "ROOM 4"})
    assert again.context["form"].errors["name"] == [
        "A room of this name is already in the list. Give this one another name."
    ]
    page = client.get(url(world, "edit_room", room.ref)).content.decode()
    assert "Tuesday 9 February 09:00 to 12:30" in page
    wrong = client.post(url(world, "edit_room", room.ref), {**typed, "free": "Sunday 9 to 10", "holds": "none"})
    assert wrong.context["form"].errors["free"][0].startswith("“Sunday” is not one of the days on site")
    assert wrong.context["form"].errors["holds"] == ["Enter a whole number from 1 to 2,000"]
    assert "Sunday 9 to 10" in wrong.content.decode()
    assert client.post(url(world, "edit_room", room.ref), {**typed, "free": "", "name": "Room 5"}).status_code == 302
    assert "Room 5" in client.get(url(world, "wanted")).content.decode()
    client.post(url(world, "edit_room", room.ref), {**typed, "remove": "on"})
    assert not Room.objects.exists()


def test_a_session_to_place_is_added_changed_and_taken_off(world, signed_in):
    client = signed_in(world.ben)
    line = LineOfEnquiry.objects.create(challenge=world.challenge, number=1, question="Do families know?")
    seat = world.seats["petra"].pk
    typed = wanted(seats=[seat], lines=[line.pk], windows="day 2: 9 to 12", early="on")
    assert client.post(url(world, "add_wanted"), typed).status_code == 302
    row = WantedSession.objects.get()
    assert ([one.pk for one in row.seats.all()], list(row.lines.all())) == ([seat], [line])
    assert (row.windows, row.early, row.needs_room) == ([["2027-02-10", 540, 720]], True, True)
    page = client.get(url(world, "edit_wanted", row.ref))
    assert page.context["form"].initial["minutes"] == 60
    assert client.post(url(world, "edit_wanted", row.ref), wanted(title="Night duty", version="0")).status_code == 302
    stale = client.post(url(world, "edit_wanted", row.ref), wanted(title="Late duty", version="0"))
    assert "Ben saved this" in stale.content.decode()
    client.post(url(world, "edit_wanted", row.ref), wanted(version="1", remove="on"))
    assert not WantedSession.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"title": ""}, "title", "Enter a title"),
        ({"minutes": "62"}, "minutes", "Enter a length in steps of five minutes"),
        ({"people": "9"}, "people", "Enter a whole number from 1 to 8"),
        ({"windows": "soon"}, "windows", "“soon” does not say a day and hours."),
        ({"kind": "case_review", "seats": "joan"}, "seats", "Joan may not see case records. Choose somebody else."),
        ({"people": "1", "seats": "both"}, "people", "You chose more people than the session needs."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(world, signed_in, changed, field, words):
    seats = {"joan": ["joan"], "both": ["petra", "amir"]}.get(changed.get("seats"), [])
    typed = wanted(**{**changed, "seats": [world.seats[key].pk for key in seats]})
    response = signed_in(world.ben).post(url(world, "add_wanted"), typed)
    assert response.context["form"].errors[field][0].startswith(words)
    assert not WantedSession.objects.exists()


HEADINGS = [
    "Title",
    "Kind",
    "Minutes",
    "People needed",
    "Who must be there",
    "Lines of enquiry",
    "When the host can",
    "Early",
]
GOOD = ["Duty team", "Group discussion", "45", "2", "petra; Amir", "1", "Tuesday 9:00 to 12:00; day 2 13-17", "yes"]


def send(world, client, rows, write=sheets.write_csv):
    file = SimpleUploadedFile("wanted.csv", write(HEADINGS, rows))
    return client.post(url(world, "import_wanted"), {"file": file})


@pytest.mark.parametrize("write", [sheets.write_csv, sheets.write_xlsx])
def test_a_list_is_brought_in_once(world, signed_in, write):
    LineOfEnquiry.objects.create(challenge=world.challenge, number=1, question="Do families know?")
    client = signed_in(world.ben)
    bare = ["Case records", "case_review", "", "", "", "", "", ""]
    assert send(world, client, [GOOD, bare], write).status_code == 302
    duty, case = WantedSession.objects.order_by("pk")
    assert ({seat.person.name for seat in duty.seats.all()}, duty.minutes, duty.early) == ({"Petra", "Amir"}, 45, True)
    assert duty.windows == [["2027-02-09", 540, 720], ["2027-02-10", 780, 1020]]
    assert (case.minutes, case.people, case.early, case.windows) == (60, 2, False, [])
    send(world, client, [GOOD, bare], write)
    assert WantedSession.objects.count() == 2


def test_a_wrong_table_names_row_and_column_and_imports_nothing(world, signed_in):
    wrong = ["Cases", "case_review", "7", "1", "Joan; Zed; Tom", "4", "Sunday 9 to 10", "maybe"]
    response = send(world, signed_in(world.ben), [GOOD, wrong])
    assert response.status_code == 422
    faults = {(fault.row, fault.column): fault.sentence for fault in response.context["faults"]}
    assert faults[2, "F Lines of enquiry"] == "There is no line of enquiry 1."
    assert faults[3, "C Minutes"] == "“7” is no number from 10 to 480."
    assert faults[3, "G When the host can"].startswith("“Sunday” is not one of the days on site")
    assert faults[3, "H Early"] == "“maybe” is neither yes nor no."
    named = [fault.sentence for fault in response.context["faults"] if fault.column == "E Who must be there"]
    assert named == [
        "“Zed” has no seat in this team.",
        "Joan may not see case records.",
        "These are more people than the session needs.",
    ]
    assert not WantedSession.objects.exists()


def test_the_list_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries):
    client = signed_in(world.ben)
    counts = []
    for count in (1, 40):
        WantedSession.objects.all().delete()
        rows = WantedSession.objects.bulk_create(
            WantedSession(challenge=world.challenge, title=f"S{n}", kind="group") for n in range(count)
        )
        for row in rows[:3]:
            row.seats.add(world.seats["petra"])
        client.get(url(world, "wanted"))
        with django_assert_num_queries(11) as asked:
            client.get(url(world, "wanted"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
