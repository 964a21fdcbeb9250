"""What must hold across rows of this floor: each breach is one sentence. See `cycles/invariants.py`."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q

from cycles.models import State
from cycles.policy import QUESTIONS

from .actions.destruction import left_of
from .audits import is_sample_number
from .keeping import kind_of
from .models import (
    CaseAudit,
    Clearance,
    Destruction,
    Device,
    EmergingView,
    EvidenceNote,
    Finding,
    FindingNote,
    Flag,
    Hypothesis,
    HypothesisNote,
    LegalHold,
    ParkedText,
    Receipt,
)
from .sources import Source


def notes_know_their_session_on_site_only(today: date) -> Iterator[str]:
    """A note holds its session only while its challenge is on site."""
    for note in EvidenceNote.objects.exclude(session=None).exclude(challenge__state=State.ON_SITE).order_by("pk"):
        yield f"Note {note.pk}: it still knows its session, but its challenge is not on site."


def notes_come_from_a_known_source(today: date) -> Iterator[str]:
    """A note's source groups are of the tree. How large each was then is not known any more."""
    for note in EvidenceNote.objects.exclude(source__in=Source.values).order_by("pk"):
        yield f"Note {note.pk}: its source group is not one of the tree."
    for note in EvidenceNote.objects.exclude(follow_up_source__in=["", *Source.values]).order_by("pk"):
        yield f"Note {note.pk}: the group to follow up with is not one of the tree."


def agreed_findings_have_no_open_flag(today: date) -> Iterator[str]:
    """What is flagged as untested is answered before it is agreed."""
    flags = Flag.objects.filter(finding__status=Finding.Status.AGREED, answered_by=None)
    for flag in flags.select_related("finding").order_by("pk"):
        yield f"Finding {flag.finding.ref}: it is agreed, but a flag on it is not answered."


def agreed_findings_rest_on_something(today: date) -> Iterator[str]:
    """An agreed finding that no programme would call supported has the lead's reason, or came from elsewhere."""
    agreed = Finding.objects.filter(status=Finding.Status.AGREED, held_elsewhere=False, thin_reason="")
    for finding in agreed.order_by("pk"):
        if finding.kinds < QUESTIONS["least_kinds"].least or finding.groups < QUESTIONS["least_groups"].least:
            yield f"Finding {finding.ref}: it is agreed on no evidence and without a reason."


def links_are_to_evidence_only(today: date) -> Iterator[str]:
    """Nothing rests on a late note that was not let in."""
    outside = (EvidenceNote.Late.WAITING, EvidenceNote.Late.LEFT_OUT)
    for link in FindingNote.objects.filter(note__late__in=outside).select_related("finding").order_by("pk"):
        yield f"Finding {link.finding.ref}: it rests on a late note that was not let in."
    for link in HypothesisNote.objects.filter(note__late__in=outside).order_by("pk"):
        yield f"Hypothesis {link.hypothesis_id}: it is argued with a late note that was not let in."


def kept_numbers_follow_the_notes(today: date) -> Iterator[str]:
    """While an agreed finding has notes, the numbers kept with it are theirs."""
    speaks = Q(links__speaks_for=True)
    agreed = Finding.objects.filter(status=Finding.Status.AGREED, held_elsewhere=False, links__isnull=False)
    counted = agreed.annotate(
        now_for=Count("links", filter=speaks),
        now_against=Count("links", filter=~speaks),
        now_kinds=Count("links__note__kind", filter=speaks, distinct=True),
        now_groups=Count("links__note__source", filter=speaks, distinct=True),
    )
    same = Q(notes_for=F("now_for"), notes_against=F("now_against"), kinds=F("now_kinds"), groups=F("now_groups"))
    for finding in counted.exclude(same).order_by("pk"):
        yield f"Finding {finding.ref}: the numbers kept with it are not those of its notes."


def supported_hypotheses_have_something_for_them(today: date) -> Iterator[str]:
    """A theory is called supported only while a note speaks for it."""
    speaks = HypothesisNote.objects.filter(hypothesis=OuterRef("pk"), speaks_for=True)
    supported = Hypothesis.objects.filter(status=Hypothesis.Status.SUPPORTED)
    for theory in supported.exclude(Exists(speaks)).order_by("pk"):
        yield f"Hypothesis {theory.pk}: it is called supported, but no note speaks for it."


