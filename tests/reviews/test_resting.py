"""When a note goes or changes, what rests on it follows at once, on every page that says so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from reports.actions.presentation import freeze_presentation, slides_of
from reports.queries.signing import needs_of, written_in
from reviews.actions import findings, hypotheses, notes
from reviews.actions.resting import Settled, settle_what_rests_on
from reviews.models import EvidenceNote, Finding, Flag, Hypothesis
from tests.access.full import full_world
from tests.world import NOW


@pytest.fixture
def world(db, clock):
    world = full_world(State.ON_SITE)
    Flag.objects.all().delete()
    hypotheses.settle(hypothesis=world.hypothesis, status="supported", seen="open", by=world.tom, at=NOW)
    return world


def edit(world, **facts):
    kept = {"kind": "heard", "source": "front_line", "leans": "development", "feeling": "", "verbatim": False}
    more = {"quote_checked": False, "follow_up": False, "follow_up_source": "", **facts}
    note = EvidenceNote.objects.get(pk=world.note.pk)
    return notes.edit_note(
        note=note, text="Families wait.", seen=note.revision, line=world.line, by=world.petra, at=NOW, **kept | more
    )


def numbers(finding):
    return [finding.status, finding.notes_for, finding.kinds, finding.groups, finding.version]


def presented(world):
    return [line["text"] for slide in slides_of(world.challenge, world.presentation) for line in slide["lines"]]


def test_deleting_a_note_takes_back_what_rested_on_it(world):
    version = world.finding.version
    assert "CANARYFINDING strong" in presented(world)
    settled = notes.delete_note(note=world.note, by=world.petra, at=NOW)
    assert settled == Settled(findings=1, hypotheses=1)
    world.finding.refresh_from_db()
    assert numbers(world.finding) == ["draft", 1, 1, 1, version + 1]
    # Neither by whom nor when: that would tell whose note it was.
    assert (world.finding.agreed_by, world.finding.changed_by, world.finding.changed_at) == (None, None, None)
    world.hypothesis.refresh_from_db()
    assert world.hypothesis.status == "open"
    assert "CANARYFINDING strong" not in presented(world)
    needs = needs_of(world.challenge, written_in(world.report), NOW.date())
    missing = [phrase for need in needs for phrase in need.missing]
    assert "no finding is agreed" in missing
    assert "recommendation 1 rests on no agreed finding" in missing
    assert notes.delete_note(note=world.note, by=world.petra, at=NOW) == Settled()  # twice is no error


def test_a_frozen_presentation_stays_as_it_was_said(world):
    frozen = freeze_presentation(challenge=world.challenge, by=world.tom, at=NOW).frozen
    notes.delete_note(note=world.note, by=world.petra, at=NOW)
    world.presentation.refresh_from_db()
    assert world.presentation.frozen == frozen
    assert "CANARYFINDING strong" in str(frozen)


def test_a_reason_of_the_leads_or_evidence_elsewhere_holds_a_finding(world):
    Finding.objects.filter(pk=world.finding.pk).update(thin_reason="We saw it ourselves.")
    kept = {"status": "agreed", "notes_for": 4, "kinds": 3, "groups": 3, "held_elsewhere": True}
    Finding.objects.filter(pk=world.draft_finding.pk).update(**kept)
    assert notes.delete_note(note=world.note, by=world.petra, at=NOW).findings == 0
    world.finding.refresh_from_db()
    world.draft_finding.refresh_from_db()
    assert numbers(world.finding) == ["agreed", 1, 1, 1, 0]
    assert numbers(world.draft_finding) == ["agreed", 4, 3, 3, 0]


@pytest.mark.parametrize(
    ("facts", "status"),
    [({"source": "documents"}, "draft"), ({"kind": "read"}, "draft"), ({"leans": "strength"}, "agreed")],
)
def test_a_note_of_another_kind_or_group_is_weighed_anew(world, facts, status):
    edit(world, **facts)
    world.finding.refresh_from_db()
    assert world.finding.status == status


def test_a_theory_without_a_note_for_it_is_not_supported(world):
    hypotheses.argue(hypothesis=world.hypothesis, notes_for=[], notes_against=[world.note], by=world.petra, at=NOW)
    world.hypothesis.refresh_from_db()
    assert world.hypothesis.status == "open"
    with pytest.raises(Refusal, match="No note speaks for it yet"):
        hypotheses.settle(hypothesis=world.hypothesis, status="supported", seen="open", by=world.tom, at=NOW)


def test_a_hundred_notes_cost_what_one_costs(world):
    def asked(many):
        with CaptureQueriesContext(connection) as queries:
            settle_what_rests_on(notes=many, by=world.petra, at=NOW)
        return len(queries)

    one = asked([world.note])
    more = [EvidenceNote(**{**_facts(world.note), "sealed": b"x"}) for _ in range(30)]
    EvidenceNote.objects.bulk_create(more)
    for number in range(30):
        finding = Finding.objects.create(challenge=world.challenge, kind="strength", text=str(number))
        findings.link_evidence(finding=finding, notes_for=more, notes_against=[], by=world.tom, at=NOW)
    assert (one, asked([world.note, *more])) == (6, 6)


def _facts(note):
    names = ("challenge", "author", "day", "kind", "source", "leans")
    return {name: getattr(note, name) for name in names}


def test_the_author_is_told_before_and_after(world, signed_in):
    address = reverse("reviews:delete_note", args=[world.challenge.ref, world.note.pk])
    client = signed_in(world.petra)
    page = client.get(address).text
    assert "2 findings, 1 of them agreed" in page
    assert "1 hypothesis" in page
    assert "One agreed finding is a draft again" in client.post(address, follow=True).text


@pytest.mark.breaks_rules  # the note changes hands, which no action does
def test_a_shadow_is_told_of_no_hypothesis(world, signed_in):
    EvidenceNote.objects.filter(pk=world.note.pk).update(author=world.nia)
    page = signed_in(world.nia).get(reverse("reviews:delete_note", args=[world.challenge.ref, world.note.pk])).text
    assert "hypothesis" not in page
    assert Hypothesis.objects.count() == 1
