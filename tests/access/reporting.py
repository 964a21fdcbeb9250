"""The presentation and the report, in the world with one of everything in it."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from cycles.models import State
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
from tests.access.reaching import reached
from tests.reports.passing import pass_check
from tests.world import NOW


def put_report(world, state):
    """The presentation, and the report as far as the state has come."""
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
