"""Findings stand in an order the team gives them; the presentation and the report follow it."""

import pytest
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from reports.actions.presentation import slides_of
from reports.compose import compose
from reports.models import Presentation, Report
from reviews.actions import findings as actions
from reviews.models import Finding
from tests.access.full import full_world
from tests.world import NOW

pytestmark = pytest.mark.breaks_rules


@pytest.fixture
def world(db, clock):
    """Three agreed strengths under one theme, and another under the next."""
    made = full_world(State.DRAFTING)
    Finding.objects.all().delete()
    one, two = made.cycle.framework.themes.order_by("number")[:2]
    facts = {"challenge": made.challenge, "kind": "strength", "status": "agreed", "thin_reason": "Plain to see."}
    made.a, made.b, made.c = (Finding.objects.create(theme=one, text=text, **facts) for text in "ABC")
    made.z = Finding.objects.create(theme=two, text="Z", **facts)
    return made


def move(world, finding, past, *, up):
    return actions.move_finding(finding=finding, up=up, past=past.ref, by=world.petra, at=NOW)


def order():
    return "".join(Finding.objects.in_order().values_list("text", flat=True))


def test_a_finding_moves_up_and_down_and_what_is_said_follows(world):
    assert order() == "ABCZ"  # never moved: as they were drafted
    assert move(world, world.c, world.b, up=True) == (2, 3)
    assert move(world, world.a, world.c, up=False) == (2, 3)
    assert order() == "CABZ"
    (slide, _) = [slide for slide in slides_of(world.challenge, Presentation()) if slide["kind"] == "strength"]
    assert [line["text"] for line in slide["lines"]] == ["C", "A", "B"]
    tree = compose(Report.objects.get(challenge=world.challenge))
    (found,) = [section for section in tree.sections if section.anchor == "findings"]
    assert [said.text for part in found.sections for said in part.blocks] == ["C", "A", "B", "Z"]


def test_of_two_who_move_at_once_the_second_is_told(world):
    move(world, world.c, world.b, up=True)
    with pytest.raises(Refusal, match="Somebody else changed the order or the findings meanwhile"):
        move(world, world.c, world.b, up=True)
    with pytest.raises(Refusal, match="nothing was moved"):
        move(world, world.a, world.z, up=False)
    with pytest.raises(Refusal, match="nothing was moved"):
        actions.move_finding(finding=world.c, up=False, past="", by=world.petra, at=NOW)
    assert order() == "ACBZ"


def test_the_buttons_move_say_where_it_stands_now_and_lead_back_to_it(world, signed_in):
    client, ref = signed_in(world.mina), world.challenge.ref
    listed = client.get(reverse("reviews:findings", args=[ref])).context["strengths"]
    assert [(heading, [item["row"].text for item in items]) for heading, items in listed] == [
        (world.a.theme.name, ["A", "B", "C"]),
        (world.z.theme.name, ["Z"]),
    ]
    address = reverse("reviews:move_finding", args=[ref, world.c.ref])
    answer = client.post(address, {"up": world.b.ref}, follow=True)
    assert answer.redirect_chain[0][0].endswith(f"/findings/#finding-{world.c.ref}")
    assert f"Moved: number 2 of 3 under “{world.c.theme.name}” (strength)." in answer.text
    second = client.post(address, {"up": world.b.ref}, follow=True)
    assert second.redirect_chain[0][0].endswith("/findings/")  # at the top, where the reason is read
    assert "nothing was moved" in second.text
    assert [item["row"].text for item in client.get(address).context["items"]] == ["A", "C", "B"]
    assert 'name="up"' not in client.get(reverse("reviews:move_finding", args=[ref, world.z.ref])).text
    assert signed_in(world.olu).post(address, {"up": world.a.ref}).status_code == 403


def test_under_another_heading_a_finding_stands_among_its_new_fellows(world):
    words = {"kind": "strength", "text": "A", "so_what": "", "line": None, "seen": 0, "by": world.tom, "at": NOW}
    actions.edit_finding(finding=world.a, theme=world.z.theme, **words)
    assert order() in ("BCAZ", "BCZA")  # a place by chance, as every finding is given


def test_a_dropped_finding_keeps_no_place(world):
    actions.drop_finding(finding=world.b, reason="Said twice.", seen=0, by=world.tom, at=NOW)
    assert move(world, world.c, world.a, up=True) == (1, 2)
    with pytest.raises(Refusal, match="nothing was moved"):
        move(world, world.b, world.a, up=True)


def test_findings_come_in_pages_with_both_kinds_on_each(world, signed_in):
    theme = world.a.theme
    Finding.objects.bulk_create(
        Finding(challenge=world.challenge, kind=kind, theme=theme, text=f"{kind} {n}", order=10 + n)
        for kind in ("strength", "development")
        for n in range(40)
    )
    client, address = signed_in(world.tom), reverse("reviews:findings", args=[world.challenge.ref])
    first, second = client.get(address), client.get(address, {"page": 2})
    told = [
        [item["row"].text for _, items in page.context["developments"] for item in items] for page in (first, second)
    ]
    assert told == [[f"development {n}" for n in range(30)], [f"development {n}" for n in range(30, 40)]]
    assert "strength 39" in second.text
    assert second.text.count("32 of 43") == 1  # numbers and neighbours run on over pages
