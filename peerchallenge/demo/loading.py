"""Loading the whole demo: all rows or none, then the editions, one after the other."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from reports.actions.editions import make_edition
from reports.actions.looking import run_check
from reports.models import Edition, IdentityCheck, Waiver
from reviews.vault import forget_challenge

from .afterwards import load_afterwards
from .boards import load_boards
from .challenges import load_challenges
from .clock import LOOKED_AT, Clock
from .content import read_content
from .cycle import load_calendar, load_cycle
from .destroyed import load_destruction
from .drafting import load_draft
from .duties import load_duties
from .evidence import load_evidence
from .following import load_following
from .learning import load_learning
from .measuring import load_indicators, load_published_values
from .outbox import load_outbox
from .preparation import load_preparation
from .proposing import load_proposals
from .region import load_people, load_region
from .released import load_release
from .reporting import load_reporting
from .shapes import load_interventions, load_shapes
from .stage import Stage
from .timetabling import load_timetabling
from .voicing import load_voices
from .wishes import load_wishes


def load(*, at: str | None, now: datetime) -> Stage:
    """Load every row, with the main challenge at a state; editions are left waiting."""
    stage = Stage(Clock(now, LOOKED_AT[at] if at else 0), read_content())
    try:
        with transaction.atomic():
            _load_rows(stage, at)
    except BaseException:
        _clear_up(stage)
        raise
    return stage


def _load_rows(stage: Stage, at: str | None) -> None:
    load_region(stage)
    load_people(stage)
    load_cycle(stage)
    load_wishes(stage)
    load_calendar(stage)
    load_challenges(stage, at)
    load_published_values(stage)
    for scene in stage.scenes:
        load_preparation(scene)
        load_indicators(scene)
        load_timetabling(scene)
        load_evidence(scene)
        load_reporting(scene)
        load_afterwards(scene)
        load_following(scene)
        load_destruction(scene)
    load_interventions(stage)
    load_voices(stage)
    load_shapes(stage)
    load_boards(stage)
    load_learning(stage)
    load_release(stage)
    load_draft(stage)
    load_proposals(stage)
    load_duties(stage)
    load_outbox(stage)


def _clear_up(stage: Stage) -> None:
    """Remove the keys of challenges whose rows were not kept."""
    for scene in stage.scenes:
        if scene.challenge:
            forget_challenge(scene.challenge)


def make_editions(
    now: datetime, tell: Callable[[str], None], forms: tuple[str, ...] = ("html", "docx", "pptx", "pdf")
) -> list[str]:
    """Make the editions that wait; return what went wrong, a sentence each.

    Without the printer's system libraries the PDFs stay waiting, so that a worker makes them later.
    """
    problems = []
    waiting = Edition.objects.filter(status=Edition.Status.QUEUED, form__in=forms).select_related(
        "report__challenge__host"
    )
    for edition in sorted(waiting, key=lambda edition: (forms.index(edition.form), edition.pk)):
        tell(f"Making the {edition.get_form_display()} of {edition.report.challenge.host}")
        made = make_edition(edition_id=edition.pk, at=now)
        if made.status == Edition.Status.FAILED:
            Edition.objects.filter(pk=edition.pk).update(
                status=Edition.Status.QUEUED, problem="", tries=0, asked_at=now
            )
            problems.append(made.problem)
            if "system library" in made.problem:
                break
    if "pdf" in forms and not problems:
        for check in IdentityCheck.objects.filter(status=IdentityCheck.Status.QUEUED).order_by("pk"):
            _waive(run_check(check_id=check.pk, at=now), now)
    return problems


def _waive(check: IdentityCheck, now: datetime) -> None:
    """Let the lead have given a reason for what the check found in the made-up words."""
    for hit in check.hits.still_open():
        hit.waiver, _ = Waiver.objects.get_or_create(
            report=check.report,
            fingerprint=hit.fingerprint,
            defaults={
                "likeness": hit.likeness,
                "reason": "The author of the note agreed to these words, and several people said as much.",
                "waived_by": check.report.signed_by,
                "waived_at": now,
            },
        )
        hit.save()
