"""What came of it: found, promised, done, moved, said without claiming that one led to another."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from cycles.models import Challenge, State
from followup.models import Indicator, IndicatorPoint
from followup.queries.impact import BETTER, OTHER, SAME, WORSE, Row, region_rows, way
from tests import world as worlds
from tests.access.full import full_world
from tests.followup.test_indicators import publish, record
from tests.world import NOW

# Words that would say that one thing led to another.
CAUSAL = re.compile(
    r"\b(because of|caused?|causes|thanks to|led to(?! another)|leads? to|result(?:ed|s|ing)? (?:in|from|of)|due to"
    r"|impact of|owing to|achieved by|as a result|consequence|attributable|therefore|improved|worsened|successful)\b",
    re.IGNORECASE,
)
TEMPLATES = (
    "indicators.html",
    "impact.html",
    "region_impact.html",
    "parts/indicator.html",
    "parts/values.html",
    "progress_review.html",
    "reopen.html",
)


def test_no_page_of_indicators_or_impact_claims_a_cause():
    folder = Path("templates/followup")
    pages = [folder / name for name in (*TEMPLATES, "parts/moved.html")] + [
        Path("templates/components/line_chart.html")
    ]
    code = [
        Path("followup/queries/indicators.py"),
        Path("followup/queries/impact.py"),
        Path("followup/charts.py"),
        Path("followup/queries/reviewing.py"),
        Path("followup/views/reviewing.py"),
    ]
    said = {str(file): CAUSAL.findall(file.read_text()) for file in pages + code}
    assert {file: words for file, words in said.items() if words} == {}
    assert CAUSAL.findall("Reviews improved as a result of the challenge") == ["improved", "as a result"]


@pytest.mark.parametrize(
    ("direction", "start", "now", "said"),
    [
        ("up", 62, 71, BETTER), ("up", 62, 60, WORSE), ("down", 62, 60, BETTER), ("down", 60, 62, WORSE),
        ("up", 62, 62, SAME), ("neither", 62, 71, OTHER), ("neither", 5, 5, SAME),
    ],
)  # fmt: skip
def test_a_way_is_said_by_what_the_indicator_calls_better(direction, start, now, said):
    assert way(Indicator(direction=direction), IndicatorPoint(value=start), IndicatorPoint(value=now)) == said


def test_a_line_is_left_out_or_not_divided_while_a_number_is_small():
    def words(parts, hosts):
        return Row("Actions", tuple(parts.items()), sum(parts.values()), hosts, 5).words

    assert words({"done": 6, "late": 9}, 4) == "Left out: fewer than 5 hosts"
    assert words({"done": 6, "late": 9, "stopped": 0}, 7) == "15: 6 done, 9 late"
    assert words({"done": 6, "late": 1}, 5) == "7; how they divide is left out, because a part is smaller than 5"
    assert words({}, 0) == "0"


@pytest.mark.breaks_rules
def test_the_pages_say_what_was_found_promised_done_and_moved(db, clock, signed_in, django_assert_num_queries):
    world = full_world(State.PUBLISHED)
    publish(world)
    record(world, world.indicator, 3, 71, at=NOW + timedelta(days=90))
    page = reverse("followup:impact", args=[world.challenge.ref])
    client = signed_in(world.grace)
    client.get(page)
    with django_assert_num_queries(12):
        shown = client.get(page).content.decode()
    assert "Moved from 62 to 71 per cent (3 months after publication)." in shown
    assert "A new system from June." in shown
    region = reverse("followup:region_impact", args=[world.cycle.ref])
    stranger = signed_in(world.sam)
    stranger.get(region)
    with django_assert_num_queries(10):
        said = stranger.get(region).content.decode()
    assert "Left out: fewer than 5 hosts" in said
    assert "Plans agreed" not in said
    for number, body in enumerate([*world.bodies.values()][:6]):
        challenge = worlds.make_challenge(
            world.cycle, world.shape, body, state=State.PUBLISHED, starts=NOW.date(), topic=f"Another {number}"
        )
        indicator = Indicator.objects.create(challenge=challenge, name="Visits on time")
        for months in (0, 3):
            IndicatorPoint.objects.create(
                indicator=indicator, months=months, value=50 + months, recorded_at=NOW, frozen=True, attribution="None"
            )
    rows = {row.label: row.words for _, some in region_rows(world.programme) for row in some}
    assert rows["Indicators at 3 months"] == f"7: 7 {BETTER}"
    assert Challenge.objects.filter(state=State.PUBLISHED).count() == 7
