"""Documents and requests as pages show them, and what waits because of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse

from cycles.models import Challenge, State
from cycles.waiting import Matter, Mine, Tally
from people.waiting import Waiting
from reviews.models import Document, DocumentRequest, DocumentVersion

ASKING = (State.SCOPING, State.PREPARING, State.ON_SITE)


def requests_of(challenge: Challenge) -> QuerySet[DocumentRequest]:
    """Return what was asked for, what is missing first and the earliest day first."""
    return (
        DocumentRequest.objects.filter(challenge=challenge)
        .annotate(is_sent=Exists(Document.objects.filter(request=OuterRef("pk"))))
        .order_by("is_sent", "received_at", "due_on", "pk")
    )


def open_requests(challenge: Challenge) -> QuerySet[DocumentRequest]:
    """Return what was asked for and has not come."""
    return requests_of(challenge).filter(is_sent=False, received_at=None).order_by("due_on", "pk")


def documents_of(challenge: Challenge, kind: str = "") -> QuerySet[Document]:
    """Return the library, with its versions newest first."""
    found = Document.objects.filter(challenge=challenge)
    if kind:
        found = found.filter(kind=kind)
    versions = DocumentVersion.objects.order_by("-number").select_related("uploaded_by")
    return found.prefetch_related(Prefetch("versions", versions)).order_by("title", "pk")


def due_in_words(due: date, today: date) -> str:
    """Say how long is left: "Due tomorrow", "Late by 3 days"."""
    days = (due - today).days
    if days < 0:
        return f"Late by {-days} day{'s' if days < -1 else ''}"
    if days <= 1:
        return "Due tomorrow" if days else "Due today"
    return f"Due {due:%-d %B}" if days > 7 else f"Due in {days} days"


@dataclass(frozen=True)
class Asked:
    """One line of the list of requests: the row, how it stands in a word, and the word's tone."""

    request: DocumentRequest
    status: str
    tone: str
    is_open: bool


def asked(request: DocumentRequest, today: date) -> Asked:
    """Say how a request stands. The row comes from `requests_of`."""
    if request.received_at:
        return Asked(request, "Received", "good", is_open=False)
    if request.is_sent:
        return Asked(request, "Sent by the host", "good", is_open=True)
    late = request.due_on < today
    soon = (request.due_on - today).days <= 7
    return Asked(request, due_in_words(request.due_on, today), "bad" if late else "warn" if soon else "", is_open=True)


def _missing(_user: Any, today: date) -> dict[str, Tally]:
    rows = DocumentRequest.objects.filter(received_at=None, documents=None)
    return {
        "late": Tally(rows.filter(due_on__lt=today), day="due_on"),
        "coming": Tally(rows.filter(due_on__gte=today), day="due_on"),
    }


def _plural(count: int) -> str:
    return f"{count} document{'s' if count > 1 else ''}"


def _waiting(mine: Mine) -> Iterator[Waiting]:
    """Documents the host still has to send, and late ones the team may chase."""
    about, late, coming = str(mine.challenge), mine.count("late"), mine.count("coming")
    if mine.may("reviews.upload_document"):
        url = reverse("reviews:documents", args=[mine.challenge.ref])
        if late:
            yield Waiting(f"Send {_plural(late)} already late", about, url, mine.earliest("late"))
        if coming:
            yield Waiting(f"Send {_plural(coming)}", about, url, mine.earliest("coming"))
    elif late:
        url = reverse("reviews:document_requests", args=[mine.challenge.ref])
        yield Waiting(f"Chase {_plural(late)} the host has not sent", about, url, mine.earliest("late"))


ASKED = ("reviews.upload_document", "reviews.request_documents")
MATTERS = (Matter(_waiting, ASKING, ASKED, _missing, while_paused=True),)


def counts(challenge: Challenge, today: date) -> dict[str, int]:
    """Count what was asked for, what has come and what is late (one query)."""
    missing = Q(is_sent=False, received_at=None)
    return requests_of(challenge).aggregate(
        asked=Count("pk"),
        missing=Count("pk", filter=missing),
        late=Count("pk", filter=missing & Q(due_on__lt=today)),
    )
