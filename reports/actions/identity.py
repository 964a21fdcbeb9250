"""Running the identity check, and waiving a hit with a reason tied to its words."""

from datetime import datetime

from django.db import transaction

from cycles import history
from cycles.models import Challenge, Seat
from cycles.policy import policy_of
from people.models import Person
from people.refusal import Refusal
from reports.compose import document_of
from reports.document import ReportDocument
from reports.identity import Hit, find_hits
from reports.models import IdentityCheck, IdentityHit, Report, Waiver
from reviews.vault import vault_of

from .drafting import report_of

TEAM_TABLE = "the-team"


def protected_names(challenge: Challenge) -> list[str]:
    """Open the host's list of names to protect, in memory only.

    Raises KeyMissing when there is a list but no key: the check must not pass by not looking.
    """
    rows = list(challenge.protected_names.all())
    if not rows:
        return []
    vault = vault_of(challenge)
    return [row.text(vault) for row in rows]


def hits_in(challenge: Challenge, document: ReportDocument) -> list[Hit]:
    """Search a document for the team's and the protected names.

    The team's own table is exempt when the programme publishes names.
    """
    team = Seat.objects.filter(challenge=challenge).select_related("person")
    names = [seat.person.name for seat in team]
    texts = list(document.statements())
    texts += [("front", value) for _, value in document.front]
    texts += [("title", document.title), ("title", document.subtitle)]
    protected = protected_names(challenge)
    if policy_of(challenge.cycle.programme)["public_team"] == "names":
        table = [text for text in texts if text[0] == TEAM_TABLE]
        others = [text for text in texts if text[0] != TEAM_TABLE]
        return find_hits(others, [*names, *protected]) + find_hits(table, protected)
    return find_hits(texts, [*names, *protected])


def open_hits(report: Report, hits: list[Hit]) -> list[Hit]:
    """Leave out the hits the lead has waived."""
    waived = set(report.waivers.values_list("fingerprint", flat=True))
    return [hit for hit in hits if hit.fingerprint not in waived]


@transaction.atomic
def check_identity(*, challenge: Challenge, by: Person | None, at: datetime) -> IdentityCheck:
    """Check the report as it stands and keep the hits for the team to mend."""
    report = report_of(history.lock(challenge))
    document = document_of(report)
    run = IdentityCheck.objects.create(report=report, tree_sha256=document.sha256(), ran_at=at, ran_by=by)
    IdentityHit.objects.bulk_create(
        IdentityHit(
            check_run=run,
            kind=hit.kind,
            place=hit.place,
            words=hit.words[:200],
            around=hit.around[:400],
            fingerprint=hit.fingerprint,
        )
        for hit in hits_in(challenge, document)
    )
    return run


@transaction.atomic
def waive_hit(*, hit: IdentityHit, reason: str, by: Person, at: datetime) -> Waiver:
    """Leave a hit as it is, for a reason. Pressing twice keeps the first reason."""
    challenge = history.lock(hit.check_run.report.challenge)
    if challenge.state not in ("drafting", "accuracy", "final"):
        raise Refusal("The report can no longer be changed, so nothing can be waived now.")
    waiver, _ = Waiver.objects.get_or_create(
        report=hit.check_run.report,
        fingerprint=hit.fingerprint,
        defaults={"reason": reason, "waived_by": by, "waived_at": at},
    )
    return waiver
