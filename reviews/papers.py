"""What the host sent as something that is kept for a while: files and written answers go, titles and numbers stay."""

from django.db.models import QuerySet

from cycles.models import Challenge
from reviews.keeping import Kept, delete_with_files
from reviews.models import DocumentVersion, HostAnswer


def _rows(challenge: Challenge) -> dict[str, QuerySet]:
    return {
        "Documents of the host, every version": DocumentVersion.objects.filter(document__challenge=challenge),
        "Answers of the host in writing": HostAnswer.objects.filter(challenge=challenge),
    }


def _destroy(challenge: Challenge) -> None:
    for rows in _rows(challenge).values():
        delete_with_files(rows)


DOCUMENTS = Kept(
    name="documents",
    label="Documents of the host",
    in_words="the host’s documents and written answers",
    policy="keep_documents_months",
    where="Private storage; answers in the database",
    rows=_rows,
    destroy=_destroy,
)
