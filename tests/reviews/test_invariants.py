"""What must hold across the rows of this floor, each broken on purpose and found."""

from datetime import date

import pytest

from cycles.models import State
from reviews import invariants
from reviews.models import CaseAudit, EmergingView, EvidenceNote, Finding, Flag, Hypothesis, LineOfEnquiry
from tests.access.full import full_world
from tests.world import make_challenge

TODAY = date(2027, 2, 10)
pytestmark = pytest.mark.breaks_rules


@pytest.fixture
def world(db, clock):
    return full_world(State.DRAFTING)


def found():
    return [sentence for invariant in invariants.INVARIANTS for sentence in invariant(TODAY)]


def test_a_world_in_order_has_no_breach(world):
    assert found() == []


def test_a_session_kept_after_the_visit_is_found(world):
    EvidenceNote.objects.filter(pk=world.note.pk).update(session=world.session)
    assert found() == [f"Note {world.note.pk}: it still knows its session, but its challenge is not on site."]


def test_an_unknown_source_group_is_found(world):
    EvidenceNote.objects.filter(pk=world.note.pk).update(source="room_4", follow_up=True, follow_up_source="room_5")
    assert found() == [
        f"Note {world.note.pk}: its source group is not one of the tree.",
        f"Note {world.note.pk}: the group to follow up with is not one of the tree.",
    ]


def test_an_open_flag_on_an_agreed_finding_is_found(world):
    Flag.objects.filter(pk=world.flag.pk).update(hypothesis=None, finding=world.finding)
    assert found() == [f"Finding {world.finding.ref}: it is agreed, but a flag on it is not answered."]


def test_a_finding_agreed_on_nothing_is_found_unless_its_evidence_is_elsewhere(world):
    world.finding.links.all().delete()
    Finding.objects.filter(pk=world.finding.pk).update(kinds=0, groups=0)
    assert found() == [f"Finding {world.finding.ref}: it is agreed on no evidence and without a reason."]
    Finding.objects.filter(pk=world.finding.pk).update(held_elsewhere=True)
    assert found() == []


def test_numbers_and_support_that_outlived_their_notes_are_found(world):
    Finding.objects.filter(pk=world.finding.pk).update(notes_for=3)
    Hypothesis.objects.filter(pk=world.hypothesis.pk).update(status="supported")
    world.hypothesis.links.all().delete()
    assert found() == [
        f"Finding {world.finding.ref}: the numbers kept with it are not those of its notes.",
        f"Hypothesis {world.hypothesis.pk}: it is called supported, but no note speaks for it.",
    ]


def test_a_view_of_anothers_line_and_an_audit_that_names_its_case_are_found(world):
    other = make_challenge(world.cycle, world.shape, world.bodies["York"], topic="Another")
    line = LineOfEnquiry.objects.create(challenge=other, number=1, question="Whose?")
    view = EmergingView.objects.filter(author=world.petra).get()
    EmergingView.objects.filter(pk=view.pk).update(line=line)
    CaseAudit.objects.filter(pk=world.audit.pk).update(sample="KAY")
    assert found() == [
        f"Emerging view {view.pk}: its line of enquiry is another challenge’s.",
        f"Case audit {world.audit.pk}: its sample number is not a short code.",
    ]
