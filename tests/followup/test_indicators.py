"""Indicators: chosen at scoping, frozen at the baseline, measured again and never rewritten."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from cycles.history import advance, note_event
from cycles.models import State
from followup import charts
from followup.actions import indicators as actions
from followup.models import IndicatorPoint, PublishedValue
from followup.queries.indicators import measured, published_on
from people.refusal import Refusal
from tests.world import NOW

FACTS = {
    "name": "Assessments on time",
    "definition": "Assessments finished within 45 working days, of all finished.",
    "unit": "per cent",
    "direction": "up",
    "source": "Case system",
    "covers": "a quarter",
    "frequency": "quarterly",
    "owner": "Head of performance",
    "key": "cin.assessments",
    "eighteen": False,
}
VALUE = {"period": "2026/27 Q3", "source": "Case system", "quality": "good"}


def choose(world, **more):
    return actions.choose_indicator(challenge=world.challenge, by=world.ben, at=NOW, **{**FACTS, **more})


def record(world, indicator, months=0, value=62, at=NOW, **more):
    facts = {**VALUE, "attribution": "A new system from June." if months else "", **more}
    return actions.record_value(indicator=indicator, months=months, value=Decimal(value), by=world.ben, at=at, **facts)


def publish(world, at=NOW):
    """Have the challenge be public without walking there."""
    world.challenge.state = State.PUBLISHED
    world.challenge.save()
    note_event(
        challenge=world.challenge, what="publish", sentence="Published", by=world.rana, at=at, to_state=State.PUBLISHED
    )


def refused(call, *args, **more):
    with pytest.raises(Refusal) as refusal, transaction.atomic():
        call(*args, **more)
    return refusal.value


def test_a_baseline_is_free_until_the_team_goes_on_site_and_then_superseded_with_a_reason(world):
    indicator = choose(world)
    first = record(world, indicator, value=60)
    second = record(world, indicator, value=62)
    assert not IndicatorPoint.objects.filter(pk=first.pk).exists()
    assert not second.frozen
    advance(challenge=world.challenge, move="go_on_site", by=world.tom, at=NOW)
    second.refresh_from_db()
    assert second.frozen
    refusal = refused(record, world, indicator, value=64)
    assert (refusal.field, "Baseline is 62" in refusal.sentence) == ("reason", True)
    record(world, indicator, value=64, reason="Two were counted twice.", definition="Counted once each.")
    indicator.refresh_from_db()
    assert indicator.definition == "Counted once each."
    rows = indicator.points.order_by("pk").values_list("value", "superseded_reason", "definition")
    assert list(rows) == [(62, "Two were counted twice.", FACTS["definition"]), (64, "", "Counted once each.")]
    changed = {**FACTS, "unit": "children"}
    refusal = refused(
        actions.change_indicator, indicator=indicator, version=indicator.version, by=world.ben, at=NOW, **changed
    )
    assert "frozen" in refusal.sentence
    assert "frozen" in refused(actions.drop_indicator, indicator=indicator, by=world.ben, at=NOW).sentence


def test_the_database_itself_refuses_to_rewrite_what_is_frozen(world):
    point = record(world, choose(world))
    IndicatorPoint.objects.filter(pk=point.pk).update(value=61)  # not frozen yet
    IndicatorPoint.objects.filter(pk=point.pk).update(frozen=True)
    for changed in ({"value": 70}, {"period": "later"}, {"definition": "other"}, {"frozen": False}):
        with pytest.raises(DatabaseError, match="frozen_point_is_kept"), transaction.atomic():
            IndicatorPoint.objects.filter(pk=point.pk).update(**changed)
    said = {"superseded_at": NOW, "superseded_by": world.ben, "superseded_reason": "Wrong."}
    IndicatorPoint.objects.filter(pk=point.pk).update(**said)
    with pytest.raises(DatabaseError, match="frozen_point_is_kept"), transaction.atomic():
        IndicatorPoint.objects.filter(pk=point.pk).update(superseded_reason="Another.")
    point.refresh_from_db()
    assert (point.value, point.superseded_reason) == (61, "Wrong.")


@pytest.mark.breaks_rules
def test_points_count_from_publication_and_say_what_else_changed(world):
    indicator = choose(world)
    record(world, indicator)
    assert "not public yet" in refused(record, world, indicator, 3).sentence
    publish(world)
    assert "due on 10 May 2027" in refused(record, world, indicator, 3).sentence
    later = NOW + timedelta(days=90)
    assert refused(record, world, indicator, 3, at=later, attribution="").field == "attribution"
    assert "not measured at that point" in refused(record, world, indicator, 18, at=later).sentence
    record(world, indicator, 3, 71, at=later)
    (one,) = measured(world.challenge, published_on(world.challenge))
    assert one.moved == "Moved from 62 to 71 per cent (3 months after publication)."
    assert [(step.label, step.due, bool(step.point)) for step in one.steps] == [
        ("Baseline", None, True),
        ("3 months", NOW.date().replace(month=5), True),
        ("6 months", NOW.date().replace(month=8), False),
        ("12 months", NOW.date().replace(year=2028), False),
    ]
    drawn = charts.drawing_of(one)
    assert [mark.number for mark in drawn.values] == ["62", "71"]
    assert drawn.values[1].y < drawn.values[0].y
    assert (drawn.medians, [label for _, label in drawn.labels]) == ((), ["Start", "3", "6", "12"])


def test_published_values_stand_beside_by_key_and_period_alike_and_nearest_first(world):
    for place, structure, east in (
        ("Calderdale", "metropolitan", 410), ("York", "unitary", 460), ("Leeds", "metropolitan", 430),
        ("Bradford", "metropolitan", 416), ("Wakefield", "metropolitan", None),
    ):  # fmt: skip
        body = world.bodies[place]
        body.structure, body.easting_km, body.northing_km = structure, east, east and 430
        body.save()
    values = {"York": 50, "Leeds": 70, "Bradford": 60, "Wakefield": 90, "Calderdale": 1}
    for place, value in values.items():
        PublishedValue.objects.create(
            body=world.bodies[place],
            key="cin.assessments",
            period="2026/27 q3",
            value=value,
            source="DfE",
            brought_at=NOW,
        )
    PublishedValue.objects.create(
        body=world.bodies["York"], key="cin.assessments", period="2025/26", value=9, source="DfE", brought_at=NOW
    )
    record(world, choose(world))
    beside = measured(world.challenge, published_on(world.challenge))[0].baseline.beside
    assert (beside.median, beside.counted) == (65, 4)
    assert [(row.body.name, row.value) for row in beside.alike] == [("Bradford", 60), ("Leeds", 70), ("Wakefield", 90)]


@pytest.mark.breaks_rules
def test_the_page_shows_it_in_a_fixed_number_of_queries_and_claims_nothing(world, signed_in, django_assert_num_queries):
    client = signed_in(world.ben)
    page = reverse("followup:indicators", args=[world.challenge.ref])
    indicator = choose(world)
    publish(world)
    record(world, indicator)
    record(world, indicator, 3, 71, at=NOW + timedelta(days=90))
    record(world, indicator, 3, 72, at=NOW + timedelta(days=95), reason="Provisional before.")
    with django_assert_num_queries(10):
        shown = client.get(page).content.decode()
    assert "Moved from 62 to 72 per cent" in shown
    assert "3 months was 71 per cent" in shown
    assert "A new system from June." in shown
    for number in range(5):
        record(world, choose(world, name=f"Another {number}"))
    with django_assert_num_queries(10):
        client.get(page)


def test_forms_keep_what_was_typed_and_say_what_is_wrong_at_the_field(world, signed_in):
    client = signed_in(world.ben)
    indicator = choose(world)
    address = reverse("followup:record_value", args=[world.challenge.ref, indicator.ref])
    assert 'value="0" checked' in client.get(f"{address}?months=0").content.decode().replace('id="id_months_0" ', "")
    answer = client.post(address, {**VALUE, "months": 0, "value": "many"})
    assert (answer.status_code, "Enter a number, such as 62 or 71.5" in answer.content.decode()) == (422, True)
    assert "2026/27 Q3" in answer.content.decode()
    assert client.post(address, {**VALUE, "months": 0, "value": "62.5"}).status_code == 302
    change = reverse("followup:change_indicator", args=[world.challenge.ref, indicator.ref])
    assert client.post(change, {**FACTS, "owner": "Director", "version": 0}).status_code == 302
    stale = client.post(change, {**FACTS, "owner": "Somebody", "version": 0})
    assert (stale.status_code, "Ben saved this" in stale.content.decode()) == (409, True)
    assert client.post(change, {**FACTS, "name": "", "version": 1}).status_code == 422
    again = client.post(reverse("followup:choose_indicator", args=[world.challenge.ref]), FACTS)
    assert (again.status_code, "already has an indicator of that name" in again.content.decode()) == (409, True)
