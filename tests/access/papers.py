"""What the host hands over and the timetable, in the world with one of everything in it."""

from datetime import time

from django.core.files.base import ContentFile

from cycles.models import Component
from reviews.asking import problem_of
from reviews.models import (
    Document,
    DocumentRequest,
    DocumentVersion,
    GroupSize,
    Room,
    Session,
    SessionReviewer,
    TimetableProposal,
    WantedSession,
)
from tests.world import NOW


def put_papers(world):
    """What the host hands over and the timetable."""
    challenge = world.challenge
    for key in Component.Key.values:
        Component.objects.create(challenge=challenge, key=key, done_at=NOW, done_by=world.mina)
    world.request = DocumentRequest.objects.create(
        challenge=challenge,
        kind="data_pack",
        title="CANARYDOCUMENT request",
        due_on=NOW.date(),
        requested_by=world.mina,
    )
    world.document = Document.objects.create(challenge=challenge, kind="data_pack", title="CANARYDOCUMENT")
    world.document_version = DocumentVersion(
        document=world.document,
        number=1,
        name="pack.txt",
        content_type="text/plain",
        size=8,
        sha256="0" * 64,
        uploaded_by=world.ben,
        uploaded_at=NOW,
    )
    world.document_version.file.save("pack", ContentFile(b"a pack\n\n"))
    world.session = Session.objects.create(
        challenge=challenge,
        day=challenge.visit.starts_on,
        starts=time(9),
        ends=time(10),
        kind="group",
        title="CANARYSESSION",
        source="front_line",
        expected=8,
    )
    world.session.lines.add(world.line)
    SessionReviewer.objects.create(session=world.session, seat=world.seats["petra"])
    GroupSize.objects.create(challenge=challenge, source="front_line", size=40)
    _to_be_placed(world, challenge)


def _to_be_placed(world, challenge):
    world.room = Room.objects.create(challenge=challenge, name="CANARYROOM", building="Town hall", holds=12)
    world.wanted = WantedSession.objects.create(challenge=challenge, title="CANARYWANTED", kind="group")
    world.proposal = TimetableProposal.objects.create(
        challenge=challenge,
        status="done",
        problem=problem_of(challenge, time(9), time(17)).as_data(),
        base=[],
        unplaced=[world.wanted.ref],
        cost=0,
        bound=0,
        asked_by=world.ben,
        asked_at=NOW,
    )
