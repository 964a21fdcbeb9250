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
    finding = finding or world.draft_finding
    seen = Finding.objects.get(pk=finding.pk).version
    return actions.agree_finding(finding=finding, thin_reason=reason, seen=seen, by=world.tom, at=NOW)


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


def test_two_people_linking_notes_lose_nothing(world, signed_in):
    world.draft_finding.links.all().delete()
    address = reverse("reviews:link_evidence", args=[world.challenge.ref, world.draft_finding.ref])
    for key, note in (
        ("petra", world.note),
        ("tom", world.other_note),
    ):  # both opened the page while nothing was linked
        signed_in(getattr(world, key)).post(address, {"shown": "", f"note-{note.pk}": "for"})
    assert dict(world.draft_finding.links.values_list("note", "speaks_for")) == {
        world.note.pk: True,
        world.other_note.pk: True,
    }


def test_a_link_is_turned_and_taken_away(world, signed_in):
    address = reverse("reviews:link_evidence", args=[world.challenge.ref, world.draft_finding.ref])
    client = signed_in(world.tom)
    shown = client.get(address).context["shown"]
    client.post(address, {"shown": shown, f"note-{world.note.pk}": "against", f"note-{world.other_note.pk}": ""})
    assert dict(world.draft_finding.links.values_list("note", "speaks_for")) == {world.note.pk: False}


@pytest.mark.parametrize(("name", "typed"), [("agree_finding", "thin_reason"), ("drop_finding", "reason")])
def test_the_lead_settles_only_the_words_he_read(world, signed_in, name, typed):
    client, finding = signed_in(world.tom), world.draft_finding
    address = reverse(f"reviews:{name}", args=[world.challenge.ref, finding.ref])
    version = client.get(address).context["form"]["version"].value()
    Finding.objects.filter(pk=finding.pk).update(text="Quite other words.", version=version + 1)
    page = client.post(address, {"version": version, typed: "My reason."})
    assert page.status_code == 409
    assert "It now says: “Quite other words.”" in page.text
    assert "My reason." in page.text
    assert client.post(address, {"version": page.context["form"]["version"].value(), typed: "My reason."}).url


def test_a_flag_takes_agreement_and_support_back(world):
    world.hypothesis.status = "supported"
    world.hypothesis.save()
    for thing in (world.finding, world.hypothesis):
        hypotheses.flag(challenge=world.challenge, thing=thing, text="One view.", by=world.olu, at=NOW)
        thing.refresh_from_db()
    assert (world.finding.status, world.finding.agreed_by, world.finding.version) == ("draft", None, 1)
    assert world.hypothesis.status == "open"


def test_numbers_of_evidence_held_elsewhere_survive_linking(world):
    Finding.objects.filter(pk=world.finding.pk).update(held_elsewhere=True, notes_for=9, kinds=3, groups=3)
    facts = {"notes_for": [], "notes_against": [], "by": world.mina, "at": NOW}
    actions.link_evidence(finding=world.finding, unlinked=[world.note, world.other_note], **facts)
    world.finding.refresh_from_db()
    assert (world.finding.status, world.finding.notes_for, world.finding.kinds) == ("agreed", 9, 3)


def test_a_dropped_finding_keeps_its_reason_and_can_come_back(world):
    dropped = actions.drop_finding(finding=world.finding, reason="Said twice.", seen=0, by=world.tom, at=NOW)
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
    with django_assert_num_queries(9):
        page = client.get(address)
    assert page.text.count('value="against"') == 402


def test_the_host_learns_nothing_of_the_evidence(world, signed_in):
    client = signed_in(world.carys)
    for name in ("notes", "hypotheses", "findings", "end_of_day"):
        assert client.get(reverse(f"reviews:{name}", args=[world.challenge.ref])).status_code == 403
