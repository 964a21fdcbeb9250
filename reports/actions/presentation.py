"""The final-day presentation: drafted together, frozen once by the lead."""

import hashlib
import json
from datetime import datetime

from django.db import transaction

from cycles import history
from cycles.models import Challenge, State
from cycles.policy import policy_of
from people.models import Person
from people.refusal import Refusal
from reports.models import Edition, Presentation
from reports.models.edition import AT_FREEZING
from reports.presented import presented
from reviews.guard import refuse_stale
from reviews.models import Finding

from .drafting import report_of
from .editions import ask_for_editions

OPEN_IN = (State.ON_SITE, State.DRAFTING)


def _open(challenge: Challenge) -> Presentation:
    """Lock the challenge and return its presentation while it may still change."""
    fresh = history.lock(challenge)
    if fresh.state not in OPEN_IN:
        raise Refusal("The presentation can no longer be changed: the team has moved on. Nothing was saved.")
    presentation, _ = Presentation.objects.get_or_create(challenge=fresh)
    if presentation.frozen_at:
        raise Refusal("The presentation is frozen and can no longer be changed. Nothing was saved.")
    return presentation


@transaction.atomic
def draft_presentation(
    *, challenge: Challenge, opening: str, key_messages: str, closing: str, version: int, by: Person, at: datetime
) -> Presentation:
    """Keep the words around the findings, if nobody changed them since `version`."""
    presentation = _open(challenge)
    typed = {"opening": opening, "key_messages": key_messages, "closing": closing}
    refuse_stale(presentation, version, typed)
    presentation.opening = opening
    presentation.key_messages = key_messages
    presentation.closing = closing
    presentation.version = version + 1
    presentation.changed_by, presentation.changed_at = by, at
    presentation.save()
    return presentation


def slides_of(challenge: Challenge, presentation: Presentation) -> list[dict]:
    """Return the slides as they stand: opening, one pair for each theme, key messages, closing."""
    label = policy_of(challenge.cycle.programme)["development_label"]
    slides = [_slide("Opening", "words", presentation.opening)]
    themes: dict[str, list[Finding]] = {}
    for finding in challenge.findings.agreed().in_order().select_related("theme", "line"):
        themes.setdefault(finding.heading, []).append(finding)
    for theme, members in themes.items():
        for kind, heading in (("strength", "Strengths"), ("development", label)):
            lines = [{"ref": f.ref, "text": f.text} for f in members if f.kind == kind]
            if lines:
                slides.append({"heading": f"{theme}: {heading.lower()}", "kind": kind, "lines": lines})
    slides += [
        _slide("Key messages", "words", presentation.key_messages),
        _slide("What happens next", "words", presentation.closing),
    ]
    return [slide for slide in slides if slide["lines"]]


def _slide(heading: str, kind: str, text: str) -> dict:
    lines = [line.strip().removeprefix("- ") for line in text.splitlines() if line.strip()]
    return {"heading": heading, "kind": kind, "lines": [{"ref": "", "text": line} for line in lines]}


@transaction.atomic
def freeze_presentation(*, challenge: Challenge, by: Person, at: datetime) -> Presentation:
    """Freeze what is said to the host. There is no way back.

    Raises Refusal when it is frozen already or holds no finding.
    """
    presentation = _open(challenge)
    slides = slides_of(challenge, presentation)
    if not any(slide["kind"] != "words" for slide in slides):
        raise Refusal("There is no agreed finding to present yet. Agree at least one, then freeze.")
    text = json.dumps(slides, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    presentation.frozen = slides
    presentation.sha256 = hashlib.sha256(text.encode()).hexdigest()
    presentation.frozen_at = at
    presentation.frozen_by = by
    presentation.save()
    make_letter_and_slides(challenge=challenge, presentation=presentation, at=at)
    history.note_event(challenge=challenge, what="freeze_presentation", sentence="Presentation frozen", by=by, at=at)
    return presentation


@transaction.atomic
def make_letter_and_slides(*, challenge: Challenge, presentation: Presentation, at: datetime) -> list[Edition]:
    """Ask for the feedback letter and the slides of a frozen presentation. Asking twice gives the same rows."""
    if not presentation.frozen_at:
        raise Refusal("The presentation is not frozen yet, so there is no letter. The lead challenger freezes it.")
    document = presented(challenge, presentation)
    return ask_for_editions(report=report_of(challenge), pairs=AT_FREEZING, document=document, at=at)
