"""What the report leaves behind and is kept for a while: files the host sent with comments, and drafts."""

from django.db.models import Q, QuerySet

from cycles.models import Challenge
from reports.models import (
    AccuracyComment,
    Correction,
    Edition,
    IdentityCheck,
    IdentityHit,
    Remark,
    Report,
    UnsavedText,
    Wording,
)
from reviews.keeping import Kept, delete_with_files


def _proofs(challenge: Challenge) -> dict[str, QuerySet]:
    with_file = AccuracyComment.objects.filter(report__challenge=challenge).exclude(proof_file="")
    return {"Files sent with comments on facts": with_file}


def _destroy_proofs(challenge: Challenge) -> None:
    """Take the files away; the comments, and the hashes of what was sent with them, stay in the round's archive."""
    for rows in _proofs(challenge).values():
        for comment in rows.iterator():
            comment.proof_file.delete(save=False)
            comment.proof_name = comment.proof_type = ""
            comment.save(update_fields=["proof_file", "proof_name", "proof_type"])


def _hits_in_drafts(challenge: Challenge) -> QuerySet[IdentityHit]:
    """Return the hits of checks of words that were not signed: publishing asks those of what was."""
    signed = Q(tree_sha256__in=Report.objects.filter(challenge=challenge).values("tree_sha256"))
    corrected = Q(tree_sha256__in=Correction.objects.filter(report__challenge=challenge).values("tree_sha256"))
    hits = IdentityHit.objects.filter(check_run__report__challenge=challenge)
    return hits.exclude(check_run__in=IdentityCheck.objects.filter(signed | corrected).values("pk"))


def _drafts(challenge: Challenge) -> dict[str, QuerySet]:
    of = {"report__challenge": challenge}
    return {
        "Remarks of the team": Remark.objects.filter(**of),
        "Earlier wordings": Wording.objects.filter(**of),
        "Texts typed and not saved": UnsavedText.objects.filter(challenge=challenge),
        "Hits of identity checks of drafts": _hits_in_drafts(challenge),
        "Drafts as files": Edition.objects.filter(is_draft=True, **of),
    }


def _destroy_drafts(challenge: Challenge) -> None:
    for edition in Edition.objects.filter(report__challenge=challenge, is_draft=True).defer("tree"):
        if edition.is_ready:
            edition.storage.delete(edition.stored_name)
    for rows in _drafts(challenge).values():
        delete_with_files(rows)


PROOFS = Kept(
    name="proofs",
    label="Files sent with comments on facts",
    in_words="files the host sent with its comments",
    policy="keep_proofs_months",
    where="Private storage",
    rows=_proofs,
    destroy=_destroy_proofs,
)
DRAFTS = Kept(
    name="drafts",
    label="Drafts of the report",
    in_words="remarks, earlier wordings and other drafts of the report",
    policy="keep_drafts_months",
    where="Database; files in private storage",
    rows=_drafts,
    destroy=_destroy_drafts,
)
