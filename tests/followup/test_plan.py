"""Answers, actions and what a plan lacks: the host's side."""

from datetime import date

import pytest
from django.urls import reverse

from cycles.models import State
from followup.actions.planning import add_action, change_action, edit_plan
from followup.actions.progress import comment_plan, confirm_action, update_action
from followup.actions.responding import respond
from followup.backplan import steps_before
from followup.lacking import before_ready
from followup.models import Action, PlanEntry, Response
from followup.queries.asked import actions_of, asked_of, plan_of
from tests.followup.scene import SAID, THEN, WATCHED, act, answer, planned, published, refused, watch


def lacks(world):
    plan = plan_of(world.challenge)
    return before_ready(plan, asked_of(world.challenge, actions_of(plan)))


def test_the_plan_says_what_it_lacks_until_it_lacks_nothing(world_at):
    world = published(world_at(State.DRAFTING), recommendations=3)
    assert lacks(world) == [
        "Recommendations 1, 2 and 3 have no response yet.",
        "The plan does not name the body that will watch over it.",
    ]
    answer(world, 1)
    answer(world, 2, "in_part", "As far as money goes.")
    answer(world, 3, "not_accepted", "It is done already.")
    watch(world)
    assert lacks(world) == [
        "Recommendations 1 and 2 are accepted, but no action with a measure and a target answers them."
    ]
    act(world, 1, 2, target="")
    assert len(lacks(world)) == 1  # it cannot be measured yet
    act(world, 1, title="Another")
    assert lacks(world) == ["Recommendation 2 is accepted, but no action with a measure and a target answers it."]
    both = act(world, 1, 2, title="Both")
    assert lacks(world) == []
    update_action(action=both, status="stopped", words="No money.", evidence="", version=1, by=world.ben, at=THEN)
    assert lacks(world) == ["Recommendation 2 is accepted, but no action with a measure and a target answers it."]


def test_who_only_reads_is_told_how_far_the_plan_is(world_at, signed_in):
    world = published(world_at(State.DRAFTING))
    page = reverse("followup:plan", args=[world.challenge.ref])
    said = "still writing it, and nothing of it is public yet"
    assert said in signed_in(world.petra).get(page).content.decode()
    assert said not in signed_in(world.carys).get(page).content.decode()


def test_an_answer_needs_its_reason_and_the_second_keeps_both_texts(world_at):
    world = published(world_at(State.DRAFTING))
    asked = {"challenge": world.challenge, "recommendation": world.advice[0], "by": world.carys, "at": THEN}
    said = refused(respond, answer="in_part", reason="", version=0, **asked)
    assert said == "Say why it is not accepted, or not all of it. The reason is public."
    answer(world, 1, "in_part", "Not the second half.")
    again = answer(world, 1, "in_part", "Not the second half.")  # pressed twice
    assert again.version == 1
    assert PlanEntry.objects.filter(kind="responded").count() == 1
    stale = refused(respond, answer="not_accepted", reason="Never.", version=0, **{**asked, "by": world.ben})
    assert "Carys saved this" in stale
    assert "Not the second half." in stale
    answer(world, 1, "accepted", version=1)
    entry = PlanEntry.objects.filter(kind="responded").last()
    assert entry.before == [["answer", "Accepted in part"], ["reason", "Not the second half."]]
    assert Response.objects.get().answer == "accepted"


def test_words_of_a_recommendation_are_those_that_were_signed(world_at):
    world = published(world_at(State.DRAFTING))
    world.advice[0].text = "Something else."
    world.advice[0].save()
    assert [item.words for item in asked_of(world.challenge)] == [
        "Open the record at 14.",
        "Recommendation number 2.",
    ]


def test_an_action_is_added_once_and_its_former_words_stay(world_at):
    world = planned(world_at(State.DRAFTING))
    assert act(world, 1).pk == world.action.pk
    asked = {"challenge": world.challenge, "recommendations": world.advice[:1], "by": world.ben, "at": THEN}
    early = {**SAID, "due_on": date(2027, 4, 1)}
    assert refused(add_action, **asked, **early) == "The action ends before it begins. Give a later day."
    later = {**SAID, "due_on": date(2027, 12, 1)}
    changed = change_action(
        action=world.action, recommendations=world.advice, version=1, by=world.carys, at=THEN, **later
    )
    assert changed.version == 2
    assert world.action.entries.get(kind="changed").before == [["due on", "1 October 2027"], ["recommendations", "1"]]
    stale = {"action": world.action, "recommendations": world.advice, "version": 1, "by": world.ben, "at": THEN}
    assert "1 December 2027" in refused(change_action, **stale, **SAID)