def receipts_speak_the_truth(today: date) -> Iterator[str]:
    """What a device was told is kept is there, or its author deleted it since, or the notes are destroyed."""
    said = Receipt.objects.filter(result__in=[Receipt.Result.KEPT, Receipt.Result.LATE])
    there = EvidenceNote.objects.filter(pk=OuterRef("note"), author=OuterRef("author"), challenge=OuterRef("challenge"))
    removed = Receipt.objects.filter(
        result=Receipt.Result.REMOVED, note=OuterRef("note"), author=OuterRef("author"), challenge=OuterRef("challenge")
    )
    gone = Q(challenge__destruction__isnull=False)
    for receipt in said.exclude(Exists(there)).exclude(Exists(removed)).exclude(gone).order_by("pk"):
        yield f"Receipt {receipt.pk}: its note was said to be kept and is not there."
    parked = Receipt.objects.filter(result=Receipt.Result.PARKED)
    texts = ParkedText.objects.filter(pk=OuterRef("parked"), author=OuterRef("author"))
    for receipt in parked.exclude(Exists(texts)).exclude(gone).order_by("pk"):
        yield f"Receipt {receipt.pk}: its text was said to be parked and is not there."


def contacts_are_known_on_site_only(today: date) -> Iterator[str]:
    """The moment a device was last in contact is kept while the team is on site."""
    for device in Device.objects.exclude(last_contact=None).exclude(challenge__state=State.ON_SITE).order_by("pk"):
        yield f"Device {device.pk}: the moment of its last contact is still kept."


def views_are_of_lines_of_their_challenge(today: date) -> Iterator[str]:
    """An emerging view is of a line of its own challenge."""
    for view in EmergingView.objects.exclude(line__challenge=F("challenge")).order_by("pk"):
        yield f"Emerging view {view.pk}: its line of enquiry is another challenge’s."


def destroyed_notes_are_gone(today: date) -> Iterator[str]:
    """Once a destruction is finished nothing sealed is there, and no key: older backups bring neither back."""
    for record in Destruction.objects.exclude(finished_at=None).select_related("challenge").order_by("pk"):
        if left := left_of(record.challenge):
            yield f"Challenge {record.challenge.ref}: its notes are destroyed, but there are {', '.join(sorted(left))}."


def what_was_cleared_is_gone(today: date) -> Iterator[str]:
    """Once the destruction of documents, proofs or drafts is finished none of them is there."""
    for record in Clearance.objects.exclude(finished_at=None).select_related("challenge").order_by("pk"):
        if left := kind_of(record.what).left_of(record.challenge):
            there = ", ".join(sorted(left))
            yield f"Challenge {record.challenge.ref}: its {record.what} are destroyed, but there are {there}."


def what_is_held_is_not_destroyed(today: date) -> Iterator[str]:
    """While a legal hold stands no destruction begins."""
    begun = Q(challenge__destruction__begun_at__gt=F("set_at")) | Q(challenge__clearances__begun_at__gt=F("set_at"))
    held = LegalHold.objects.filter(begun, lifted_at=None).distinct()
    for hold in held.select_related("challenge").order_by("pk"):
        yield f"Challenge {hold.challenge.ref}: something of it is destroyed under a legal hold."


def audits_know_a_sample_number_alone(today: date) -> Iterator[str]:
    """A case audit stands under a short code and nothing that could say whose case it is."""
    for audit in CaseAudit.objects.order_by("pk"):
        if not is_sample_number(audit.sample):
            yield f"Case audit {audit.pk}: its sample number is not a short code."


INVARIANTS = (
    contacts_are_known_on_site_only,
    receipts_speak_the_truth,
    notes_know_their_session_on_site_only,
    notes_come_from_a_known_source,
    agreed_findings_have_no_open_flag,
    agreed_findings_rest_on_something,
    links_are_to_evidence_only,
    kept_numbers_follow_the_notes,
    supported_hypotheses_have_something_for_them,
    views_are_of_lines_of_their_challenge,
    audits_know_a_sample_number_alone,
    destroyed_notes_are_gone,
    what_was_cleared_is_gone,
    what_is_held_is_not_destroyed,
)
