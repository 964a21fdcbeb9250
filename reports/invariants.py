"""What must hold of presentations, reports, editions and publications, whatever happened."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F, Max, Q
from django.utils import timezone

from cycles.models import Challenge, State

from .actions.editions import is_whole
from .document import from_json
from .models import (
    AccuracyComment,
    AccuracyRound,
    Correction,
    Edition,
    Presentation,
    Publication,
    Report,
    UnsavedText,
)

PUBLIC = (State.PUBLISHED, State.FOLLOW_UP, State.CLOSED)
SIGNED = (State.FINAL, State.WITHHELD, *PUBLIC)


def published_is_on_the_register(today: date) -> Iterator[str]:
    """A challenge that was published has its place on the register."""
    published = Challenge.objects.filter(state__in=PUBLIC, events__what="publish")
    for challenge in published.filter(report__publication=None).order_by("pk"):
        yield f"Challenge {challenge.ref} is {challenge.state} but has no place on the register."


def nothing_unsigned_is_public(today: date) -> Iterator[str]:
    """What is on the register is signed, agreed by every host body, and its challenge is published."""
    rows = Publication.objects.select_related("report__challenge").defer("report__signed_tree").order_by("pk")
    for row in rows.filter(report__signed_at=None):
        yield f"Publication {row.slug} has no signed report."
    for row in rows.exclude(report__challenge__state__in=PUBLIC):
        yield f"Publication {row.slug} belongs to a challenge that is {row.report.challenge.state}."
    agreed = Count("report__sign_offs", distinct=True)
    hosts = Count("report__challenge__host_bodies", distinct=True)
    for row in rows.annotate(agreed=agreed, hosts=hosts).filter(agreed__lt=F("hosts")):
        yield f"Publication {row.slug} was not agreed by every host body."


def published_editions_are_the_signed_ones(today: date) -> Iterator[str]:
    """The register's editions are ready, and drawn from the signed tree or that of the last published correction."""
    rows = Publication.objects.select_related("report", "pdf", "html").defer("report__signed_tree").order_by("pk")
    last = Correction.objects.exclude(published_at=None).order_by("number").values_list("report", "tree_sha256")
    trees = dict(last)
    for row in rows:
        for edition in (row.pdf, row.html):
            if not edition.is_ready or edition.tree_sha256 != trees.get(row.report_id, row.report.tree_sha256):
                yield f"Publication {row.slug} shows a {edition.form} edition that is not of the signed words."


def corrections_match_their_hash(today: date) -> Iterator[str]:
    """A signed correction is what was signed."""
    for correction in Correction.objects.exclude(signed_at=None).order_by("pk").iterator():
        if from_json(correction.tree).sha256() != correction.tree_sha256:
            yield f"Correction {correction.pk} does not match the hash it was signed with."


def ready_editions_are_stored_whole(today: date) -> Iterator[str]:
    """A ready edition's bytes are in their storage and match its hash."""
    for edition in Edition.objects.filter(status=Edition.Status.READY).defer("tree").order_by("pk").iterator():
        if not is_whole(edition):
            yield f"Edition {edition.ref} is missing from its storage or damaged."


def signed_words_match_their_hash(today: date) -> Iterator[str]:
    """A signed tree is the tree that was signed, and says no longer that it is a draft."""
    for report in Report.objects.exclude(signed_at=None).order_by("pk").iterator():
        document = from_json(report.signed_tree)
        if document.sha256() != report.tree_sha256:
            yield f"Report {report.pk} does not match the hash it was signed with."
        if document.draft:
            yield f"Report {report.pk} is signed but calls itself a draft."


