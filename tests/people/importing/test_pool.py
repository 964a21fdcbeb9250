"""The pool from a table: checked first, imported whole or not at all, and the same file twice changes nothing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people import sheets
from people.importing import pool
from people.models import Body, Person, Profile, Region, Training
from people.refusal import Refusal
from tests.world import NOW, ROLE_OF_CAST

TODAY = NOW.date()
HEADINGS = [
    "Name",
    "E-mail",
    "Home body",
    "Grade",
    "Services",
    "Days a year",
    "Training course",
    "Training completed on",
]
NEW = [
    "Nadia Khan",
    "nadia@example.org",
    "York",
    "Head of service",
    "SEND, Early help",
    "5",
    "Peer challenge",
    "1/3/2026",
]


def table(*rows, headings=HEADINGS):
    return sheets.Table(list(headings), [(number, list(row)) for number, row in enumerate(rows, 2)])


def check(*rows, headings=HEADINGS):
    return pool.check(table=table(*rows, headings=headings), today=TODAY)


def faults(*rows, headings=HEADINGS):
    return [(fault.row, fault.column, fault.sentence) for fault in check(*rows, headings=headings).faults]


def exported():
    return list(pool.rows_of(Person.objects.all()))


def test_a_row_becomes_person_profile_and_training(world):
    plan = pool.bring_in(table=table(NEW), by=world.rana, at=NOW)
    nadia = Person.objects.select_related("profile", "home").get(email="nadia@example.org")
    assert plan.sentence == "1 new, 0 changed, 0 as they were"
    assert (nadia.name, nadia.home.name, nadia.changed_by) == ("Nadia Khan", "York", world.rana)
    assert (nadia.profile.grade, nadia.profile.services) == ("head_of_service", ["SEND", "Early help"])
    assert (nadia.profile.days_a_year, nadia.profile.active) == (5, True)
    assert list(nadia.training.values_list("course", "completed_on")) == [("Peer challenge", date(2026, 3, 1))]


def test_the_dry_run_saves_nothing(world):
    before = exported()
    assert check(NEW).sentence == "1 new, 0 changed, 0 as they were"
    assert exported() == before


def test_the_same_file_twice_changes_nothing(world):
    pool.bring_in(table=table(NEW), by=world.rana, at=NOW)
    before = exported()
    again = pool.bring_in(table=table(NEW), by=world.rana, at=NOW)
    assert again.does_nothing
    assert exported() == before
    assert Person.objects.get(email="nadia@example.org").version == 1


def test_a_known_address_changes_that_person(world):
    row = ["Petra Reid", "PETRA@example.org", "Bradford", "Director", "", "8", "", ""]
    plan = pool.bring_in(table=table(row), by=world.rana, at=NOW)
    assert plan.rows[0].changed == ["Name", "Grade"]
    petra = Person.objects.select_related("profile").get(pk=world.petra.pk)
    assert (petra.name, petra.email, petra.version) == ("Petra Reid", "petra@example.org", 2)
    assert (petra.profile.grade, petra.profile.updated_on) == ("director", TODAY)
    assert Training.objects.filter(person=petra).count() == 1


def test_a_column_left_out_leaves_what_is_here_and_an_empty_cell_empties_it(world):
    Person.objects.filter(pk=world.petra.pk).update(phone="01274", job_title="Manager")
    pool.bring_in(
        table=table(["Petra", "petra@example.org", ""], headings=["name", "E-Mail", "PHONE"]), by=world.rana, at=NOW
    )
    petra = Person.objects.select_related("profile", "home").get(pk=world.petra.pk)
    assert (petra.phone, petra.job_title, petra.home.name) == ("", "Manager", "Bradford")
    assert petra.profile.grade == "service_manager"


def test_how_far_somebody_travels_comes_in_and_an_empty_cell_is_any_distance(world):
    headings = ["Name", "E-mail", "Furthest journey km"]
    row = ["Petra", "petra@example.org", "60"]
    pool.bring_in(table=table(row, headings=headings), by=world.rana, at=NOW)
    assert Profile.objects.get(person=world.petra).travel_km == 60
    assert faults([*row[:2], "0"], headings=headings) == [
        (2, "C Furthest journey km", "“0” is no number from 1 to 1500.")
    ]
    pool.bring_in(table=table([*row[:2], ""], headings=headings), by=world.rana, at=NOW)
    assert Profile.objects.get(person=world.petra).travel_km is None


@pytest.mark.parametrize(
    ("cell", "column", "sentence"),
    [
        ((0, ""), "A Name", "This cell must not be empty."),
        ((0, "x" * 121), "A Name", "This is longer than 120 characters."),
        ((1, "nadia"), "B E-mail", "“nadia” is no e-mail address. Write it like name@example.org."),
        ((2, "Yorkk"), "C Home body", "No body is called “Yorkk”. Add it first, or correct the name."),
        ((3, ""), "D Grade", "Choose a grade: the row holds things of the pool."),
        ((5, "400"), "F Days a year", "“400” is no number from 0 to 366."),
        ((5, "some"), "F Days a year", "“some” is no number from 0 to 366."),
        ((6, ""), "G Training course", "Name the course."),
        ((7, ""), "H Training completed on", "Say when the course was completed."),
        ((7, "31/2/2026"), "H Training completed on", "“31/2/2026” is no day. Write it like 27/03/2027 or 2027-03-27."),
        (
            (7, "11/2/2027"),
            "H Training completed on",
            "A course can be recorded once it is done: this day is in the future.",
        ),
    ],
)
def test_every_fault_names_its_row_and_column(world, cell, column, sentence):
    wrong = list(NEW)
    wrong[cell[0]] = cell[1]
    good = ["Omar", "omar@example.org", *NEW[2:]]
    assert faults(good, wrong) == [(3, column, sentence)]


def test_an_unknown_grade_lists_the_known(world):
    wrong = [*NEW[:3], "Boss", *NEW[4:]]
    ((row, column, sentence),) = faults(wrong)
    assert (row, column) == (2, "D Grade")
    assert sentence.startswith("“Boss” is not known. There are: Director, Assistant director")


def test_the_same_address_twice_is_a_fault(world):
    assert faults(NEW, ["Other", "Nadia@Example.org", *NEW[2:]]) == [
        (3, "B E-mail", "This address is in row 2 already.")
    ]


def test_headings_are_checked_before_rows(world):
    found = faults(["x"], headings=["Nam", "E-mail", "e-mail"])
    assert [(row, column) for row, column, _ in found] == [(1, "A Nam"), (1, "C e-mail"), (1, "Name")]
    assert found[1][2] == "This column is there twice."
    assert found[2][2] == "This column is missing."


def test_a_cell_without_a_heading_is_a_fault(world):
    found = faults(["Nadia", "nadia@example.org", "", "stray"], headings=["Name", "E-mail", ""])
    assert found == [(2, "C", "This cell has no heading above it."), (2, "D", "This cell has no heading above it.")][1:]


def test_a_name_of_two_bodies_must_say_the_region(world):
    Body.objects.create(region=Region.objects.create(name="North"), name="York")
    ((_, _, sentence),) = faults(NEW)
    assert "“York (North)”" in sentence
    assert faults([*NEW[:2], "York (North)", *NEW[3:]]) == []


def test_one_fault_and_nothing_is_imported(world):
    before = exported()
    with pytest.raises(Refusal, match="Check the file again"):
        pool.bring_in(table=table(NEW, ["", *NEW[1:]]), by=world.rana, at=NOW)
    assert exported() == before


def test_somebody_without_grade_is_here_but_not_in_the_pool(world):
    pool.bring_in(table=table(["Nadia", "nadia@example.org"], headings=["Name", "E-mail"]), by=world.rana, at=NOW)
    assert not Profile.objects.filter(person__email="nadia@example.org").exists()


def test_somebody_in_the_pool_cannot_lose_the_grade(world):
    ((_, column, sentence),) = faults(["Petra", "petra@example.org", ""], headings=["Name", "E-mail", "Grade"])
    assert (column, sentence) == ("C Grade", "This person is in the pool: choose a grade.")


def test_days_are_read_either_way_round(world):
    for number, written in enumerate(["01/03/2026", "1/3/2026", "2026-03-01", "1.3.2026"]):
        row = [f"P{number}", f"p{number}@example.org", *NEW[2:7], written]
        pool.bring_in(table=table(row), by=world.rana, at=NOW)
    days = Training.objects.filter(person__name__in=["P0", "P1", "P2", "P3"]).values_list("completed_on", flat=True)
    assert set(days) == {date(2026, 3, 1)}


@pytest.mark.parametrize("write", [sheets.write_csv, sheets.write_xlsx])
def test_the_export_imports_again_without_a_change(world, write):
    Profile.objects.filter(person=world.petra).update(
        services=["SEND", "Early help"], access_needs="Step-free\r\nNo stairs", party="=Party", active=False
    )
    Person.objects.filter(pk=world.petra.pk).update(phone="+44 1274", job_title="-Head")
    Training.objects.create(person=world.petra, course="Older", completed_on=date(2020, 1, 1))
    headings = [column.heading for column in pool.COLUMNS]
    back = sheets.read(write(headings, exported()))
    plan = pool.bring_in(table=back, by=world.rana, at=NOW)
    assert plan.sentence == "0 new, 0 changed, 8 as they were"


def test_the_number_of_queries_does_not_grow_with_the_rows(world, django_assert_max_num_queries):
    rows = [[f"P{number}", f"p{number}@example.org", *NEW[2:]] for number in range(300)]
    with django_assert_max_num_queries(25):
        pool.bring_in(table=table(*rows), by=world.rana, at=NOW)
    assert Person.objects.filter(name__startswith="P", home__name="York").count() == 300


def send(client, data, name="pool.csv"):
    return client.post(reverse("people:import_pool"), {"file": SimpleUploadedFile(name, data)})


CSV = sheets.write_csv(HEADINGS, [NEW])


def test_the_road_from_file_to_pool(signed_in, world):
    client = signed_in(world.rana)
    checked = send(client, CSV)
    assert checked.status_code == 200
    assert "1 new, 0 changed, 0 as they were" in checked.text
    assert not Person.objects.filter(email="nadia@example.org").exists()
    data = {"file": checked.context["confirm"]["file"].value()}
    answers = [client.post(reverse("people:confirm_pool"), data) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [reverse("people:pool")] * 2
    assert Person.objects.filter(email="nadia@example.org").count() == 1


def test_a_faulty_file_shows_row_and_column_and_offers_no_import(signed_in, world):
    answer = send(signed_in(world.rana), CSV.replace(b"York", b"Yorkk"))
    assert answer.status_code == 422
    assert "C Home body" in answer.text
    assert "No body is called “Yorkk”" in answer.text
    assert "confirm" not in answer.context or not answer.context["confirm"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"Name\n"])
def test_an_unreadable_file_is_refused_at_its_field(signed_in, world, data):
    answer = send(signed_in(world.rana), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_a_checked_file_is_good_for_its_sender_and_a_day(signed_in, world, clock):
    client = signed_in(world.rana)
    sealed = send(client, CSV).context["confirm"]["file"].value()
    bodies = client.post(reverse("people:confirm_bodies"), {"file": sealed})
    forged = client.post(reverse("people:confirm_pool"), {"file": sealed[:-1]})
    clock.shift(24 * 60 * 60 + 1)
    late = client.post(reverse("people:confirm_pool"), {"file": sealed})
    for answer in (bodies, forged):
        assert answer.status_code == 409
        assert "has gone stale" in answer.text
    assert late.status_code in (302, 409)
    assert not Person.objects.filter(email="nadia@example.org").exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["pool_template", "bodies_template", "export_pool", "export_bodies"])
def test_templates_and_exports_are_attachments_that_read_back(signed_in, world, kind, name):
    answer = signed_in(world.rana).get(reverse(f"people:{name}", args=[kind]))
    assert f".{kind}" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    if name.startswith("export"):
        assert sheets.read(answer.content).headings[0] == "Name"


def test_another_format_is_not_found(signed_in, world):
    assert signed_in(world.rana).get("/people/export.exe").status_code == 404


@pytest.mark.parametrize("key", [key for key in ROLE_OF_CAST if key != "rana"])
def test_only_the_coordinator_exports(signed_in, world, key):
    assert signed_in(getattr(world, key)).get(reverse("people:export_pool", args=["csv"])).status_code == 403


def test_a_file_that_moves_somebody_to_their_host_imports_nothing(world):
    moved = ["Petra", "petra@example.org", "Calderdale", "Service manager", "", "8", "Refresher", "1/2/2027"]
    with pytest.raises(Refusal, match=r"reviews their own authority.*Nothing was imported") as refused:
        pool.bring_in(table=table(moved, NEW), by=world.rana, at=NOW)
    assert refused.value.field == "file"
    assert Person.objects.get(pk=world.petra.pk).home.name == "Bradford"
    assert not Person.objects.filter(email="nadia@example.org").exists()


def test_a_file_that_ends_training_a_seat_rests_on_imports_nothing(world):
    headings = ["Name", "E-mail", "Training course", "Training completed on", "Training counts until"]
    row = ["Petra", "petra@example.org", "Peer challenge", "1/3/2026", "1/1/2027"]
    with pytest.raises(Refusal, match=r"no training that counts then.*Nothing was imported"):
        pool.bring_in(table=table(row, headings=headings), by=world.rana, at=NOW)
    longer = [*row[:4], "1/1/2030"]
    pool.bring_in(table=table(longer, headings=headings), by=world.rana, at=NOW)
    course = Training.objects.get(person=world.petra)
    assert (course.expires_on, course.version, course.changed_by) == (date(2030, 1, 1), 2, world.rana)
