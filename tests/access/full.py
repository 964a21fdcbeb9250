"""The world with one of everything in it, each sensitive text marked with a canary of its own."""

import io
import json
from datetime import time, timedelta
from functools import cache
from uuid import uuid4

from django.core.files.base import ContentFile
from PIL import Image

from cycles.models import Agreement, Component, Meeting, Objection, State
from people.models import Interest
from planning.models import PlaceRequest, Wish
from reports.document import Paragraph, ReportDocument, Section
from reports.models import (
    AccuracyComment,
    AccuracyRound,
    Edition,
    IdentityCheck,
    IdentityHit,
    Presentation,
    Publication,
    Recommendation,
    Remark,
    Report,
    ReportSection,
)
from reviews.asking import problem_of
from reviews.models import (
    CaseAudit,
    Device,
    Document,
    DocumentRequest,
    DocumentVersion,
    EmergingView,
    EvidenceNote,
    Finding,
    FindingNote,
    Flag,
    GroupSize,
    Hypothesis,
    HypothesisNote,
    LineOfEnquiry,
    ParkedText,
    Photo,
    ProtectedName,
    Receipt,
    Room,
    Session,
    SessionReviewer,
    TimetableProposal,
    UrgentConcern,
    WantedSession,
)
from reviews.vault import vault_of
from tests import world as worlds
from tests.reports.passing import pass_check
from tests.world import NOW

ORDER = list(State)


def reached(state, step):
    """Say whether a challenge in `state` has come at least as far as `step`; ended ones have gone all the way."""
    return ORDER.index(state) >= ORDER.index(step)


def full_world(state):
    """Build the world at a state and fill it."""
    world = worlds.build(state)
    challenge = world.challenge
    challenge.purpose = "outside_view"
    challenge.question = "Do young people know what will happen, and when?"
    challenge.sensitivities = "CANARYSENSITIVE"
    challenge.save()
    Interest.objects.create(person=world.petra, body=world.bodies["York"], kind="other", note="CANARYTIE")
    world.seats["petra"].declaration.text = "CANARYINTEREST"
    world.seats["petra"].declaration.save()
    member = world.cycle.members.get(body=world.host)
    world.agreement = Agreement.objects.create(
        member=member,
        office="chief_executive",
        signed_name="C. Executive",
        signed_on=NOW.date(),
        recorded_by=world.rana,
    )
    Wish.objects.create(
        member=member,
        preferred=["2027-09-06"],
        required=["data"],
        note="CANARYWISH",
        changed_by=world.carys,
        changed_at=NOW,
    )
    PlaceRequest.objects.create(cycle=world.cycle, number=2, what_for="CANARYPLACES", asked_by=world.rana, asked_at=NOW)
    world.line = LineOfEnquiry.objects.create(challenge=challenge, number=1, question="Do families know?")
    LineOfEnquiry.objects.create(challenge=challenge, number=2, question="Is support joined up?")
    world.meeting = Meeting.objects.create(
        challenge=challenge, kind="planning", starts_at=NOW, ends_at=NOW + timedelta(hours=1), minutes="CANARYMINUTES"
    )
    world.objection = Objection.objects.create(
        challenge=challenge,
        body=world.bodies["Rotherham"],
        seat=world.seats["amir"],
        reason="Worked here",
        made_by=world.carys,
        made_at=NOW,
    )
    _papers(world)
    _evidence(world)
    _report(world, state)
    return world


def _papers(world):
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


def _sealed(model, text, vault, **fields):
    row = model(**fields)
    row.seal(vault, text)
    row.save()
    return row


