"""Actions from a table: whole or not at all; and out again, so that nothing changes when it comes back."""

from django.urls import reverse

from cycles.models import State
from followup.importing import actions
from followup.models import Action
from people import sheets
from tests.followup.scene import THEN, planned

HEADINGS = ["Action", "What will be done", "Recommendations", "Office", "Owner's e-mail", "From", "Done by", "Target"]
ROW = ["One list", "Put them together.", "1, 2", "Head of Inclusion", "sam@example.org", "1/5/2027", "1/9/2027", "Half"]


def table(*rows):
    return sheets.Table(HEADINGS, [(number, list(row)) for number, row in enumerate(rows, 2)])


def faults(plan):
    return [(fault.row, fault.column, fault.sentence) for fault in plan.faults]


def test_actions_are_imported_whole_or_not_at_all_and_come_back_unchanged(world_at, signed_in):
    world = planned(world_at(State.DRAFTING))
    facts = {"challenge": world.challenge, "by": world.ben, "at": THEN}
    wrong = table(
        ROW,
        [*ROW[:2], "9", *ROW[3:]],
        ["Two", "Do it.", "one", "Office", "nobody@example.org", "1/5/2027", "1/4/2027", ""],
        ["Three", "Do it.", "1", "Office", "", "1/5/2027", "1/4/2027", ""],
    )
    assert faults(actions.check(table=wrong, **facts)) == [
        (3, "C Recommendations", "The report has no recommendation 9. It has 2."),
        (3, "A Action", "An action of this title is in row 2 already."),
        (4, "C Recommendations", "“one” is no list of numbers. Write the numbers of recommendations like 1, 3."),
        (4, "E Owner's e-mail", "Nobody with the address “nobody@example.org” has a login here."),
        (5, "G Done by", "The action ends before it begins. Give a later day."),
    ]
    assert Action.objects.count() == 1
    assert actions.bring_in(table=table(ROW), **facts).sentence == "1 new, 0 changed, 0 as they were"
    made = Action.objects.get(title="One list")
    assert (made.owner, made.target) == (world.sam, "Half")
    assert [row.number for row in made.recommendations.order_by("number")] == [1, 2]
    client = signed_in(world.ben)
    answer = client.get(reverse("followup:export_actions", args=[world.challenge.ref, "csv"]))
    back = sheets.read(answer.content)
    assert len(back.rows) == 2
    assert actions.bring_in(table=back, **facts).sentence == "0 new, 0 changed, 2 as they were"
    page = client.get(reverse("followup:import_actions", args=[world.challenge.ref]))
    assert "One row is one action." in page.content.decode()
