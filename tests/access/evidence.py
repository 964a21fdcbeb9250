"""What the team writes on site and in the evenings, in the world with one of everything in it."""

import io
import json
from functools import cache
from uuid import uuid4

from PIL import Image

from cycles.models import State
from reviews.models import (
    CaseAudit,
    Device,
    EmergingView,
    EvidenceNote,
    Finding,
    FindingNote,
    Flag,
    Hypothesis,
    HypothesisNote,
    ParkedText,
    Photo,
    ProtectedName,
    Receipt,
    StructureChart,
    UrgentConcern,
)
from reviews.vault import vault_of
from tests import world as worlds
from tests.access.reaching import reached
from tests.world import NOW


def sealed(model, text, vault, **fields):
    """Write a row whose text lies sealed."""
    row = model(**fields)
    row.seal(vault, text)
    row.save()
    return row


def _sent_from_devices(world):
    """A receipt, a text that waits for its author, and a picture, all of Petra's."""
    mine = {"challenge": world.challenge, "author": world.petra}
    body = {"text": "CANARYPARKED", "kind": "heard", "source": "documents", "leans": "context"}
    world.parked = sealed(
        ParkedText,
        json.dumps(body),
        world.vault,
        note=world.note.pk,
        operation=uuid4(),
        why="older_revision",
        day=NOW.date(),
        **mine,
    )
    Receipt.objects.create(note=world.note.pk, operation=uuid4(), sha256="0" * 64, kind="write", result="kept", **mine)
    world.photo = Photo(challenge=world.challenge, note=world.note, size=1, received=1, sha256="0" * 64, status="kept")
    world.photo.sealed = world.vault.seal_bytes(a_picture(), "reviews_photo", world.photo.pk)
    world.photo.save()


@cache
def a_picture():
    """Draw a picture whose bytes hold a canary."""
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(drawn, "JPEG", comment=b"CANARYPHOTO")
    return drawn.getvalue()


def _device(seat, vault):
    """Prepare a device of somebody's, its key sealed."""
    device = Device(pk=uuid4(), challenge=seat.challenge, person=seat.person, sort="Phone", last_on=NOW.date())
    device.sealed_key = vault.seal("a2V5" * 10 + "a2U=", "reviews_device", device.pk)
    device.save()
    return device


def put_evidence(world):
    """What the team writes, sealed under the challenge's key."""
    challenge = world.challenge
    vault = world.vault = vault_of(challenge, make=True)
    on_site = challenge.state == State.ON_SITE
    world.note = sealed(
        EvidenceNote,
        "CANARYNOTE",
        vault,
        challenge=challenge,
        author=world.petra,
        day=NOW.date(),
        session=world.session if on_site else None,
        line=world.line,
        kind="heard",
        source="front_line",
        leans="development",
    )
    world.left = worlds.make_person("left", name="CANARYAUTHOR", home=world.bodies["York"])
    world.other_note = sealed(
        EvidenceNote,
        "CANARYNOTE too",
        vault,
        challenge=challenge,
        author=world.left,
        day=NOW.date(),
        line=world.line,
        kind="read",
        source="documents",
        leans="development",
    )
    if reached(challenge.state, State.ACCURACY):
        world.late_note = sealed(
            EvidenceNote,
            "CANARYLATE",
            vault,
            challenge=challenge,
            author=world.petra,
            day=NOW.date(),
            kind="heard",
            source="documents",
            leans="context",
            late="waiting",
        )
    world.hypothesis = sealed(
        Hypothesis, "CANARYHYPOTHESIS", vault, challenge=challenge, line=world.line, raised_by=world.petra
    )
    HypothesisNote.objects.create(hypothesis=world.hypothesis, note=world.note, speaks_for=True)
    world.flag = sealed(
        Flag, "CANARYFLAG", vault, challenge=challenge, hypothesis=world.hypothesis, raised_by=world.olu
    )
    world.concern = sealed(
        UrgentConcern,
        "CANARYCONCERN",
        vault,
        challenge=challenge,
        raised_by=world.petra,
        raised_at=NOW,
        told_whom="The lead",
    )
    world.devices = {seat.person_id: _device(seat, vault) for seat in world.seats.values()}
    _sent_from_devices(world)
    world.protected = sealed(ProtectedName, "CANARYPROTECTED", vault, challenge=challenge)
    # Found in the report it would be a hit, and the check would show the report's words, never these.
    charted = json.dumps([["CANARYCHART Brandt", "Head of CANARYCHART", "kay@canarychart.uk", ""]])
    sealed(StructureChart, charted, vault, challenge=challenge, rows=1, uploaded_at=NOW, uploaded_by=world.ben)
    _views_and_audits(world)
    theme = world.cycle.framework.themes.first()
    made = {"challenge": challenge, "line": world.line, "theme": theme, "drafted_by": world.petra}
    numbers = {"notes_for": 2, "kinds": 2, "groups": 2}
    world.finding = Finding.objects.create(
        kind="strength", text="CANARYFINDING strong", status="agreed", **numbers, **made
    )
    world.draft_finding = Finding.objects.create(kind="development", text="CANARYFINDING draft", **made)
    for note in (world.note, world.other_note):
        FindingNote.objects.create(finding=world.finding, note=note)
        FindingNote.objects.create(finding=world.draft_finding, note=note)


def _views_and_audits(world):
    """Put down some views of the second day, one of them complete, and two audits of one case."""
    challenge, vault = world.challenge, world.vault
    made = {"challenge": challenge, "day": NOW.date(), "leans": "mixed", "confidence": "fairly"}
    first, second = challenge.lines.order_by("number")
    for author, lines in ((world.petra, [first]), (world.tom, [first]), (world.left, [first, second])):
        for line in lines:
            sealed(EmergingView, "CANARYVIEW", vault, line=line, author=author, **made)
    of_case = {"challenge": challenge, "sample": "A12", "age_band": "11-15", "day": NOW.date(), "agreement": "same"}
    said = json.dumps({"service_area": "Transitions", "said": [["Safeguarding", "CANARYAUDIT"]]})
    world.audit = sealed(CaseAudit, said, vault, auditor=world.petra, **of_case)
    sealed(CaseAudit, said, vault, auditor=world.left, **of_case)
