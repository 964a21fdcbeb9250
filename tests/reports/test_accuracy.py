"""The accuracy round: facts are corrected line by line, every comment gets an answer."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cycles.models import State
from people.refusal import Refusal
from reports.actions import accuracy, drafting, editions, rounds
from reports.actions.signing import sign
from reports.compose import compose
from reports.tasks import sweep_rounds
from reviews.guard import Stale
from tests.reports import scene
from tests.reports.passing import pass_both
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


def host_reads(world, signed_in, who="carys"):
    return signed_in(getattr(world, who)).get(reverse("reports:read_draft", args=[world.challenge.ref])).text


def test_the_host_reads_the_draft_it_was_sent_and_never_what_the_team_changes_since(world, signed_in):
    told = "Nobody but the team reads this yet."
    drafting.write_section(challenge=world.challenge, key="summary", text=told, version=1, by=world.mina, at=NOW)
    assert told not in host_reads(world, signed_in)
    assert "Summary of it." in host_reads(world, signed_in)
    assert told in host_reads(world, signed_in, "petra")
    drafting.change_recommendation(
        recommendation=world.recommendation,
        text="Open the record at 13.",
        actor="host",
        timescale="six",
        findings=world.findings[:1],
        version=0,
        by=world.mina,
        at=NOW,
    )
    front = signed_in(world.ben).get(reverse("reports:report", args=[world.challenge.ref])).text
    assert "Open the record at" not in front
    assert "Last changed by" not in front
    # A comment is on the line as it was sent, and the draft the team is at is no file of the host's.
    assert scene.comment(world).quoted == "Summary of it."
    drafted = {"report": world.report, "form": "pdf", "document": compose(world.report), "at": NOW}
    edition = editions.ask_for_edition(**drafted)
    type(edition).objects.update(status="ready", sha256="1" * 64, size=5, made_at=NOW)
    edition.storage.save(type(edition).objects.get().stored_name, ContentFile(b"%PDF-"))
    address = reverse("reports:draft_pdf", args=[world.challenge.ref, edition.ref])
    assert signed_in(world.carys).get(address).status_code == 404
    assert signed_in(world.petra).get(address).status_code == 200
    type(edition).objects.all().delete()


def test_a_second_round_has_its_own_draft_number_and_days(world, signed_in):
    first = scene.comment(world)
    accuracy.return_to_drafting(challenge=world.challenge, by=world.tom, at=NOW)
    drafting.write_section(challenge=world.challenge, key="summary", text="Six.", version=1, by=world.mina, at=NOW)
    again = accuracy.send_to_host(challenge=world.challenge, by=world.mina, at=NOW + timedelta(days=2))
    second = accuracy.comment(
        challenge=again,
        anchor="summary-1",
        kind="fact",
        text="Yes.",
        proof="",
        by=world.ben,
        at=NOW + timedelta(days=2),
    )
    assert (first.round.number, first.quoted, second.round.number, second.quoted) == (1, "Summary of it.", 2, "Six.")
    assert "Six." in host_reads(world, signed_in)
    # A page opened before the newer draft came does not comment on it by mistake.
    with pytest.raises(Refusal) as refused:
        accuracy.comment(
            challenge=again, anchor="summary-1", kind="fact", text="No.", proof="", seen=1, by=world.ben,
            at=NOW + timedelta(days=2),
        )  # fmt: skip
    assert refused.value.sentence.startswith("The team has sent a newer draft since you opened this page.")
    # Each round is kept: its draft, its comments, its decisions.
    kept = [
        signed_in(world.carys).get(reverse("reports:accuracy_round", args=[world.challenge.ref, number])).text
        for number in (1, 2)
    ]
    assert "Summary of it." in kept[0]
    assert "There are six, not five." in kept[0]
    assert "The team took the draft back (Tom)" in kept[0].replace("the team", "The team")
    assert "There are six, not five." not in kept[1]
    checked = next(part for part in compose(world.report).sections if part.anchor == "facts-checked").blocks[0].text
    assert checked.startswith("The host received the draft on 10 February 2027 and again on 12 February 2027 and could")


def test_a_round_is_extended_once_with_a_reason_by_the_regions_calendar(world, signed_in):
    world.region.closed_periods.create(
        kind="other", label="Region closed", starts_on=date(2027, 2, 25), ends_on=date(2027, 2, 26)
    )
    world.region.closed_periods.create(
        kind="school_break", label="Half term", starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 5)
    )
    address = reverse("reports:extend_round", args=[world.challenge.ref])
    empty = signed_in(world.mina).post(address, {"days": "", "reason": "A service is moving."})
    assert (empty.status_code, "A service is moving." in empty.text) == (422, True)
    assert signed_in(world.mina).post(address, {"days": 3, "reason": "A service is moving."}).status_code == 302
    found = world.report.latest_round()
    # Not on the two days the region is closed, nor at the weekend; children's holidays are no councils' holidays.
    assert (found.first_due_on, found.due_on) == (date(2027, 2, 24), date(2027, 3, 3))
    told = world.carys.messages.model.objects.filter(kind="extend_round")
    assert {message.recipient.name for message in told} == {"Carys", "Ben"}
    again = signed_in(world.tom).post(address, {"days": 1, "reason": "More."})
    assert again.status_code == 409
    assert "This round has been extended already, until 3 March 2027." in again.text
    page = signed_in(world.carys).get(reverse("reports:comments", args=[world.challenge.ref])).text
    assert "Extended from 24 February 2027 to 3 March 2027 by Mina: A service is moving." in page


def test_a_round_closes_by_itself_even_when_the_sweep_is_late(world, clock):
    scene.comment(world)
    clock.move_to(NOW + timedelta(days=20))
    with pytest.raises(Refusal) as refused:
        rounds.extend_round(challenge=world.challenge, days=2, reason="More.", by=world.mina, at=timezone.now())
    assert refused.value.sentence == "The accuracy round is over already. Nothing was changed."
    sweep_rounds()
    sweep_rounds()
    found = world.report.latest_round()
    assert (found.ended, found.closed_by, timezone.localtime(found.closed_at).isoformat()) == (
        "ran_out",
        None,
        "2027-02-25T00:00:00+00:00",
    )
    told = world.tom.messages.model.objects.filter(kind="round_over")
    assert {message.recipient.name for message in told} == {"Tom", "Mina"}
    assert list(world.challenge.events.filter(what="close_round").values_list("sentence", flat=True)) == [
        "Accuracy round 1 is over: the days ran out"
    ]


def test_signing_waits_for_the_last_day_or_for_the_hosts_word(world, signed_in):
    named = {"challenge": world.challenge, "by": world.tom, "at": NOW}
    sentence = scene.refusal_of(sign, **named)
    assert "the host may still comment until 24 February 2027" in sentence
    page = signed_in(world.carys).get(reverse("reports:comments", args=[world.challenge.ref])).text
    assert "We have finished checking" in page
    assert signed_in(world.carys).post(
        reverse("reports:finish_checking", args=[world.challenge.ref])
    ).headers["Location"] == reverse("reports:comments", args=[world.challenge.ref])  # fmt: skip
    assert scene.refusal_of(scene.comment, world=world).startswith("The accuracy check is over.")
    assert "We have finished checking" not in signed_in(world.ben).get(
        reverse("reports:comments", args=[world.challenge.ref])
    ).text.replace("the host had finished checking", "")  # fmt: skip
    pass_both(world.report, world.rana)
    assert sign(**named).state == State.FINAL


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
