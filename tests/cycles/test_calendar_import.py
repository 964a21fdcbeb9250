"""Closed days in and out as tables: every fault by row and column, all rows or none."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cycles.importing import COLUMNS
from cycles.models import ClosedPeriod
from people import sheets
from tests.cycles.test_calendar import close, poll, url

HEADINGS = [column.heading for column in COLUMNS]
GOOD = [
    ["Calderdale", "School break", "Autumn half term 2027", "25/10/2027", "2027-10-29", "Council"],
    ["", "bank_holiday", "Good Friday", "2027-03-26", "", ""],
]


def send(world, client, rows, *, write=sheets.write_csv, name="days.csv"):
    file = SimpleUploadedFile(name, write(HEADINGS, rows))
    return client.post(url(world, "import_periods"), {"file": file})


def rows():
    return list(
        ClosedPeriod.objects.order_by("starts_on").values_list("body__name", "kind", "label", "starts_on", "ends_on")
    )


@pytest.mark.parametrize("write", [sheets.write_csv, sheets.write_xlsx])
def test_a_table_is_imported_and_again_changes_nothing(world, signed_in, write):
    client = signed_in(world.rana)
    for _ in range(2):
        assert send(world, client, GOOD, write=write).status_code == 302
        assert rows() == [
            (None, "bank_holiday", "Good Friday", date(2027, 3, 26), date(2027, 3, 26)),
            ("Calderdale", "school_break", "Autumn half term 2027", date(2027, 10, 25), date(2027, 10, 29)),
        ]


@pytest.mark.parametrize(
    ("row", "place", "said"),
    [
        (["Atlantis", "Closed", "Week off", "2027-03-01", "", ""], "A Body", "No body is called “Atlantis”"),
        (["York", "Holiday", "Week off", "2027-03-01", "", ""], "B Kind", "“Holiday” is not known"),
        (["York", "Closed", "", "2027-03-01", "", ""], "C Name", "must not be empty"),
        (["York", "Closed", "Week off", "31/02/2027", "", ""], "D First day", "“31/02/2027” is no day"),
        (["York", "Closed", "Week off", "2027-03-05", "2027-03-01", ""], "E Last day", "before the first"),
    ],
)
def test_a_fault_is_named_by_row_and_column_and_nothing_is_imported(world, signed_in, row, place, said):
    response = send(world, signed_in(world.rana), [*GOOD, row])
    assert response.status_code == 422
    page = response.content.decode()
    assert ">4</th>" in page
    assert place in page
    assert said in page
    assert "1 cell needs mending. Nothing was imported." in page
    assert rows() == []


def test_a_body_of_another_region_is_unknown_here(world, signed_in):
    region = world.region.__class__.objects.create(name="North East")
    region.bodies.create(name="Durham")
    response = send(world, signed_in(world.rana), [["Durham", "Closed", "Week off", "2027-03-01", "", ""]])
    assert "No body is called “Durham”" in response.content.decode()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0 old", b"Body,Kind\n"])
def test_what_is_no_table_is_refused_with_a_sentence(world, signed_in, content):
    response = signed_in(world.rana).post(
        url(world, "import_periods"), {"file": SimpleUploadedFile("days.xlsx", content)}
    )
    assert response.status_code == 422
    assert rows() == []


def test_what_is_exported_comes_in_again_unchanged(world, signed_in):
    close(world)
    poll(world)
    close(world, body=None, kind="other", label="=Summit", starts=date(2027, 6, 1), ends=date(2027, 6, 1))
    client = signed_in(world.rana)
    before = rows()
    exported = client.get(reverse("cycles:export_periods", args=[world.programme.ref])).content
    file = SimpleUploadedFile("days.csv", exported)
    response = client.post(url(world, "import_periods"), {"file": file}, follow=True)
    assert "0 new, 0 changed, 3 as they were" in response.content.decode()
    assert rows() == before


def test_importing_asks_the_same_few_questions_for_1_and_30_rows(world, signed_in, django_assert_num_queries):
    client = signed_in(world.rana)
    with django_assert_num_queries(12):
        send(world, client, GOOD[:1])
    many = [["York", "Closed", f"Day {day}", f"2027-06-{day:02}", "", ""] for day in range(1, 31)]
    with django_assert_num_queries(12):
        send(world, client, many)
