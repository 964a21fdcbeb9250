"""Findings rest on evidence that is counted, flags are answered, and nothing is agreed without the lead."""

import pytest
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from reviews.actions import findings as actions
from reviews.actions import hypotheses
from reviews.models import EvidenceNote, Finding, Flag
from tests.access.full import full_world
from tests.world import NOW

# The full world is put down by hand, not walked to.
pytestmark = pytest.mark.breaks_rules


@pytest.fixture
def world(db, clock):
    return full_world(State.DRAFTING)


def agree(world, finding=None, reason=""):
    return actions.agree_finding(finding=finding or world.draft_finding, thin_reason=reason, by=world.tom, at=NOW)


def test_an_agreed_finding_keeps_its_numbers(world):
    finding = agree(world)
    assert (finding.status, finding.notes_for, finding.kinds, finding.groups) == ("agreed", 2, 2, 2)


def test_a_thin_finding_needs_the_leads_reason(world):
    world.draft_finding.links.filter(note=world.other_note).delete()
    with pytest.raises(Refusal, match="rests on 1 kind of evidence and 1 source group; 2 and 2 are needed"):
        agree(world)
    assert agree(world, reason="Seen with our own eyes.").thin_reason == "Seen with our own eyes."


def test_what_speaks_against_does_not_strengthen(world):
    world.draft_finding.links.filter(note=world.other_note).update(speaks_for=False)
    found = actions.measured(world.draft_finding)
    assert (found.notes_for, found.notes_against, found.word) == (1, 1, "Thin")


def test_an_unanswered_flag_holds_a_finding_back(world):
    flag = hypotheses.flag(challenge=world.challenge, thing=world.draft_finding, text="One view.", by=world.olu, at=NOW)
    with pytest.raises(Refusal, match="The flag must be answered"):
        agree(world)
    with pytest.raises(Refusal, match="Somebody else answers a flag you raised"):
        hypotheses.answer_flag(flag=flag, text="I did.", by=world.olu, at=NOW)
    hypotheses.answer_flag(flag=flag, text="Two audits agree.", by=world.tom, at=NOW)
    assert agree(world).status == "agreed"
    with pytest.raises(Refusal, match="just been answered"):
        hypotheses.answer_flag(flag=Flag.objects.get(pk=flag.pk), text="Again.", by=world.mina, at=NOW)


def test_somebody_elses_change_takes_the_agreement_back(world):
    finding = agree(world)
    changed = actions.edit_finding(
        finding=finding,
        kind="strength",
        text="Other words",
        so_what="",
        line=None,
        theme=None,
        seen=finding.version,
        by=world.petra,
        at=NOW,
    )
    assert (changed.status, changed.agreed_by) == ("draft", None)


def test_a_note_cannot_speak_for_and_against(world):
    with pytest.raises(Refusal, match="both for and against"):
        actions.link_evidence(
            finding=world.draft_finding, notes_for=[world.note], notes_against=[world.note], by=world.petra, at=NOW
        )


def test_a_dropped_finding_keeps_its_reason_and_can_come_back(world):
    dropped = actions.drop_finding(finding=world.finding, reason="Said twice.", by=world.tom, at=NOW)
    assert (dropped.status, dropped.dropped_reason) == ("dropped", "Said twice.")
    assert actions.restore_finding(finding=dropped, by=world.tom, at=NOW).status == "draft"


@pytest.mark.parametrize("rows", [1, 30, 190])
def test_the_findings_page_asks_the_same_queries_whatever_its_length(world, signed_in, rows, django_assert_num_queries):
    Finding.objects.bulk_create(
        Finding(challenge=world.challenge, kind="strength", text=f"Finding {number}") for number in range(rows)
    )
    client = signed_in(world.tom)
    address = reverse("reviews:findings", args=[world.challenge.ref])
    with django_assert_num_queries(10):
        client.get(address)


def test_choosing_among_four_hundred_notes_asks_few_queries(world, signed_in, django_assert_num_queries):
    for number in range(400):
        note = EvidenceNote(
            challenge=world.challenge,
            author=world.amir,
            day=NOW.date(),
            kind="read",
            source="documents",
            leans="context",
        )
        note.seal(world.vault, f"Note {number}")
        note.save()
    client = signed_in(world.tom)
    address = reverse("reviews:link_evidence", args=[world.challenge.ref, world.draft_finding.ref])
    with django_assert_num_queries(10):
        page = client.get(address)
    assert page.text.count('value="against"') == 402


def test_the_host_learns_nothing_of_the_evidence(world, signed_in):
    client = signed_in(world.carys)
    for name in ("notes", "hypotheses", "findings", "end_of_day"):
        assert client.get(reverse(f"reviews:{name}", args=[world.challenge.ref])).status_code == 403
