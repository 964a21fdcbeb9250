"""Making a region's annual report: composed at once, drawn by a worker in a process of its own, read back."""

import hashlib
import logging
from contextlib import suppress
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from cycles.models import Cycle
from learning.composing import compose
from learning.models import AnnualEdition, AnnualReport
from people.models import Person
from reports import apart
from reports.actions.editions import BEGIN_AFTER, MOST_TRIES, STALLED_AFTER, is_whole
from reports.drawn import Undrawable

log = logging.getLogger(__name__)
Status = AnnualEdition.Status


@transaction.atomic
def make_annual_report(*, cycle: Cycle, by: Person, at: datetime) -> AnnualReport:
    """Compose the report as things stand and ask for its editions.

    Asked twice on a day it is one, unless things have changed. Editions that failed are tried again.
    """
    Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    today = timezone.localdate(at)
    document = compose(cycle, today)
    annual, _ = AnnualReport.objects.get_or_create(
        cycle=cycle,
        tree_sha256=document.sha256(),
        defaults={"tree": document.to_json(), "made_on": today, "made_by": by},
    )
    for form in AnnualEdition.Form.values:
        AnnualEdition.objects.get_or_create(annual=annual, form=form, defaults={"asked_at": at})
    again = annual.editions.filter(status=Status.FAILED)
    again.update(status=Status.QUEUED, problem="", tries=0, progress=0, asked_at=at)
    for pk in annual.editions.filter(status=Status.QUEUED).values_list("pk", flat=True):
        transaction.on_commit(lambda pk=pk: ring(pk), robust=True)
    return annual


def ring(edition_id: int) -> None:
    """Ask a worker to begin now. With the broker down nothing is lost: the sweep begins it."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 -- web requests pay only when they ring

    from learning.tasks import make_annual_edition  # noqa: PLC0415 -- tasks import actions

    with suppress(OperationalError, OSError):
        make_annual_edition.delay(edition_id)


def make_edition(*, edition_id: int, at: datetime) -> AnnualEdition | None:
    """Draw, check and store one edition. Safe to run twice and to die at any line."""
    edition = AnnualEdition.objects.select_related("annual").filter(pk=edition_id).first()
    if edition is None or edition.is_ready:
        return edition
    if edition.tries >= MOST_TRIES:
        _change(edition, status=Status.FAILED, step="", problem=f"It was begun {MOST_TRIES} times in vain.")
    else:
        _change(edition, tries=F("tries") + 1, status=Status.RENDERING, step="Laying out the pages", progress=10)
        try:
            _make(edition, at)
        except Undrawable as reason:
            _change(edition, status=Status.FAILED, step="", problem=str(reason))
        except Exception as error:  # whatever went wrong, the row says so and the sweep goes on to the next
            kind = type(error).__name__
            log.exception("annual edition %s could not be made", edition_id)
            problem = f"It could not be made ({kind}). Try again, or tell your administrator."
            _change(edition, status=Status.FAILED, step="", problem=problem)
    edition.refresh_from_db()
    return edition


def _make(edition: AnnualEdition, at: datetime) -> None:
    drawn = apart.draw_apart(
        edition.annual.tree,
        "report",
        edition.form,
        tell=lambda step, progress: _change(edition, step=step, progress=progress),
        wanted=lambda: AnnualEdition.objects.filter(pk=edition.pk, status=Status.RENDERING).exists(),
    )
    edition.sha256 = hashlib.sha256(drawn.content).hexdigest()
    edition.storage.delete(edition.stored_name)
    edition.storage.save(edition.stored_name, ContentFile(drawn.content))
    if not is_whole(edition):
        raise OSError("The stored bytes are not what was written.")
    made = {"sha256": edition.sha256, "size": len(drawn.content), "pages": drawn.pages, "made_at": at}
    _change(edition, status=Status.READY, step="", progress=100, problem="", **made)


def _change(edition: AnnualEdition, **fields: object) -> None:
    AnnualEdition.objects.filter(pk=edition.pk).update(**fields)


def stalled(at: datetime) -> list[int]:
    """Return the ids of editions nobody has begun, or begun and not finished, for a while."""
    unheard = Q(status=Status.QUEUED, asked_at__lte=at - BEGIN_AFTER)
    unfinished = Q(status=Status.RENDERING, asked_at__lte=at - STALLED_AFTER)
    return list(AnnualEdition.objects.filter(unheard | unfinished).order_by("pk").values_list("pk", flat=True)[:50])
