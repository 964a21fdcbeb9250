"""Hosts of one day answer the same questions, by form and by file; the team compares, and each ends with a plan."""

import pytest
from django.urls import reverse

from cycles.history import advance
from cycles.kinds import components_of, usual
from cycles.models import Challenge, Component, HostBody, Shape, State
from people.models import Membership
from tests.journeys.hand import Hand
from tests.world import NOW, VISIT_STARTS

pytestmark = pytest.mark.browser


@pytest.fixture
def asked(world):
    """Calderdale and York on one visit, preparing; Sam organises for York."""
    world.shape = Shape.objects.create(programme=world.programme, **usual("many_hosts"))
    visit = world.challenge.visit
    visit.ends_on = VISIT_STARTS
    visit.save()
    world.challenge.seats.update(ends_on=VISIT_STARTS)
    Challenge.objects.filter(pk=world.challenge.pk).update(shape=world.shape)
    york = world.bodies["York"]
    world.york = Challenge.objects.create(
        cycle=world.cycle, shape=world.shape, visit=visit, host=york, topic="Exploitation", state=State.PREPARING
    )
    HostBody.objects.create(challenge=world.york, body=york)
    Membership.objects.create(person=world.sam, role="host_organiser", programme=world.programme, body=york)
    world.challenge = Challenge.objects.with_host().get(pk=world.challenge.pk)
    return world


def test_two_hosts_answer_the_team_compares_and_local_plans_are_made(asked, visit, tmp_path):
    world = asked
    rana = Hand(visit(world.rana), world)
    rana.goes_to("reviews:edit_questionnaire")
    assert rana.finds_wrong() == []
    rana.fills_in(questions="Who leads?\nWho is missed?\nWhat would you mend first?").sends()
    ben = Hand(visit(world.ben), world)
    ben.goes_to("reviews:questionnaire")
    ben.page.get_by_role("link", name="Answer to question 1").click()
    for text in ("The panel", "Boys under 13"):
        ben.fills_in(text=text).sends()
    assert "3. What would you mend first?" in ben.reads()
    assert ben.finds_wrong() == []
    ben.fills_in(text="The two lists").sends()
    assert "has answered 3 of 3 questions" in ben.reads()

    sam = Hand(visit(world.sam, accept_downloads=True), world)
    sam.page.goto(reverse("reviews:import_answers", args=[world.york.ref]))
    with sam.page.expect_download() as taken:
        sam.page.get_by_role("link", name="CSV").click()
    rows = taken.value.path().read_text(encoding="utf-8-sig").splitlines()
    filled = tmp_path / "york.csv"
    filled.write_text("\n".join([rows[0], "1,Who leads?,The joint lead,0", "9,,Nobody,0"]))
    sam.fills_in(file=str(filled)).sends()
    assert "There is no question 9." in sam.reads()
    assert sam.finds_wrong() == []
    filled.write_text("\n".join([rows[0], "1,Who leads?,The joint lead,0", "2,Who is missed?,Students,0"]))
    sam.fills_in(file=str(filled)).sends()
    assert "2 of 3" in sam.reads()

    tom = Hand(visit(world.tom), world)
    tom.goes_to("reviews:questionnaire")
    assert [said in tom.reads() for said in ("3 of 3", "2 of 3", "Nothing")] == [True] * 3
    assert tom.finds_wrong() == []
    tom.page.get_by_role("link", name="Who leads?").click()
    assert [said in tom.reads() for said in ("The panel", "The joint lead")] == [True] * 2
    assert tom.finds_wrong() == []
    for key in components_of("many_hosts"):
        Component.objects.create(challenge=world.challenge, key=key, done_at=NOW, done_by=world.rana)
    for move in ("go_on_site", "leave_site"):
        advance(challenge=world.challenge, move=move, by=world.rana, at=NOW)
    tom.goes_to("reviews:add_outcome")
    plan = {"due_on_day": 9, "due_on_month": 6, "due_on_year": 2027}
    tom.fills_in(kind="next_step", text="One list for all", owner=world.host.ref, **plan).sends()
    tom.goes_to("cycles:conclude")
    assert "the desk analysis" in tom.reads()
    tom.goes_to("reviews:edit_questionnaire")
    tom.fills_in(analysis="Nobody counts the same children.").sends()
    tom.goes_to("cycles:conclude")
    tom.sends()
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.FOLLOW_UP