def signing_and_state_agree(today: date) -> Iterator[str]:
    """A report is signed in the states from final on, and in no earlier one. A cancelled one may be either."""
    reports = Report.objects.select_related("challenge").defer("signed_tree").order_by("pk")
    late = Q(challenge__state__in=SIGNED)
    for report in reports.filter(late, signed_at=None):
        yield f"Report of challenge {report.challenge.ref} is unsigned, but the challenge is {report.challenge.state}."
    for report in reports.exclude(late | Q(challenge__state=State.CANCELLED)).exclude(signed_at=None):
        yield f"Report of challenge {report.challenge.ref} is signed, but the challenge is {report.challenge.state}."


def signed_comments_are_decided(today: date) -> Iterator[str]:
    """No comment of the host is left without a decision once the report is signed."""
    for report in Report.objects.exclude(signed_at=None).filter(comments__decision="").distinct().order_by("pk"):
        yield f"Report {report.pk} is signed while a comment of the host has no decision."


def rounds_are_in_order(today: date) -> Iterator[str]:
    """The rounds of a report are numbered from one, and an open one belongs to a challenge whose facts are checked."""
    reports = Report.objects.annotate(how_many=Count("rounds"), last=Max("rounds__number")).exclude(how_many=0)
    for report in reports.exclude(how_many=F("last")).defer("signed_tree").order_by("pk"):
        yield f"Report {report.pk} has {report.how_many} accuracy rounds, but the last is number {report.last}."
    opened = AccuracyRound.objects.filter(closed_at=None).defer("tree").select_related("report__challenge")
    for found in opened.exclude(report__challenge__state__in=(State.ACCURACY, State.CANCELLED)).order_by("pk"):
        yield f"Accuracy round {found.pk} is open, but the challenge is {found.report.challenge.state}."


def rounds_match_their_hash(today: date) -> Iterator[str]:
    """The draft a host was sent is what it was when it was sent."""
    for found in AccuracyRound.objects.order_by("pk").iterator():
        if from_json(found.tree).sha256() != found.tree_sha256:
            yield f"Accuracy round {found.pk} does not match the hash of the draft that was sent."


def comments_stand_in_their_round(today: date) -> Iterator[str]:
    """A comment is on a line of the draft of its round, of the same report, made while that round was open."""
    rows = AccuracyComment.objects.select_related("round").order_by("round", "pk")
    lines: dict[int, dict[str, str]] = {}
    for row in rows:
        if row.round_id not in lines:
            lines = {row.round_id: from_json(row.round.tree).lines()}
        if row.report_id != row.round.report_id:
            yield f"Comment {row.ref} is on another report than its round."
        if lines[row.round_id].get(row.anchor) != row.quoted:
            yield f"Comment {row.ref} does not quote the draft of its round."
        late = row.round.closed_at and row.made_at > row.round.closed_at
        if late or row.made_at < row.round.opened_at or timezone.localdate(row.made_at) > row.round.due_on:
            yield f"Comment {row.ref} was made outside its round."


def nothing_unsaved_outlives_the_signature(today: date) -> Iterator[str]:
    """What somebody typed and did not save is gone once the report is signed."""
    for row in UnsavedText.objects.exclude(challenge__report__signed_at=None).order_by("pk"):
        yield f"Unsaved text {row.pk} is kept, but the report is signed."


def frozen_slides_match_their_hash(today: date) -> Iterator[str]:
    """A frozen presentation is what was frozen."""
    for presentation in Presentation.objects.exclude(frozen_at=None).order_by("pk"):
        text = json.dumps(presentation.frozen, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if hashlib.sha256(text.encode()).hexdigest() != presentation.sha256:
            yield f"Presentation {presentation.pk} is not what was frozen."


INVARIANTS = (
    published_is_on_the_register,
    nothing_unsigned_is_public,
    published_editions_are_the_signed_ones,
    corrections_match_their_hash,
    ready_editions_are_stored_whole,
    signed_words_match_their_hash,
    signing_and_state_agree,
    signed_comments_are_decided,
    rounds_are_in_order,
    rounds_match_their_hash,
    comments_stand_in_their_round,
    nothing_unsaved_outlives_the_signature,
    frozen_slides_match_their_hash,
)