def test_effect_needs_evidence_and_only_then_the_lead_closes(world_at):
    world = planned(world_at(State.DRAFTING))
    told = {"action": world.action, "by": world.ben, "at": THEN, "words": "Training is held.", "version": 1}
    assert "What was done is not yet an effect" in refused(update_action, status="effective", evidence="", **told)
    update_action(status="done", evidence="", **told)
    update_action(status="done", evidence="", **told)  # pressed twice
    lead = {"action": world.action, "by": world.tom, "at": THEN}
    assert "closed already, or" in refused(confirm_action, decision="confirmed", words="", **lead)
    shown = {**told, "version": 2, "words": "Measured."}
    update_action(status="effective", evidence="Nine in ten plans are begun in time.", **shown)
    assert "Write what you have to say" in refused(confirm_action, decision="sent_back", words="", **lead)
    assert confirm_action(decision="sent_back", words="Of which year?", **lead).status == "done"
    update_action(status="effective", evidence="Nine in ten of 2027.", **{**shown, "version": 4})
    closed = confirm_action(decision="confirmed", words="", **lead)
    assert (closed.closed_by, closed.closed_at) == (world.tom, THEN)
    confirm_action(decision="confirmed", words="", **lead)  # pressed twice
    over = refused(update_action, status="stopped", evidence="", **{**shown, "version": 6})
    assert over == "The lead challenger has confirmed that this action is closed. Nothing was changed."
    kinds = list(world.action.entries.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["added", "updated", "updated", "sent_back", "updated", "confirmed"]
    assert Action.objects.get().entries.filter(kind="updated").last().before == [
        ["evidence", "Nine in ten plans are begun in time."]
    ]


def test_who_watches_and_what_the_lead_says_are_kept_once(world_at):
    world = planned(world_at(State.DRAFTING))
    assert watch(world).version == 1
    short = {**WATCHED, "draft_days": 2}
    late = refused(edit_plan, challenge=world.challenge, version=1, by=world.ben, at=THEN, **short)
    assert late.startswith("The draft goes out before the papers are due.")
    stale = refused(
        edit_plan,
        challenge=world.challenge,
        version=0,
        by=world.ben,
        at=THEN,
        **{**WATCHED, "governance_body": "Board"},
    )
    assert "Children’s Scrutiny Committee" in stale
    for _ in range(2):
        comment_plan(challenge=world.challenge, words="A good beginning.", by=world.tom, at=THEN)
    assert list(PlanEntry.objects.filter(kind="commented").values_list("words", flat=True)) == ["A good beginning."]
    with pytest.raises(TypeError):
        PlanEntry.objects.first().delete()


def test_days_are_counted_back_from_the_committee():
    steps = steps_before(
        date(2027, 6, 15),
        body="Scrutiny",
        papers_days=8,
        draft_to="Leadership team",
        draft_days=20,
        off={date(2027, 6, 10)},
    )
    assert [(step.on, step.what) for step in steps] == [
        (date(2027, 5, 14), "Draft to Leadership team"),
        (date(2027, 6, 2), "Papers to the committee’s clerk"),
        (date(2027, 6, 4), "Agenda and papers public"),
        (date(2027, 6, 15), "Scrutiny"),
    ]


@pytest.mark.parametrize("rows", [1, 15])
def test_the_page_of_a_plan_asks_the_same_queries_whatever_its_length(
    world_at, signed_in, rows, django_assert_num_queries
):
    world = planned(world_at(State.DRAFTING))
    for number in range(1, rows):
        act(world, 1, 2, title=f"Action number {number}")
    client, url = signed_in(world.carys), reverse("followup:plan", args=[world.challenge.ref])
    client.get(url)
    with django_assert_num_queries(12):
        page = client.get(url)
    assert page.status_code == 200
