"""The accuracy round: facts are corrected line by line, every comment gets an answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from reports.actions import accuracy
from reports.compose import compose
from reviews.guard import Stale
from tests.reports import scene
from tests.world import NOW


@pytest.fixture
def world(world_at):
    return scene.send(world_at(State.DRAFTING))


def decide(world, comment, decision="accepted", reason="The minutes say so.", version=0, by=None):
    return accuracy.decide_comment(
        comment=comment, decision=decision, reason=reason, version=version, by=by or world.mina, at=NOW
    )


def test_the_host_has_ten_working_days_and_is_told(world):
    assert world.report.comments_due_on.isoformat() == "2027-02-24"
    told = {message.recipient.name for message in world.carys.messages.model.objects.filter(kind="send_to_host")}
    assert told == {"Carys", "Ben"}


def test_a_draft_without_findings_is_not_sent(world_at):
    empty = world_at(State.DRAFTING)
    with pytest.raises(Refusal) as refused:
        accuracy.send_to_host(challenge=empty.challenge, by=empty.mina, at=NOW)
    assert refused.value.sentence == (
        "There is no agreed finding in the report yet. Agree the findings, then send it to the host."
    )


def test_a_comment_quotes_the_whole_line_it_is_about(world):
    strength = world.findings[1]
    comment = scene.comment(world, anchor=f"finding-{strength.ref}")
    assert comment.quoted == f"{scene.STRENGTH}\nKeep it."


def test_pressing_twice_sends_one_comment(world):
    assert scene.comment(world).pk == scene.comment(world).pk
    assert world.report.comments.count() == 1


def test_a_comment_on_a_line_that_has_gone_is_refused_in_words(world):
    with pytest.raises(Refusal) as refused:
        scene.comment(world, anchor="summary-9")
    assert refused.value.sentence == (
        "This line has gone from the draft. Your comment was not sent; choose the line again."
    )


def test_a_comment_after_the_last_day_is_refused_in_words(world):
    with pytest.raises(Refusal) as refused:
        accuracy.comment(
            challenge=world.challenge,
            anchor="summary-1",
            kind="fact",
            text="Six.",
            proof="",
            by=world.ben,
            at=NOW + timedelta(days=15),
        )
    assert refused.value.sentence == (
        "The last day for comments was 24 February. Ask the challenge manager for more time."
    )


def test_comments_stay_when_the_draft_is_taken_back(world):
    scene.comment(world)
    accuracy.return_to_drafting(challenge=world.challenge, by=world.tom, at=NOW)
    assert world.report.comments.count() == 1
    with pytest.raises(Refusal) as refused:
        scene.comment(world)
    assert refused.value.sentence == (
        "The accuracy check is over. Your comment was not sent; the team can still be asked by mail."
    )


def test_whoever_decides_second_is_told_and_can_go_on(world):
    comment = scene.comment(world)
    decide(world, comment)
    with pytest.raises(Stale) as stale:
        decide(world, comment, decision="declined", reason="No.", by=world.tom)
    assert stale.value.sentence == (
        "Mina saved this at 12:00 on 10 February, while you were writing. Saved now is decision: “Accepted”; "
        "reason: “The minutes say so.”. What you typed is still below: change it, or save again to put it in "
        "place of theirs."
    )
    assert decide(world, comment, "declined", "No.", stale.value.version, world.tom).decision == "declined"


def test_the_second_decider_keeps_what_was_typed(world, signed_in):
    comment = scene.comment(world)
    decide(world, comment)
    address = reverse("reports:decide_comment", args=[world.challenge.ref, comment.ref])
    typed = {"decision": "declined", "reason": "It was five in March.", "version": 0}
    answer = signed_in(world.tom).post(address, typed)
    assert answer.status_code == 409
    assert "Mina saved this" in answer.text
    assert "It was five in March." in answer.text
    assert signed_in(world.tom).post(address, {**typed, "version": 1}).status_code == 302
    comment.refresh_from_db()
    assert (comment.decision, comment.reason, comment.version) == ("declined", "It was five in March.", 2)


def test_the_report_says_how_many_were_raised_and_accepted(world):
    decide(world, scene.comment(world))
    decide(world, scene.comment(world, "Seven, not six."), "declined", "It is six.")
    section = next(section for section in compose(world.report).sections if section.anchor == "facts-checked")
    assert [block.text for block in section.blocks] == [
        "The host received the draft on 10 February 2027 and could comment on facts, line by line, until 24 February "
        "2027. The team decided on each comment and gave its reason.",
        "Comments raised: 2. Comments accepted: 1.",
    ]


@pytest.mark.parametrize("rows", [1, 100])
def test_the_comments_page_asks_the_same_queries_whatever_its_length(world, signed_in, rows, django_assert_num_queries):
    for number in range(rows):
        scene.comment(world, f"Comment {number}.")
    browser = signed_in(world.carys)
    address = reverse("reports:comments", args=[world.challenge.ref])
    with django_assert_num_queries(9):
        page = browser.get(address)
    assert f"{rows} raised, 0 accepted" in page.text
    assert page.text.count('<article class="card">') == min(rows, 25)
