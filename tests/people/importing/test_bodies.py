"""Bodies from a table: known by region and name, linked to each other, whole or not at all."""

from datetime import date
from decimal import Decimal

import pytest

from people import sheets
from people.importing import bodies
from people.models import Body, BodyTie, Region
from people.refusal import Refusal
from tests.world import NOW

PLACE = ["Name", "Structure", "Easting km", "Northing km"]
HEADINGS = ["Name", "Kind", "Accountable authority", "First day", "Last day", "Successor"]


def table(*rows, headings=HEADINGS):
    return sheets.Table(list(headings), [(number, list(row)) for number, row in enumerate(rows, 2)])


def faults(world, *rows, headings=HEADINGS, regions=None):
    plan = bodies.check(table=table(*rows, headings=headings), regions=regions or [world.region])
    return [(fault.row, fault.column, fault.sentence) for fault in plan.faults]


def bring_in(world, *rows, headings=HEADINGS):
    return bodies.bring_in(table=table(*rows, headings=headings), regions=[world.region], by=world.rana, at=NOW)


def test_bodies_are_added_and_linked_within_the_file(world):
    plan = bring_in(
        world,
        ["York", "", "", "", "31/03/2027", "York and Selby"],
        ["York and Selby", "Local authority", "", "01/04/2027", "", ""],
        ["York Trust", "Delivery body", "York and Selby", "", "", ""],
    )
    assert plan.sentence == "2 new, 1 changed, 0 as they were"
    york = Body.objects.select_related("successor").get(name="York")
    trust = Body.objects.select_related("accountable").get(name="York Trust")
    assert (york.valid_to, york.successor.name, york.version) == (date(2027, 3, 31), "York and Selby", 2)
    assert (trust.kind, trust.accountable.name, trust.region) == ("delivery", "York and Selby", world.region)


def test_ties_are_named_once_added_and_never_taken_away(world):
    headings = ["Name", "Neighbours", "Shares services with"]
    rows = [["Hull", "York; hull trust", ""], ["Hull Trust", "Hull", "York"], ["York", "", ""]]
    plan = bring_in(world, *rows, headings=headings)
    assert plan.sentence == "2 new, 0 changed, 1 as they were"
    made = {(*sorted((tie.one.name, tie.other.name)), tie.kind) for tie in BodyTie.objects.all()}
    new = {("Hull", "York", "neighbour"), ("Hull", "Hull Trust", "neighbour"), ("Hull Trust", "York", "shared_service")}
    assert new <= made
    assert bring_in(world, *rows, headings=headings).does_nothing
    back = sheets.read(
        sheets.write_csv([column.heading for column in bodies.COLUMNS], bodies.rows_of(Body.objects.all()))
    )
    assert bodies.bring_in(table=back, regions=[world.region], by=world.rana, at=NOW).does_nothing
    assert faults(world, ["Hull", "Hull; Nowhere", ""], headings=headings) == [
        (2, "B Neighbours", "A body cannot be tied to itself."),
        (2, "B Neighbours", "No body of this region is called “Nowhere”, neither here nor in this file."),
    ]


def test_the_same_file_twice_changes_nothing(world):
    rows = [["Hull", "", "", "", "", ""], ["Hull Trust", "delivery", "Hull", "", "", ""]]
    bring_in(world, *rows)
    assert bring_in(world, *rows).does_nothing


@pytest.mark.parametrize("write", [sheets.write_csv, sheets.write_xlsx])
def test_the_export_imports_again_without_a_change(world, write):
    bring_in(world, ["Hull", "", "", "1/4/1996", "", ""], ["Hull Trust", "delivery", "Hull", "", "1/5/2027", "Hull"])
    bring_in(world, ["Hull", "unitary", "510.2", "429"], headings=PLACE)
    headings = [column.heading for column in bodies.COLUMNS]
    back = sheets.read(write(headings, bodies.rows_of(Body.objects.all())))
    plan = bodies.bring_in(table=back, regions=[world.region], by=world.rana, at=NOW)
    assert plan.does_nothing
    assert len(plan.rows) == Body.objects.count()


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["", "", "", "", "", ""], (2, "A Name", "This cell must not be empty.")),
        (
            ["Hull", "village", "", "", "", ""],
            (
                2,
                "B Kind",
                "“village” is not known. There are: Local authority, Delivery body, Safeguarding board, "
                "Partner agency.",
            ),
        ),
        (
            ["Hull", "", "Nowhere", "", "", ""],
            (
                2,
                "C Accountable authority",
                "No body of this region is called “Nowhere”, neither here nor in this file.",
            ),
        ),
        (
            ["Hull", "", "", "1/4/2027", "1/3/2027", ""],
            (2, "E Last day", "The last day cannot be before the first."),
        ),
        (["Hull", "", "", "", "", "York"], (2, "E Last day", "A body with a successor needs its last day.")),
        (["York", "", "", "", "1/3/2027", "York"], (2, "F Successor", "This leads back to the same body.")),
    ],
)
def test_every_fault_names_its_row_and_column(world, row, fault):
    assert faults(world, row) == [fault]


def test_structure_and_place_come_in_and_a_wrong_place_is_a_fault(world):
    bring_in(world, ["Leeds", "Metropolitan borough", "430", "434.25"], headings=PLACE)
    leeds = Body.objects.get(name="Leeds")
    assert (leeds.structure, leeds.easting_km, leeds.northing_km) == ("metropolitan", Decimal("430"), Decimal("434.2"))
    found = faults(
        world, ["Leeds", "village", "-1", "434"], ["York", "", "", "452"], ["Hull", "", "701", ""], headings=PLACE
    )
    assert [(row, column, sentence[:40]) for row, column, sentence in found] == [
        (2, "B Structure", "“village” is not known. There are: Metro"),
        (2, "C Easting km", "“-1” is no number of kilometres from 0 t"),
        (3, "C Easting km", "A place on the map needs both, the easti"),
        (4, "C Easting km", "“701” is no number of kilometres from 0 "),
    ]


def test_a_circle_by_way_of_others_is_a_fault(world):
    found = faults(world, ["York", "", "", "", "1/3/2027", "Leeds"], ["Leeds", "", "", "", "1/3/2027", "York"])
    assert [(row, column) for row, column, _ in found] == [(2, "F Successor"), (3, "F Successor")]


def test_a_body_twice_in_the_file_is_a_fault(world):
    found = faults(world, ["Hull", "", "", "", "", ""], ["hull", "", "", "", "", ""])
    assert found == [(3, "A Name", "This body is in row 2 already.")]


def test_with_two_regions_each_row_names_its_own(world):
    north = Region.objects.create(name="North")
    found = faults(world, ["Hull"], ["Hull"], headings=["Name"], regions=[world.region, north])
    assert [sentence for _, _, sentence in found] == [
        "Name one of the regions you keep: “Yorkshire and the Humber”, “North”."
    ] * 2
    assert (
        faults(
            world,
            ["Hull", "North"],
            ["Hull", "Yorkshire and the Humber"],
            headings=["Name", "Region"],
            regions=[world.region, north],
        )
        == []
    )


def test_a_fault_imports_nothing(world):
    before = Body.objects.count()
    with pytest.raises(Refusal):
        bring_in(world, ["Hull", "", "", "", "", ""], ["", "", "", "", "", ""])
    assert Body.objects.count() == before


def test_the_number_of_queries_does_not_grow_with_the_rows(world, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        bring_in(world, *[[f"Body {number}"] for number in range(200)], headings=["Name"])
    assert Body.objects.filter(name__startswith="Body ").count() == 200
