"""Making editions: asked for by a row, made by a worker, stored under the hash of their bytes."""

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from reports import pdf
from reports.document import ReportDocument, from_json
from reports.models import Edition, Report

STALLED_AFTER = timedelta(minutes=10)


def ask_for_edition(*, report: Report, form: str, document: ReportDocument, at: datetime) -> Edition:
    """Write down that an edition is wanted and ring for a worker. Asking twice gives the same row."""
    edition, new = Edition.objects.get_or_create(
        report=report,
        form=form,
        tree_sha256=document.sha256(),
        defaults={"tree": document.to_json(), "asked_at": at},
    )
    if not new and edition.status == Edition.Status.FAILED:
        Edition.objects.filter(pk=edition.pk).update(status=Edition.Status.QUEUED, progress=0, problem="", asked_at=at)
        edition.refresh_from_db()
    if edition.status == Edition.Status.QUEUED:
        transaction.on_commit(lambda: ring(edition.pk), robust=True)
    return edition


def ring(edition_id: int) -> None:
    """Ask a worker to begin now. With the broker down nothing is lost: the sweep begins it."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 -- web requests pay only when they ring

    from reports.tasks import make_edition  # noqa: PLC0415 -- tasks import actions

    with suppress(OperationalError, OSError):
        make_edition.delay(edition_id)


def _tell(edition_id: int, step: str, progress: int) -> None:
    """Say how far the work is, for whoever watches."""
    Edition.objects.filter(pk=edition_id).update(status=Edition.Status.RENDERING, step=step, progress=progress)


def make_edition(*, edition_id: int, at: datetime) -> Edition:
    """Draw, check and store one edition. Safe to run twice and to die at any line.

    A ready edition is left alone. Until the last statement the row says it is not ready, and the
    stored bytes are read back before it says it is.
    """
    edition = Edition.objects.get(pk=edition_id)
    if edition.status == Edition.Status.READY:
        return edition
    _tell(edition_id, "Laying out the pages", 10)
    document = from_json(edition.tree)
    content, pages, problem = _draw(edition_id, edition.form, document)
    if problem:
        Edition.objects.filter(pk=edition_id).update(status=Edition.Status.FAILED, problem=problem, step="")
    else:
        _tell(edition_id, "Storing", 90)
        digest = hashlib.sha256(content).hexdigest()
        _store(f"{digest}.{edition.form}", content)
        Edition.objects.filter(pk=edition_id).update(
            status=Edition.Status.READY,
            step="",
            progress=100,
            problem="",
            sha256=digest,
            size=len(content),
            pages=pages,
            made_at=at,
        )
    edition.refresh_from_db()
    return edition


def _draw(edition_id: int, form: str, document: ReportDocument) -> tuple[bytes, int, str]:
    """Return (bytes, pages, problem); a problem is a sentence and means there is nothing to store."""
    if form == Edition.Form.HTML:
        return pdf.body_html(document).encode(), 0, ""
    try:
        content = pdf.print_pdf(pdf.edition_html(document))
    except pdf.PrinterMissing as missing:
        return b"", 0, str(missing)
    _tell(edition_id, "Checking that everybody can read it", 70)
    faults = pdf.faults_of(content)
    if faults:
        return b"", 0, "The PDF is not accessible: " + "; ".join(faults[:3])
    return content, pdf.page_count(content), ""


def _store(name: str, content: bytes) -> None:
    """Store bytes under their hash; a half-written file of an earlier try is replaced."""
    storage = storages["editions"]
    if storage.exists(name):
        with storage.open(name) as file:
            if file.read() == content:
                return
        storage.delete(name)
    storage.save(name, ContentFile(content))


def stalled(at: datetime) -> list[int]:
    """Return the ids of editions nobody has finished: asked for a while ago and not ready."""
    waiting = Edition.objects.filter(
        status__in=[Edition.Status.QUEUED, Edition.Status.RENDERING], asked_at__lte=at - STALLED_AFTER
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:50])
