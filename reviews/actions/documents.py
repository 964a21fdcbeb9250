"""Asking the host for papers, and keeping what the host sends."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cycles.models import Challenge
from notices import actions as notices
from people.models import Membership, Person
from people.refusal import Refusal
from reviews.guard import hold
from reviews.models import Document, DocumentRequest, DocumentVersion
from reviews.uploads import Accepted


def organisers(challenge: Challenge, day: date) -> list[Person]:
    """Return who at the host sees to documents: its organisers, or its sponsors when it has none."""
    acting = Membership.objects.filter(
        programme=challenge.cycle.programme, body__in=challenge.host_bodies.values("body")
    ).in_force(day)
    for role in (Membership.Role.HOST_ORGANISER, Membership.Role.HOST_SPONSOR):
        found = Person.objects.filter(memberships__in=acting.filter(role=role)).distinct().order_by("pk")
        if found:
            return list(found)
    return []


@transaction.atomic
def request_document(
    *, challenge: Challenge, kind: str, title: str, due_on: date, note: str = "", by: Person, at: datetime
) -> DocumentRequest:
    """Ask the host for a paper by a day. The host hears once a day, however many papers are asked for."""
    fresh = hold(challenge, "reviews.request_documents")
    day = timezone.localdate(at)
    if due_on < day:
        raise Refusal("This day has passed. Enter today or a later day.", "due_on")
    asked = DocumentRequest.objects.create(
        challenge=fresh, kind=kind, title=title, note=note, due_on=due_on, requested_by=by
    )
    for person in organisers(fresh, day):
        notices.queue(
            recipient=person,
            programme=fresh.cycle.programme,
            kind="documents_requested",
            about=f"{fresh.ref}:{day:%Y-%m-%d}",
            subject=f"Documents are asked for: {fresh.host}, {fresh.topic}",
            body=(
                f"The team of the peer challenge “{fresh.topic}” has asked for documents.\n\n"
                f"See what is asked for and by when, and upload it:\n{{origin}}/challenges/{fresh.ref}/documents/\n"
            ),
            at=at,
        )
    return asked


@transaction.atomic
def chase_document(*, request: DocumentRequest, by: Person, at: datetime) -> DocumentRequest:
    """Remind the host's organisers of one paper, at most once a day."""
    challenge = hold(request.challenge, "reviews.request_documents")
    fresh = DocumentRequest.objects.select_for_update().get(pk=request.pk)
    day = timezone.localdate(at)
    if fresh.received_at:
        raise Refusal("This document has been received. Nobody was reminded.")
    if fresh.chased_at and timezone.localdate(fresh.chased_at) == day:
        raise Refusal(f"The host was reminded today at {timezone.localtime(fresh.chased_at):%H:%M}. Try tomorrow.")
    people = organisers(challenge, day)
    if not people:
        raise Refusal(
            f"{challenge.host} has no organiser or sponsor yet, so nobody was reminded. Tell the coordinator."
        )
    for person in people:
        notices.queue(
            recipient=person,
            programme=challenge.cycle.programme,
            kind="document_chased",
            about=f"{fresh.ref}:{day:%Y-%m-%d}",
            subject=f"Reminder: {fresh.title} ({challenge.host})"[:200],
            body=(
                f"The team of the peer challenge “{challenge.topic}” is waiting for “{fresh.title}”, "
                f"asked for by {fresh.due_on:%-d %B %Y}.\n\n"
                f"Upload it here:\n{{origin}}/challenges/{challenge.ref}/documents/\n"
            ),
            at=at,
        )
    fresh.chased_at = at
    fresh.save(update_fields=["chased_at"])
    return fresh


@transaction.atomic
def receive_document(*, request: DocumentRequest, by: Person, at: datetime) -> DocumentRequest:
    """Record that what was asked for has come, whichever way it came."""
    hold(request.challenge, "reviews.request_documents")
    fresh = DocumentRequest.objects.select_for_update().get(pk=request.pk)
    if fresh.received_at:
        raise Refusal("The receipt of this document is already recorded. Nothing was changed.")
    fresh.received_at = at
    fresh.save(update_fields=["received_at"])
    return fresh


@transaction.atomic
def upload_document(
    *,
    challenge: Challenge,
    upload: Accepted,
    kind: str,
    title: str,
    request: DocumentRequest | None = None,
    by: Person,
    at: datetime,
) -> Document:
    """Keep a paper of the host as version 1 of a new document."""
    fresh = hold(challenge, "reviews.upload_document")
    if request and request.challenge_id != fresh.pk:
        raise Refusal("Choose one of the documents asked for here.", "request")
    document = Document.objects.create(challenge=fresh, kind=kind, title=title, request=request)
    _keep(document, 1, upload, by, at)
    return document


@transaction.atomic
def replace_document(*, document: Document, upload: Accepted, by: Person, at: datetime) -> DocumentVersion:
    """Keep a newer version; the older ones stay."""
    hold(document.challenge, "reviews.upload_document")
    newest = document.versions.order_by("-number").first()
    if newest and newest.sha256 == upload.sha256:
        raise Refusal(f"This is the same file as version {newest.number}. Nothing was changed.", "file")
    return _keep(document, newest.number + 1 if newest else 1, upload, by, at)


def _keep(document: Document, number: int, upload: Accepted, by: Person, at: datetime) -> DocumentVersion:
    version = DocumentVersion(
        document=document,
        number=number,
        name=upload.name,
        content_type=upload.content_type,
        size=upload.size,
        sha256=upload.sha256,
        uploaded_by=by,
        uploaded_at=at,
    )
    # The name on disk tells nothing: no title, no host, no ending to run.
    version.file.save(f"documents/{secrets.token_hex(20)}", upload.content, save=False)
    try:
        version.save()
    except Exception:
        version.file.delete(save=False)  # a row that was not kept leaves no bytes behind
        raise
    return version
