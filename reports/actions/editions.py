"""Making editions: asked for by a row, made by a worker, stored under the hash of their bytes."""

import hashlib
import logging
import traceback
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q

from reports import apart
from reports.document import ReportDocument
from reports.drawn import Undrawable
from reports.models import Edition, Report

log = logging.getLogger(__name__)

BEGIN_AFTER = timedelta(minutes=2)
STALLED_AFTER = timedelta(minutes=10)
MOST_TRIES = 5


def ask_for_editions(
    *, report: Report, pairs: Iterable[tuple[str, str]], document: ReportDocument, at: datetime
) -> list[Edition]:
    """Ask for every (what, form) of one tree. Drafts of other words are dropped."""
    return [ask_for_edition(report=report, what=what, form=form, document=document, at=at) for what, form in pairs]


def ask_for_edition(
    *, report: Report, form: str, document: ReportDocument, at: datetime, what: str = Edition.What.REPORT
) -> Edition:
    """Write down that an edition is wanted and ring for a worker. Asking twice gives the same row.

    A draft takes the place of the report's drafts of other words.
    """
    edition, _ = Edition.objects.get_or_create(
        report=report,
        what=what,
        form=form,
        tree_sha256=document.sha256(),
        defaults={"tree": document.to_json(), "is_draft": document.draft, "asked_at": at},
    )
    if edition.status == Edition.Status.FAILED or (edition.is_ready and not is_whole(edition)):
        Edition.objects.filter(pk=edition.pk).update(
            status=Edition.Status.QUEUED, progress=0, problem="", tries=0, asked_at=at
        )
        edition.refresh_from_db()
    drop_drafts(report, keep=edition)
    if edition.status == Edition.Status.QUEUED:
        transaction.on_commit(lambda: ring(edition.pk), robust=True)
    return edition


def drop_drafts(report: Report, *, keep: Edition) -> None:
    """Take away drafts that later words have replaced, files after the commit."""
    # The draft a host was sent stays what it reads while the team writes on, until the report is signed.
    sent = [] if report.signed_at else report.rounds.values_list("tree_sha256", flat=True)
    old = list(report.editions.filter(is_draft=True).exclude(tree_sha256__in=[keep.tree_sha256, *sent]))
    report.editions.filter(pk__in=[edition.pk for edition in old]).delete()
    for edition in old:
        transaction.on_commit(lambda gone=edition: gone.storage.delete(gone.stored_name), robust=True)


def ring(edition_id: int) -> None:
    """Ask a worker to begin now. With the broker down nothing is lost: the sweep begins it."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 -- web requests pay only when they ring

    from reports.tasks import make_edition  # noqa: PLC0415 -- tasks import actions

    with suppress(OperationalError, OSError):
        make_edition.delay(edition_id)


def make_edition(*, edition_id: int, at: datetime) -> Edition | None:
    """Draw, check and store one edition. Safe to run twice and to die at any line.

    A ready edition is left alone and a replaced draft is nothing. Until the last statement the row
    says it is not ready, and the stored bytes are read back before it says it is.
    """
    edition = Edition.objects.filter(pk=edition_id).first()
    if edition is None or edition.is_ready:
        return edition
    if edition.tries >= MOST_TRIES:
        _change(edition, status=Edition.Status.FAILED, step="", problem=f"It was begun {MOST_TRIES} times in vain.")
    else:
        _change(edition, tries=F("tries") + 1)
        try:
            _make(edition, at)
        except Exception as error:  # whatever went wrong, the row says so and the sweep goes on to the next
            kind, where = type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
            log.error("edition %s could not be made: %s\n%s", edition_id, kind, where)  # never the report's words
            problem = f"It could not be made ({kind}). Try again, or tell your administrator."
            _change(edition, status=Edition.Status.FAILED, step="", problem=problem)
    edition.refresh_from_db()
    return edition


def _make(edition: Edition, at: datetime) -> None:
    """Take one edition through its steps."""
    _change(edition, status=Edition.Status.RENDERING, step="Laying out the pages", progress=10)
    try:
        drawn = apart.draw_apart(
            edition.tree,
            edition.what,
            edition.form,
            tell=lambda step, progress: _tell(edition, step, progress),
            wanted=lambda: _is_wanted(edition),
        )
    except Undrawable as reason:
        _change(edition, status=Edition.Status.FAILED, step="", problem=str(reason))
        return
    _tell(edition, "Storing", 90)
    edition.sha256 = hashlib.sha256(drawn.content).hexdigest()
    _store(edition, drawn.content)
    _change(
        edition,
        status=Edition.Status.READY,
        step="",
        progress=100,
        problem="",
        sha256=edition.sha256,
        size=len(drawn.content),
        pages=drawn.pages,
        made_at=at,
    )


def _change(edition: Edition, **fields: object) -> None:
    """Change a row unless another worker has finished it: ready stays ready."""
    Edition.objects.filter(pk=edition.pk).exclude(status=Edition.Status.READY).update(**fields)


def _tell(edition: Edition, step: str, progress: int) -> None:
    """Say how far the work is, for whoever watches. What was stopped meanwhile stays stopped."""
    unmade = Edition.objects.filter(pk=edition.pk, status=Edition.Status.RENDERING)
    unmade.update(step=step, progress=progress)


def _is_wanted(edition: Edition) -> bool:
    """Say whether anybody still waits: a stopped edition is failed, a replaced draft is gone."""
    return Edition.objects.filter(pk=edition.pk, status=Edition.Status.RENDERING).exists()


def stop_edition(*, edition: Edition) -> Edition:
    """Stop an edition that is waiting or being made; its worker notices within seconds. A ready one stays."""
    unmade = Edition.objects.filter(pk=edition.pk, status__in=[Edition.Status.QUEUED, Edition.Status.RENDERING])
    unmade.update(status=Edition.Status.FAILED, step="", problem=apart.STOPPED)
    edition.refresh_from_db()
    return edition


def _store(edition: Edition, content: bytes) -> None:
    """Store bytes and read them back; a half-written file of an earlier try is replaced."""
    storage, name = edition.storage, edition.stored_name
    for _ in range(3):
        if is_whole(edition):
            return
        storage.delete(name)
        kept = storage.save(name, ContentFile(content))
        if kept != name:  # another worker was writing the same bytes just then
            storage.delete(kept)
    if not is_whole(edition):
        raise OSError("The stored bytes are not what was written.")


def is_whole(edition: Edition) -> bool:
    """Say whether an edition's stored bytes are there and match its hash."""
    try:
        with edition.storage.open(edition.stored_name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == edition.sha256
    except FileNotFoundError:
        return False


def stalled(at: datetime) -> list[int]:
    """Return the ids of editions nobody has begun, or begun and not finished, for a while."""
    unheard = Q(status=Edition.Status.QUEUED, asked_at__lte=at - BEGIN_AFTER)
    unfinished = Q(status=Edition.Status.RENDERING, asked_at__lte=at - STALLED_AFTER)
    return list(Edition.objects.filter(unheard | unfinished).order_by("pk").values_list("pk", flat=True)[:50])
