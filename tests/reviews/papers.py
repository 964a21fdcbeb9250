"""Papers and requests as the tests of this floor make them."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reviews.actions import documents as actions
from reviews.models import Document, DocumentRequest, DocumentVersion
from reviews.uploads import accept
from tests.reviews import corpus
from tests.world import NOW

TODAY = NOW.date()


def url(world, name, *args):
    return reverse(f"reviews:{name}", args=[world.challenge.ref, *args])


def ask(world, title="Early help strategy", due=TODAY, **fields):
    return actions.request_document(
        challenge=world.challenge, kind="strategy", title=title, due_on=due, by=world.mina, at=NOW, **fields
    )


def checked(name="plan.pdf", content=corpus.PDF):
    return accept(SimpleUploadedFile(name, content))


def upload(world, title="Strategy", **fields):
    return actions.upload_document(
        challenge=world.challenge, upload=checked(), kind="strategy", title=title, by=world.ben, at=NOW, **fields
    )


def many(world, count):
    """Make documents and requests without their files: pages read rows only."""
    DocumentRequest.objects.bulk_create(
        DocumentRequest(
            challenge=world.challenge,
            kind="board",
            title=f"Minutes {n}",
            due_on=TODAY + timedelta(days=n - 5),
            requested_by=world.mina,
        )
        for n in range(count)
    )
    made = Document.objects.bulk_create(
        Document(challenge=world.challenge, kind="board", title=f"Paper {n:03}") for n in range(count)
    )
    DocumentVersion.objects.bulk_create(
        DocumentVersion(
            document=document,
            number=number,
            file="x",
            name="a.pdf",
            content_type="application/pdf",
            size=1,
            sha256="0" * 64,
            uploaded_by=world.ben,
            uploaded_at=NOW,
        )
        for document in made
        for number in (1, 2)
    )
