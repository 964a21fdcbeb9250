"""Signing the report as final: from here on its words cannot change."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.models import Challenge, State
from people.models import Person
from people.refusal import Refusal
from reports.compose import compose
from reports.models import Report, UnsavedText
from reports.models.edition import AT_SIGNING
from reports.pdf import unprintable
from reports.queries import needs_of, written_in

from .drafting import report_of
from .editions import ask_for_editions
from .identity import ask_for_check, content_of, refuse_unless_clean
from .intruder import refuse_unless_answered
from .rounds import close_if_over


@transaction.atomic
def sign(*, challenge: Challenge, by: Person, at: datetime) -> Challenge:
    """Freeze the document tree, move the challenge to final and ask for its editions.

    Raises Refusal while something is missing that every report has (`reports/queries/signing.py`), an
    identity hit is open, or nobody outside the team has read these words as a determined reader would.
    """
    fresh = history.lock(challenge)
    if fresh.state != State.ACCURACY:
        raise Refusal(
            f"This is no longer possible: the challenge is now “{fresh.get_state_display().lower()}”. "
            "Nothing was changed."
        )
    report = report_of(fresh)
    close_if_over(report, at=at)
    _complete(report, timezone.localdate(at))
    document = compose(report, signed_on=timezone.localdate(at))
    content = content_of(report)
    refuse_unless_clean(report, content)
    refuse_unless_answered(report, content)
    strange = unprintable(document)
    if strange:
        raise Refusal(
            f"The PDF cannot show these characters: {' '.join(strange[:10])}. Take them out of the report, then sign."
        )
    fresh = history.advance(challenge=fresh, move="sign", by=by, at=at)
    report.signed_tree = document.to_json()
    report.tree_sha256 = document.sha256()
    report.signed_at, report.signed_by = at, by
    report.save()
    UnsavedText.objects.filter(challenge=fresh).delete()
    ask_for_editions(report=report, pairs=AT_SIGNING, document=document, at=at)
    ask_for_check(report=report, document=document, content=content, by=None, at=at)
    return fresh


def _complete(report: Report, today: date) -> None:
    """Refuse while something is missing that every report has, and name it."""
    missing = [phrase for need in needs_of(report.challenge, written_in(report), today) for phrase in need.missing]
    if missing:
        raise Refusal(f"The report cannot be signed yet: {'; '.join(missing)}. Nothing was changed.")
