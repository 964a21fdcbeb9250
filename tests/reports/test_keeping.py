"""Documents, proofs and drafts go by rules of their own; what was found, decided and published stays."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.urls import reverse

from cycles.models import Event, ProgrammeSetting, State
from people.refusal import Refusal
from reports.models import AccuracyComment, Edition, Remark, UnsavedText, Wording
from reviews.actions import clearing, promises
from reviews.keeping import kind_of, kinds
from reviews.models import Clearance, DocumentVersion, Finding
from tests.access.full import full_world
from tests.dying import dying
from tests.soak import SOAK
from tests.world import NOW

DAY = timedelta(days=1)


def ended(state, ago=200):
    """Build a challenge that ended so many days ago, with a draft of everything that is kept for a while."""
    world = full_world(state)
    to_state = State.CANCELLED if state == State.CANCELLED else State.FINAL
    Event.objects.create(
        challenge=world.challenge,
        what="sign",
        sentence="A move",
        at=NOW - timedelta(days=ago),
        from_state="accuracy",
        to_state=to_state,
    )
    Wording.objects.create(report=world.report, place="summary", version=1, text="Earlier.")
    world.draft = Edition(report=world.report, form="pdf", tree={}, tree_sha256="2" * 64, is_draft=True)
    world.draft.status, world.draft.sha256, world.draft.asked_at, world.draft.made_at = "ready", "3" * 64, NOW, NOW
    world.draft.save()
    world.draft.storage.save(world.draft.stored_name, ContentFile(b"a draft"))
    if state == State.CANCELLED:
        UnsavedText.objects.create(
            challenge=world.challenge,
            person=world.petra,
            place="summary",
            window="a" * 12,
            step=1,
            version=0,
            fields={"text": ["Half a sentence"]},
            kept_at=NOW,
        )
    return world


def left(world):
    return {kept.name for kept in kinds() if kept.left_of(world.challenge)}


def test_each_goes_in_its_night_and_what_must_survive_stays(db, clock, signed_in):
    world = ended(State.PUBLISHED)
    ProgrammeSetting.objects.create(
        programme=world.programme, key="keep_documents_months", value=12, changed_by=world.rana, changed_at=NOW
    )
    files = [DocumentVersion.objects.get().file.name, world.comment.proof_file.name, world.draft.stored_name]
    published = world.publication.html.stored_name
    promises.keep_promises(at=NOW)
    assert left(world) == {"documents", "proofs", "drafts"}
    promises.keep_promises(at=NOW + DAY)
    assert left(world) == {"documents"}
    assert [storages["default"].exists(name) for name in files] == [True, False, False]
    comment = AccuracyComment.objects.get()
    assert (comment.text, comment.proof_name, comment.proof_destroyed) == ("CANARYCOMMENT", "", True)
    assert (Remark.objects.count(), Wording.objects.count(), Edition.objects.filter(is_draft=True).count()) == (0, 0, 0)
    assert Finding.objects.get(pk=world.finding.pk).notes_for == 2
    assert world.report.rounds.get().tree["title"] == "Peer challenge"
    assert storages["editions"].exists(published)
    record = Clearance.objects.get(what="drafts")
    assert record.counts["Remarks of the team"] == record.counts["Drafts as files"] == 1
    assert set(record.verified.values()) == {0}
    # A year after signing the documents go as well; how many there were is still known.
    later = NOW + timedelta(days=170)
    promises.keep_promises(at=later)
    promises.keep_promises(at=later + DAY)
    assert left(world) == set()
    assert (DocumentVersion.objects.count(), world.challenge.documents.count()) == (0, 1)
    assert not storages["default"].exists(files[0])
    assert promises.keep_promises(at=later + 2 * DAY) == {"kept": 4}
    library = signed_in(world.carys).get(reverse("reviews:documents", args=[world.challenge.ref])).text
    assert ("The files are destroyed" in library, "CANARYDOCUMENT" in library) == (True, True)
    held = signed_in(world.idris).get(reverse("reports:holdings", args=[world.challenge.ref])).context["holdings"]
    groups = {one.group: (one.count, one.until.split(" on ")[0]) for one in held}
    assert groups["Drafts of the report"] == groups["Documents of the host"] == (0, "Destroyed")


def test_texts_of_a_cancelled_challenge_go_after_two_weeks(db, clock):
    world = ended(State.CANCELLED, ago=13)
    promises.keep_promises(at=NOW)
    assert UnsavedText.objects.count() == 1
    promises.keep_promises(at=NOW + DAY)
    assert (UnsavedText.objects.count(), left(world)) == (0, set())


def test_nothing_goes_too_soon_or_under_a_hold(db, clock):
    world = ended(State.WITHHELD, ago=30)
    named = {"challenge": world.challenge, "kept": kind_of("documents"), "rule": "six months", "by": None, "at": NOW}
    with pytest.raises(Refusal, match="the host’s documents and written answers are kept until"):
        clearing.clear(**named)
    promises.set_hold(challenge=world.challenge, reason="A request.", by=world.idris, at=NOW)
    with pytest.raises(Refusal, match="legal hold"):
        clearing.clear(**named, early=True)
    assert left(world) == {"documents", "proofs", "drafts"}


def test_what_a_withheld_report_still_waits_for_is_not_forgotten(db, clock):
    """An open hit in the signed words stands in the way of publishing whatever goes with the drafts."""
    world = ended(State.WITHHELD)
    run = world.report.identity_checks.get(tree_sha256=world.report.tree_sha256)
    mine = world.hit
    run.hits.create(kind="name", place="summary-1", words="Tom", around="Tom", fingerprint="4" * 64)
    clearing.clear(challenge=world.challenge, kept=kind_of("drafts"), rule="six months", by=None, at=NOW)
    assert (run.hits.count(), mine.check_run.hits.count()) == (1, 0)


@pytest.mark.fault
def test_dead_at_any_line_it_is_finished_the_next_night(db, clock):
    world = ended(State.PUBLISHED)
    kept, lines = kind_of("proofs"), ("reviews/actions/clearing.py", "reports/keeping.py")
    named = {"challenge": world.challenge, "kept": kept, "rule": "six months", "by": None, "at": NOW}
    promises.give_notice(
        challenge=world.challenge, due=clearing.due_for(world.challenge, kept), what=["proofs"], at=NOW - DAY
    )
    for last in range(1, 15) if SOAK else (3, 9, 14):
        with dying(lines, last) as steps:
            clearing.clear(**named)
        assert steps.died
        promises.keep_promises(at=NOW)
        assert kept.left_of(world.challenge) == {}
        assert Clearance.objects.get(what="proofs").counts == {"Files sent with comments on facts": 1}
        Clearance.objects.filter(what="proofs").delete()
        world.comment.proof_name, world.comment.proof_type = "diary.txt", "text/plain"
        world.comment.proof_file.save("diary", ContentFile(b"CANARYPROOF"))