def _sent_from_devices(world):
    """A receipt, a text that waits for its author, and a picture, all of Petra's."""
    mine = {"challenge": world.challenge, "author": world.petra}
    body = {"text": "CANARYPARKED", "kind": "heard", "source": "documents", "leans": "context"}
    world.parked = _sealed(
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


def _evidence(world):
    challenge = world.challenge
    vault = world.vault = vault_of(challenge, make=True)
    on_site = challenge.state == State.ON_SITE
    world.note = _sealed(
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
    world.other_note = _sealed(
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
        world.late_note = _sealed(
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
    world.hypothesis = _sealed(
        Hypothesis, "CANARYHYPOTHESIS", vault, challenge=challenge, line=world.line, raised_by=world.petra
    )
    HypothesisNote.objects.create(hypothesis=world.hypothesis, note=world.note, speaks_for=True)
    world.flag = _sealed(
        Flag, "CANARYFLAG", vault, challenge=challenge, hypothesis=world.hypothesis, raised_by=world.olu
    )
    world.concern = _sealed(
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
    world.protected = _sealed(ProtectedName, "CANARYPROTECTED", vault, challenge=challenge)
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
            _sealed(EmergingView, "CANARYVIEW", vault, line=line, author=author, **made)
    of_case = {"challenge": challenge, "sample": "A12", "age_band": "11-15", "day": NOW.date(), "agreement": "same"}
    said = json.dumps({"service_area": "Transitions", "said": [["Safeguarding", "CANARYAUDIT"]]})
    world.audit = _sealed(CaseAudit, said, vault, auditor=world.petra, **of_case)
    _sealed(CaseAudit, said, vault, auditor=world.left, **of_case)


def _report(world, state):
    challenge = world.challenge
    world.presentation = Presentation.objects.create(challenge=challenge, opening="CANARYOPENING")
    if reached(state, State.DRAFTING):
        world.presentation.frozen = [
            {"heading": "Practice", "kind": "strength", "lines": [{"ref": "", "text": "CANARYFINDING CANARYOPENING"}]}
        ]
        world.presentation.frozen_at, world.presentation.frozen_by = NOW, world.tom
        world.presentation.save()
    world.report = Report.objects.create(challenge=challenge)
    world.section = ReportSection.objects.create(
        report=world.report, key="background", text="CANARYSECTION", changed_by=world.tom, changed_at=NOW
    )
    for key in ("summary", "key_messages", "next_steps"):
        ReportSection.objects.create(report=world.report, key=key, text="Young people are known well.")
    world.recommendation = Recommendation.objects.create(report=world.report, number=1, text="CANARYADVICE")
    world.recommendation.findings.add(world.finding)
    draft = Section("background", "Background", (Paragraph("background-1", "CANARYSECTION"),))
    draft = ReportDocument(title="Peer challenge", subtitle="Transitions", front=(), sections=(draft,))
    is_open = state == State.ACCURACY
    world.round = AccuracyRound.objects.create(
        report=world.report,
        number=1,
        opened_at=NOW,
        opened_by=world.mina,
        due_on=NOW.date() + timedelta(days=10),
        ended="" if is_open else "returned",
        closed_at=None if is_open else NOW,
        closed_by=None if is_open else world.mina,
        tree=draft.to_json(),
        tree_sha256=draft.sha256(),
    )
    world.comment = AccuracyComment(
        round=world.round,
        report=world.report,
        anchor="background-1",
        quoted="CANARYSECTION",
        kind="fact",
        text="CANARYCOMMENT",
        made_by=world.ben,
        made_at=NOW,
        proof_name="diary.txt",
        proof_type="text/plain",
        proof_sha256="0" * 64,
    )
    world.comment.proof_file.save("diary", ContentFile(b"CANARYPROOF"))
    Remark.objects.create(report=world.report, place="summary", text="CANARYREMARK", made_by=world.petra, made_at=NOW)
    check = IdentityCheck.objects.create(
        report=world.report, tree_sha256="0" * 64, content_sha256="0" * 64, status="done", ran_at=NOW, ran_by=world.tom
    )
    world.hit = IdentityHit.objects.create(
        check_run=check, kind="name", place="background-1", words="CANARYHIT", around="CANARYHIT", fingerprint="1" * 64
    )
    if reached(state, State.FINAL) and state != State.CANCELLED:
        _signed(world)
    if state in (State.PUBLISHED, State.FOLLOW_UP, State.CLOSED):
        world.publication = Publication.objects.create(
            report=world.report,
            slug="calderdale-transitions-2027",
            published_at=NOW,
            published_by=world.carys,
            pdf=world.editions["pdf"],
            html=world.editions["html"],
        )


def _signed(world):
    """Sign the report with ready editions whose stored bytes are what their hashes say."""
    import hashlib

    from django.core.files.storage import storages

    document = ReportDocument(
        title="Peer challenge of Calderdale",
        subtitle="Transitions",
        front=(("Host", "Calderdale"),),
        sections=(Section("summary", "Summary", (Paragraph("summary-1", "Young people are known well."),)),),
        draft=False,
    )
    report = world.report
    report.signed_tree, report.tree_sha256 = document.to_json(), document.sha256()
    report.signed_at, report.signed_by = NOW, world.tom
    report.save()
    world.editions = {}
    for form in ("pdf", "html"):
        content = f"the {form} of it".encode()
        digest = hashlib.sha256(content).hexdigest()
        storages["editions"].save(f"{digest}.{form}", ContentFile(content))
        world.editions[form] = Edition.objects.create(
            report=report,
            form=form,
            tree=document.to_json(),
            tree_sha256=document.sha256(),
            status="ready",
            progress=100,
            sha256=digest,
            size=len(content),
            asked_at=NOW,
            made_at=NOW,
        )
    pass_check(report, editions=world.editions.values())
    report.sign_offs.create(body=world.host, signed_by=world.carys, signed_at=NOW)
