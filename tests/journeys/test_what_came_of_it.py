"""Eighteen months after a report, at a window: answers, a plan, what was measured, a second look, the end.

`test_follow_up_road.py` walks the same road with everything that is owed on it and without a window.
"""

from datetime import date, datetime, time

import pytest

from cycles.models import Challenge, Shape, State
from followup.models import Action, IndicatorPoint, PlanVersion
from reviews.models import Finding
from tests import world as worlds
from tests.followup import scene
from tests.followup.test_indicators import choose, record
from tests.journeys.hand import Hand
from tests.world import LONDON

pytestmark = [pytest.mark.browser, pytest.mark.breaks_rules]  # the second visit's team is on site by hand


def three(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.fixture
def on(clock, visit):
    """Let a day come, and open a window as somebody on that day: who signed in months ago is signed out by then."""

    def open_window(day, person, world):
        clock.move_to(datetime.combine(day, time(10), LONDON))
        return Hand(visit(person), world)

    return open_window


def test_what_came_of_a_report_over_eighteen_months(world_at, on):
    world = world_at(State.DRAFTING)
    indicator = choose(world, eighteen=True)
    record(world, indicator)
    scene.published(world)
    scene.answer(world, 2, "not_accepted", "It was done in May.")
    scene.watch(world)
    action = scene.act(world, 1, measure="", owner=world.sam)
    wrong = []

    # Spring: the plan is refused until somebody would know whether it worked, then stands beside the report.
    carys = on(date(2027, 5, 10), world.carys, world)
    carys.goes_on_to("followup:respond", recommendation=world.advice[0].ref)
    carys.fills_in(answer="accepted").sends()
    carys.goes_to("followup:mark_ready")
    assert "no action with a measure and a target answers it" in carys.reads()
    carys.goes_on_to("followup:change_action", action=action.ref)
    carys.fills_in(indicator=str(indicator.pk)).sends()
    wrong += carys.finds_wrong()
    carys.goes_to("followup:mark_ready")
    carys.sends("Mark as ready")
    scene.store(PlanVersion.objects.get())
    carys.goes_to("followup:publish_plan")
    carys.sends("Publish the plan")
    public = on(date(2027, 5, 10), None, world)
    public.goes_to("reports:published", slug=world.publication.slug)
    public.page.get_by_role("link", name="action plan").first.click()
    assert "Head of Service" in public.reads()
    assert world.sam.name not in public.reads()
    wrong += public.finds_wrong()

    # Autumn to winter: the measure moves; the team looks again and says what it sees.
    ben = on(date(2027, 6, 14), world.ben, world)
    ben.goes_on_to("followup:record_value", indicator=indicator.ref)
    told = {
        "period": "April to June 2027",
        "source": "Case system",
        "quality": "good",
        "attribution": "A new system came in June.",
    }
    ben.fills_in(months="3", value="66", **told).sends()
    record(world, indicator, 6, 71, at=datetime.combine(date(2027, 9, 13), time(10), LONDON))
    Shape.objects.create(programme=world.programme, name="Second look", kind=Shape.Kind.PROGRESS_REVIEW, days=2)
    rana = on(date(2027, 9, 13), world.rana, world)
    rana.goes_to("cycles:begin_follow_up")
    rana.sends()
    rana.goes_to("followup:plan_review")
    rana.fills_in(**three("starts_on", date(2027, 12, 14))).sends()
    review = Challenge.objects.with_host().exclude(pk=world.challenge.pk).get(shape__name="Second look")
    worlds.seat(review, world.tom, "lead")
    Challenge.objects.filter(pk=review.pk).update(state=State.ON_SITE)
    finding = Finding.objects.agreed().filter(challenge=world.challenge).first()
    tom = on(date(2027, 12, 14), world.tom, world)
    tom.goes_to("followup:reopen_finding", ref=review.ref, finding=finding.ref)
    tom.fills_in(verdict="moved", text="Plans begin at 15 in two of three areas.").sends()
    tom.goes_to("followup:progress_review", ref=review.ref)
    assert "Plans begin at 15 in two of three areas." in tom.reads()
    wrong += tom.finds_wrong()

    # A year and more: an effect is shown, the lead says so, and the page puts all of it side by side.
    sam = on(date(2028, 3, 20), world.sam, world)
    record(world, indicator, 12, 80, at=datetime.combine(date(2028, 3, 20), time(10), LONDON))
    sam.goes_on_to("followup:update_action", action=action.ref)
    sam.fills_in(status="effective", words="A year was counted.", evidence="Nine in ten.").sends()
    tom = on(date(2028, 9, 18), world.tom, world)
    record(world, indicator, 18, 88, at=datetime.combine(date(2028, 9, 18), time(10), LONDON))
    tom.goes_on_to("followup:confirm_action", action=action.ref)
    tom.fills_in(decision="confirmed").sends()
    assert Action.objects.get().closed_by == world.tom
    rana = on(date(2028, 9, 18), world.rana, world)
    rana.goes_to("cycles:close")
    rana.sends()
    assert Challenge.objects.get(pk=world.challenge.pk).state == State.CLOSED
    rana.goes_to("followup:indicators")
    wrong += rana.finds_wrong()
    rana.goes_to("followup:impact")
    assert "Nine in ten." in rana.reads()
    wrong += rana.finds_wrong()
    assert [int(point.value) for point in IndicatorPoint.objects.order_by("months")] == [62, 66, 71, 80, 88]
    assert wrong == []
