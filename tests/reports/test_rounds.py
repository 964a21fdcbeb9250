"""Each round has a draft of its own, days of its own and an end; each is kept."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from cycles.models import State
from people.refusal import Refusal
from reports.actions import accuracy, drafting, editions, rounds
from reports.actions.signing import sign
from reports.compose import compose
from reports.tasks import sweep_rounds
from tests.reports import scene
from tests.reports.passing import pass_both
from tests.world import NOW


@pytest.fixture
def world(world_at):
    return scene.send(world_at(State.DRAFTING))


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
