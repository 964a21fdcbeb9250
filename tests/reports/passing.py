"""A check and a checklist that were passed, where a test is about something else."""

from reports.actions.identity import content_of
from reports.actions.intruder import QUESTIONS
from reports.compose import document_of
from reports.models import IdentityCheck
from tests.world import NOW


def pass_check(report, *, tree_sha256="", content="", editions=()):
    """Say that a worker looked through a tree's editions and found nothing."""
    return IdentityCheck.objects.create(
        report=report,
        tree_sha256=tree_sha256 or document_of(report).sha256(),
        content_sha256=content or content_of(report),
        status=IdentityCheck.Status.DONE,
        editions={f"{edition.what}.{edition.form}": edition.sha256 for edition in editions},
        ran_at=NOW,
    )


def answer_no(report, by):
    """Say that nobody could be recognised in the words as they stand."""
    report.intruder_answers.create(
        content_sha256=content_of(report),
        answers={key: {"answer": "no", "words": ""} for key, _ in QUESTIONS},
        is_safe=True,
        answered_by=by,
        answered_at=NOW,
    )


def pass_both(report, by):
    """Have a report as it stands ready for a signature."""
    pass_check(report)
    answer_no(report, by)
