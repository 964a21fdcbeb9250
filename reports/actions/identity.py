"""The identity check: asked for by a row, run by a worker, waived by the lead, demanded before publication."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction

from cycles import history
from cycles.models import Challenge, State
from people.models import Person
from people.refusal import Refusal
from reports.compose import document_of
from reports.document import ReportDocument
from reports.models import Edition, IdentityCheck, IdentityHit, Report, Waiver
from reports.models.edition import PUBLISHED
from reviews.vault import vault_for_a_while

from .drafting import report_of
from .editions import ask_for_editions

NAMES = "reports_identitycheck"
BEGIN_AFTER = timedelta(minutes=2)
OPEN = (State.DRAFTING, State.ACCURACY, State.FINAL, State.WITHHELD)


def content_of(report: Report) -> str:
    """Return the hash that stands for a report's words: of its last draft, and of what was signed of that."""
    if report.signed_at:
        earlier = report.identity_checks.filter(tree_sha256=report.tree_sha256).order_by("-pk").first()
        return earlier.content_sha256 if earlier else report.tree_sha256
    return document_of(report).sha256()


@transaction.atomic
def check_identity(*, challenge: Challenge, by: Person | None, at: datetime) -> IdentityCheck:
    """Ask for a check of the report as it stands: its editions are made and a worker looks through their bytes."""
    report = report_of(history.lock(challenge))
    return ask_for_check(report=report, document=document_of(report), content=content_of(report), by=by, at=at)


def ask_for_check(
    *,
    report: Report,
    document: ReportDocument,
    content: str,
    by: Person | None,
    at: datetime,
    names: Iterable[str] = (),
) -> IdentityCheck:
    """Write down that a document is to be checked, and ring for a worker. One that waits already is enough.

    `names` are looked for besides those that are known; they lie sealed until the check has run, and then nowhere.
    """
    ask_for_editions(report=report, pairs=PUBLISHED, document=document, at=at)
    about = {"tree_sha256": document.sha256(), "content_sha256": content}
    check = report.identity_checks.filter(status=IdentityCheck.Status.QUEUED, **about).first()
    if check is None:
        check = report.identity_checks.create(ran_at=at, ran_by=by, **about)
    if said := "\n".join(names):
        check.sealed_names = vault_for_a_while().seal(said, NAMES, check.pk)
        check.save(update_fields=["sealed_names"])
    transaction.on_commit(lambda: ring(check.pk), robust=True)
    return check


def ring(check_id: int) -> None:
    """Ask a worker to begin now. With the broker down nothing is lost: the sweep begins it."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 -- web requests pay only when they ring

    from reports.tasks import check_identity as task  # noqa: PLC0415 -- tasks import actions

    with suppress(OperationalError, OSError):
        task.delay(check_id)


def words_have_changed(report: Report, check: IdentityCheck) -> bool:
    """Say whether the report no longer has the words that a check looked through."""
    return check.content_sha256 != content_of(report)


def waiting(at: datetime) -> list[int]:
    """Return the ids of checks that nobody has begun for a while."""
    rows = IdentityCheck.objects.filter(status=IdentityCheck.Status.QUEUED, ran_at__lte=at - BEGIN_AFTER)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:20])


def check_changed(at: datetime) -> None:
    """Ask again wherever the host has the draft and the words are no longer those that were checked."""
    for report in Report.objects.filter(challenge__state=State.ACCURACY).exclude(identity_checks=None).order_by("pk"):
        if report.identity_checks.filter(status=IdentityCheck.Status.QUEUED).exists():
            continue
        content = content_of(report)
        if not report.identity_checks.filter(content_sha256=content).exists():
            check_identity(challenge=report.challenge, by=None, at=at)


@transaction.atomic
def waive_hit(*, hit: IdentityHit, reason: str, by: Person, at: datetime) -> Waiver:
    """Leave a hit as it is while no word of the report changes. Pressing twice keeps the first reason."""
    challenge = history.lock(hit.check_run.report.challenge)
    if challenge.state not in OPEN:
        raise Refusal("The report is public, or the challenge has ended, so nothing can be waived now.")
    waiver, _ = Waiver.objects.get_or_create(
        report=hit.check_run.report,
        fingerprint=hit.fingerprint,
        defaults={"likeness": hit.likeness, "reason": reason, "waived_by": by, "waived_at": at},
    )
    IdentityHit.objects.filter(check_run__report=waiver.report, fingerprint=hit.fingerprint).update(waiver=waiver)
    return waiver


def last_done(report: Report, **about: str) -> IdentityCheck | None:
    """Return the last check that was run to its end over certain words."""
    return report.identity_checks.filter(status=IdentityCheck.Status.DONE, **about).order_by("-pk").first()


def refuse_unless_clean(report: Report, content: str) -> None:
    """Refuse to sign words that no check has looked through, or that have an open hit."""
    check = last_done(report, content_sha256=content)
    if check is None:
        raise Refusal(
            "The identity check has not looked through these words yet. Run it on the page “Identity check”, wait "
            "until it is done, then sign."
        )
    if count := check.hits.still_open().count():
        raise Refusal(
            f"The identity check found {count} place{'s' if count > 1 else ''} that may give somebody away. "
            "Mend the words or waive each with a reason, then sign."
        )


def refuse_unless_looked_through(report: Report, tree_sha256: str, editions: list[Edition]) -> None:
    """Refuse to publish editions other than the very ones a check has passed. The database refuses too."""
    check = last_done(report, tree_sha256=tree_sha256)
    if check is None:
        raise Refusal("The identity check of the signed editions has not been run to its end. Wait, then publish.")
    if check.hits.still_open().exists():
        raise Refusal(
            "The identity check found something that may give somebody away. The lead sees what; nothing was published."
        )
    if any(check.editions.get(f"{edition.what}.{edition.form}") != edition.sha256 for edition in editions):
        raise Refusal("An edition is not the one that was checked. Run the identity check again, then publish.")
