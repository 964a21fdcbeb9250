"""The accuracy round: facts are corrected line by line, every comment gets an answer."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cycles.models import State
from people.refusal import Refusal
from reports.actions import accuracy
from reports.compose import compose
from reports.models import UnsavedText
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
    assert world.report.latest_round().due_on.isoformat() == "2027-02-24"
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
        "This line is not in the draft. Your comment was not sent; choose the line again."
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
        "The last day for comments was 24 February. Your comment was not sent; copy it and ask the challenge manager."
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
    with django_assert_num_queries(10):
        page = browser.get(address)
    assert "raised, 0 accepted" in page.text
    assert page.text.count('<article class="card"') == min(rows, 25)


def test_what_a_host_typed_too_late_is_shown_to_be_copied(world, signed_in, clock):
    address = reverse("reports:comment", args=[world.challenge.ref, "summary-1"])
    typed = {"kind": "fact", "text": "There are six, not five.", "proof": "The diary.", "seen": 1}
    clock.move_to(NOW + timedelta(days=20))
    late = signed_in(world.ben).post(address, typed)
    assert late.status_code == 409
    assert "The last day for comments was 24 February." in late.text
    assert "There are six, not five." in late.text
    accuracy.return_to_drafting(challenge=world.challenge, by=world.tom, at=timezone.now())
    gone = signed_in(world.ben).post(address, typed)
    assert gone.status_code == 403
    assert "This is not possible now: the challenge is “drafting”." in gone.text
    assert ("There are six, not five." in gone.text, "The diary." in gone.text) == (True, True)
    # Nobody is shown anything for a right they never had.
    assert "six" not in signed_in(world.petra).post(address, typed).text


def test_a_file_that_shows_it_comes_with_the_comment(world, signed_in):
    address = reverse("reports:comment", args=[world.challenge.ref, "summary-1"])
    typed = {"kind": "fact", "text": "Six.", "proof": ""}
    wrong = signed_in(world.ben).post(address, {**typed, "file": SimpleUploadedFile("run.exe", b"MZ\x90\x00")})
    assert (wrong.status_code, "Six." in wrong.text) == (422, True)
    paper = SimpleUploadedFile("Diary of six.txt", b"Six panels met.")
    assert signed_in(world.ben).post(address, {**typed, "file": paper}).status_code == 302
    comment = world.report.comments.get()
    assert comment.proof_file.name.startswith("proofs/")
    file = signed_in(world.mina).get(reverse("reports:proof", args=[world.challenge.ref, comment.ref]))
    assert b"".join(file.streaming_content) == b"Six panels met."
    assert file.headers["Content-Disposition"].startswith('attachment; filename="Diary of six.txt"')
    assert file.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert signed_in(world.nia).get(
        reverse("reports:proof", args=[world.challenge.ref, comment.ref])
    ).status_code == 403  # fmt: skip


def test_a_comment_is_kept_while_it_is_typed_for_its_writer_alone(world, signed_in):
    address = reverse("reports:comment", args=[world.challenge.ref, "summary-1"])
    typing = {"keep": "1", "window": "a" * 12, "step": 1, "seen": 1, "kind": "fact", "text": "", "proof": ""}
    browser = signed_in(world.ben)
    assert browser.post(address, {**typing, "kind": [], "step": 0}).status_code == 204
    assert not UnsavedText.objects.exists()
    assert browser.post(address, {**typing, "text": "There are six", "proof": "The diary"}).status_code == 204
    assert browser.post(address, {**typing, "text": "x", "window": "../etc"}).status_code == 400
    page = browser.get(address)
    assert "You typed words here on 10 February 2027, 12:00 and did not save them." in page.text
    assert 'enctype="multipart/form-data"' in page.text
    elsewhere = browser.get(reverse("reports:comment", args=[world.challenge.ref, "background-1"])).text
    assert ("You typed" in elsewhere, "six" in signed_in(world.carys).get(address).text) == (False, False)
    browser = signed_in(world.ben)
    taken = browser.get(f"{address}?unsaved={'a' * 12}").text
    assert [
        words in taken for words in ("There are six</textarea>", "The diary</textarea>", 'value="fact" checked')
    ] == [*(True, True, True)]
    sent = {"kind": "fact", "text": "There are six.", "proof": "", "window": "b" * 12, "taken": "a" * 12, "seen": 1}
    assert browser.post(address, sent).status_code == 302
    assert (world.report.comments.get().text, UnsavedText.objects.count()) == ("There are six.", 0)
