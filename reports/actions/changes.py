"""The lead's reason for each finding that reads otherwise in the report than it was presented."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reports.models import ChangeReason
from reports.queries import paths_of

from .drafting import writable


@transaction.atomic
def explain_change(
    *, challenge: Challenge, finding: str, sha256: str, reason: str, by: Person, at: datetime, softened: bool = False
) -> ChangeReason:
    """Keep why a finding changed, was dropped or is new, and whether a changed one says less than was said.

    `sha256` is of the words the lead saw. Raises Refusal when they have changed again since, or nothing has changed
    any more.
    """
    report = writable(challenge)
    path = next((path for path in paths_of(report.challenge) if path.ref == finding), None)
    if path is None or path.how == "same":
        raise Refusal("This finding reads as it was presented, so it needs no reason. Nothing was saved.")
    if path.sha256 != sha256:
        raise Refusal(
            "The words of this finding have changed since you opened this page. Read them below, then say why again."
        )
    kept, _ = ChangeReason.objects.update_or_create(
        report=report,
        finding=finding,
        defaults={
            "sha256": sha256,
            "reason": reason,
            "softened": softened and path.how == "changed",
            "given_by": by,
            "given_at": at,
        },
    )
    return kept
