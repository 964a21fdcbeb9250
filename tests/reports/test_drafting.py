"""Writing the report together: nobody's words are overwritten unseen, findings keep true numbers."""

import pytest
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from reports.actions import drafting, presentation
from reports.compose import compose
from reports.models import Presentation
from reviews.guard import Stale
from tests.reports import scene
from tests.world import NOW


@pytest.fixture
def world(world_at):
    return scene.write(world_at(State.DRAFTING))


def advice_of(world):
    return next(s for s in compose(world.challenge.report).sections if s.anchor == "recommendations").blocks


def recommend(world, text, findings):
    return drafting.recommend(
        challenge=world.challenge,
        text=text,
        actor="host",
        timescale="six",
        findings=findings,
        by=world.mina,
        at=NOW,
    )


def test_findings_are_numbered_in_reading_order_and_advice_names_them(world):
    recommend(world, "Keep what works.", world.findings)
    found = next(s for s in compose(world.challenge.report).sections if s.anchor == "findings")
    said = [(block.number, block.text) for part in found.sections for block in part.blocks]
    assert said == [(1, scene.STRENGTH), (2, scene.DEVELOPMENT)]
    assert [item.rests_on for item in advice_of(world)] == [(2,), (1, 2)]


def test_a_finding_dropped_later_is_no_longer_named(world):
    world.findings[0].status, world.findings[0].dropped_reason = "dropped", "Too thin."
    world.findings[0].save()
    assert [item.rests_on for item in advice_of(world)] == [()]


def test_the_second_writer_of_a_section_keeps_the_text(world, signed_in):
    address = reverse("reports:write_section", args=[world.challenge.ref, "summary"])
    answer = signed_in(world.petra).post(address, {"text": "My own summary.", "version": 0})
    assert answer.status_code == 409
    assert "Mina saved this at 12:00 on 10 February, while you were writing." in answer.text
    assert "My own summary." in answer.text
    assert signed_in(world.petra).post(address, {"text": "My own summary.", "version": 1}).status_code == 302
    assert world.challenge.report.sections.get(key="summary").text == "My own summary."


def test_two_first_writers_of_a_section_do_not_overwrite_each_other(world_at):
    world = scene.find(world_at(State.DRAFTING))
    first = {"challenge": world.challenge, "key": "thanks", "version": 0, "at": NOW}
    drafting.write_section(text="We thank all.", by=world.mina, **first)
    with pytest.raises(Stale):
        drafting.write_section(text="Thanks.", by=world.petra, **first)


def test_pressing_twice_adds_one_recommendation(world):
    one, two = (recommend(world, "Keep what works.", world.findings[1:]) for _ in range(2))
    assert one.pk == two.pk
    assert list(world.challenge.report.recommendations.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_a_removed_recommendation_closes_the_gap(world):
    recommend(world, "Second.", world.findings[1:])
    recommend(world, "Third.", world.findings[1:])
    drafting.remove_recommendation(recommendation=world.recommendation, by=world.mina, at=NOW)
    rows = world.challenge.report.recommendations.order_by("number")
    assert list(rows.values_list("number", "text")) == [(1, "Second."), (2, "Third.")]
    with pytest.raises(Refusal) as refused:
        drafting.remove_recommendation(recommendation=world.recommendation, by=world.mina, at=NOW)
    assert refused.value.sentence == "Somebody has removed this recommendation already. Nothing was changed."


def test_a_recommendation_removed_while_it_is_changed_keeps_the_text(world, signed_in):
    address = reverse("reports:change_recommendation", args=[world.challenge.ref, world.recommendation.ref])
    drafting.remove_recommendation(recommendation=world.recommendation, by=world.tom, at=NOW)
    typed = {"text": "Open it at 13.", "actor": "host", "timescale": "six", "findings": [world.findings[0].pk]}
    answer = signed_in(world.mina).post(address, {**typed, "version": 0})
    assert answer.status_code == 409
    assert "Somebody has removed this recommendation. Add it again if it is still wanted." in answer.text
    assert "Open it at 13." in answer.text
    assert signed_in(world.mina).get(address).status_code == 404


def test_a_recommendation_rests_on_a_finding(world, signed_in):
    address = reverse("reports:recommend", args=[world.challenge.ref])
    answer = signed_in(world.mina).post(address, {"text": "Do it.", "actor": "host", "timescale": "six", "version": 0})
    assert answer.status_code == 422
    assert "Choose at least one finding: a recommendation must rest on what the team found" in answer.text
    assert "Do it." in answer.text


def test_writing_stops_when_the_report_is_signed(world_at):
    world = scene.signed(world_at(State.DRAFTING))
    with pytest.raises(Refusal) as refused:
        drafting.write_section(challenge=world.challenge, key="summary", text="x", version=1, by=world.mina, at=NOW)
    assert refused.value.sentence == (
        "The report is no longer being written. Your text was not saved; copy it if you need it."
    )


def test_a_presentation_is_frozen_once_and_for_all(world):
    named = {"challenge": world.challenge, "by": world.tom, "at": NOW}
    frozen = presentation.freeze_presentation(**named)
    assert [slide["heading"] for slide in frozen.frozen] == ["Practice: strengths", "Practice: areas for development"]
    with pytest.raises(Refusal) as refused:
        presentation.freeze_presentation(**named)
    assert refused.value.sentence == "The presentation is frozen and can no longer be changed. Nothing was saved."


def test_a_presentation_without_a_finding_is_not_frozen(world_at):
    world = world_at(State.ON_SITE)
    with pytest.raises(Refusal) as refused:
        presentation.freeze_presentation(challenge=world.challenge, by=world.tom, at=NOW)
    assert refused.value.sentence == ("There is no agreed finding to present yet. Agree at least one, then freeze.")
    assert Presentation.objects.exclude(frozen_at=None).count() == 0


def test_the_presentation_is_closed_when_the_host_checks_facts(world_at):
    world = scene.send(world_at(State.DRAFTING))
    with pytest.raises(Refusal) as refused:
        presentation.freeze_presentation(challenge=world.challenge, by=world.tom, at=NOW)
    assert refused.value.sentence == (
        "The presentation can no longer be changed: the team has moved on. Nothing was saved."
    )
