"""Each invariant of this floor sees the breach it is there for."""

import pytest

from cycles.models import Challenge, State
from reports import invariants
from reports.models import AccuracyComment, Edition, Presentation, Publication, Report
from tests.reports import scene
from tests.reports.scene import LATER
from tests.world import NOW

TODAY = NOW.date()


@pytest.fixture
def world(world_at):
    return scene.publish(world_at(State.DRAFTING))


def all_breaches():
    return [sentence for invariant in invariants.INVARIANTS for sentence in invariant(TODAY)]


def spoil_register(world):
    Publication.objects.all().delete()
    return f"Challenge {world.challenge.ref} is published but has no place on the register."


def spoil_agreement(world):
    world.report.sign_offs.all().delete()
    return "Publication calderdale-transitions-2027 was not agreed by every host body."


def spoil_state(world):
    Challenge.objects.update(state=State.ACCURACY)
    return "Publication calderdale-transitions-2027 belongs to a challenge that is accuracy."


def spoil_signature(world):
    Report.objects.update(signed_at=None, signed_by=None, signed_tree=None)
    return "Publication calderdale-transitions-2027 has no signed report."


def spoil_edition(world):
    Edition.objects.filter(form="pdf").update(tree_sha256="0" * 64)
    return "Publication calderdale-transitions-2027 shows a pdf edition that is not of the signed words."


def spoil_file(world):
    edition = Edition.objects.get(form="html")
    with edition.storage.open(edition.stored_name, "wb") as file:
        file.write(b"half")
    return f"Edition {edition.ref} is missing from its storage or damaged."


def spoil_words(world):
    Report.objects.update(signed_tree={**world.report.signed_tree, "subtitle": "Another"})
    return f"Report {world.report.pk} does not match the hash it was signed with."


def spoil_comment(world):
    _comment(world)
    return f"Report {world.report.pk} is signed while a comment of the host has no decision."


def spoil_quote(world):
    return f"Comment {_comment(world).ref} does not quote the draft of its round."


def spoil_late_comment(world):
    return f"Comment {_comment(world, made_at=LATER).ref} was made outside its round."


def _comment(world, made_at=NOW):
    return AccuracyComment.objects.create(
        report=world.report,
        round=world.report.latest_round(),
        anchor="a",
        quoted="q",
        kind="fact",
        text="t",
        made_by=world.ben,
        made_at=made_at,
    )


def spoil_number(world):
    world.report.rounds.update(number=2)
    return f"Report {world.report.pk} has 1 accuracy rounds, but the last is number 2."


def spoil_round(world):
    world.report.rounds.update(ended="", closed_at=None)
    return f"Accuracy round {world.report.latest_round().pk} is open, but the challenge is published."


def spoil_sent_draft(world):
    sent = world.report.latest_round()
    world.report.rounds.update(tree={**sent.tree, "subtitle": "Another"})
    return f"Accuracy round {sent.pk} does not match the hash of the draft that was sent."


def spoil_presentation(world):
    made = Presentation.objects.create(
        challenge=world.challenge, frozen=[], frozen_at=NOW, frozen_by=world.tom, sha256="0" * 64
    )
    return f"Presentation {made.pk} is not what was frozen."


def test_a_published_challenge_breaks_nothing(world):
    assert all_breaches() == []


@pytest.mark.breaks_rules
@pytest.mark.parametrize(
    "spoil",
    [
        spoil_register,
        spoil_agreement,
        spoil_state,
        spoil_signature,
        spoil_edition,
        spoil_file,
        spoil_words,
        spoil_comment,
        spoil_quote,
        spoil_late_comment,
        spoil_number,
        spoil_round,
        spoil_sent_draft,
        spoil_presentation,
    ],
)
def test_a_breach_is_named(world, spoil):
    assert spoil(world) in all_breaches()
