"""Case audits: kept under a sample number alone, changed and deleted by their auditor."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.audits import is_sample_number, points_at_somebody
from reviews.guard import Stale, hold
from reviews.models import CaseAudit
from reviews.vault import Vault, vault_of, writing_vault

from .notes import refuse_names

FACTS = ("sample", "age_band", "agreement", "is_urgent")


@dataclass(frozen=True)
class Said:
    """What an auditor wrote: the service area, and a commentary for each prompt."""

    service_area: str
    commentary: Sequence[tuple[str, str]]

    def to_json(self) -> str:
        """Return it as it is sealed."""
        return json.dumps({"service_area": self.service_area, "said": [list(pair) for pair in self.commentary]})


def said_in(audit: CaseAudit, vault: Vault) -> Said:
    """Return what an audit says."""
    kept = json.loads(audit.text(vault))
    return Said(kept["service_area"], tuple((prompt, words) for prompt, words in kept["said"]))


@transaction.atomic
def write_case_audit(*, challenge: Challenge, said: Said, by: Person, at: datetime, **facts: object) -> CaseAudit:
    """Keep one audit of a case.

    Refuses a sample number that could say whose case it is, commentary that does, and one's own second
    audit of a case; the same form sent twice is kept once.
    """
    fresh = hold(challenge, "reviews.case_audit")
    _check(fresh, said, facts)
    vault = writing_vault(fresh)
    known = CaseAudit.objects.filter(challenge=fresh, auditor=by, sample=facts["sample"]).first()
    if known is not None:
        if known.text(vault) == said.to_json():
            return known
        raise Refusal("You have audited this sample number already: open that audit and change it there.", "sample")
    audit = CaseAudit(challenge=fresh, auditor=by, day=timezone.localdate(at))
    _settle(audit, said, facts, vault)
    audit.save(force_insert=True)
    return audit


@transaction.atomic
def edit_case_audit(*, audit: CaseAudit, said: Said, seen: int, by: Person, at: datetime, **facts: object) -> CaseAudit:
    """Change one's own audit. `seen` is the revision its auditor started from; raises Stale when it is older."""
    challenge = hold(audit.challenge, "reviews.case_audit")
    fresh = CaseAudit.objects.filter(pk=audit.pk, auditor=by, challenge=challenge).first()
    if fresh is None:
        raise Refusal("This audit has been deleted. What you typed is still here: copy it into a new one.")
    if fresh.revision != seen:
        raise Stale(
            "You changed this audit elsewhere in the meantime. What you typed is still below: look at the audit, then "
            "save again to put this in place of it.",
            fresh.revision,
        )
    _check(challenge, said, facts)
    others = CaseAudit.objects.filter(challenge=challenge, auditor=by, sample=facts["sample"]).exclude(pk=fresh.pk)
    if others.exists():
        raise Refusal("You have audited this sample number already.", "sample")
    _settle(fresh, said, facts, vault_of(challenge))
    fresh.revision += 1
    fresh.save()
    return fresh


def _check(challenge: Challenge, said: Said, facts: dict) -> None:
    if not is_sample_number(str(facts["sample"])):
        raise Refusal("Give the host’s short code, such as 7 or A12: never a name, a date or an NHS number.", "sample")
    refuse_names(challenge, said.service_area, field="service_area")
    for number, (_, words) in enumerate(said.commentary):
        if points_at_somebody(words):
            raise Refusal(
                "Take the NHS number or date of birth out: an audit never says whose case it is.", _at(number)
            )
        refuse_names(challenge, words, field=_at(number))


def _at(number: int) -> str:
    return f"prompt_{number}"


def _settle(audit: CaseAudit, said: Said, facts: dict, vault: Vault) -> None:
    for name in FACTS:
        setattr(audit, name, facts[name])
    audit.seal(vault, said.to_json())


@transaction.atomic
def delete_case_audit(*, audit: CaseAudit, by: Person, at: datetime) -> None:
    """Delete one's own audit. Deleting it twice is no error."""
    challenge = hold(audit.challenge, "reviews.case_audit")
    CaseAudit.objects.filter(pk=audit.pk, auditor=by, challenge=challenge).delete()
