"""Case audits: what a sample number looks like, and the prompts a case is read against.

Pure but for one look at the programme's framework of prompts.
"""

import re

from cycles.models import Challenge, Framework, Theme

# At most three letters, a dash, four digits and a letter: too short for a name with a number in it, a date of birth
# or an NHS number.
SAMPLE = re.compile(r"[A-Z]{0,3}-?[0-9]{1,4}[A-Z]?")
# Ten digits as the NHS writes them, and days as people do.
NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
BORN = re.compile(r"\b(?:born|dob|d\.o\.b\.?|date of birth)\b", re.IGNORECASE)

# Until a programme writes its own: the themes of regional case audits, in plain words.
DEFAULT_PROMPTS = (
    "The law was followed: needs were assessed, met and reviewed as it asks",
    "Safeguarding: risks were seen, acted on and followed through",
    "Mental capacity, consent and risk: decisions were the person’s own, or made properly for them",
    "Management oversight and supervision: somebody senior looked, and it made a difference",
    "Quality assurance: the host’s own checks would have found what you found",
    "The person’s voice: what they want is on the record and shaped what was done",
)


def is_sample_number(text: str) -> bool:
    """Say whether a text is a short code, and nothing that could say whose case it is."""
    return SAMPLE.fullmatch(text) is not None


def points_at_somebody(text: str) -> bool:
    """Say whether a commentary holds what identifies a person: an NHS number or a date of birth."""
    return NHS_NUMBER.search(text) is not None or BORN.search(text) is not None


def prompts_of(challenge: Challenge) -> list[str]:
    """Return the prompts of a challenge's programme, or those the product comes with (one query)."""
    kept = Theme.objects.filter(
        framework__programme=challenge.cycle.programme_id, framework__kind=Framework.Kind.CASE_AUDIT
    )
    return list(kept.order_by("number").values_list("name", flat=True)) or list(DEFAULT_PROMPTS)
