"""The tree of a frozen presentation: the feedback letter and the slides are drawn from it."""

from typing import Any

from django.utils import timezone

from cycles.models import Challenge
from cycles.policy import policy_with_logo

from .compose import PROMISE, SNAPSHOT, day_words, days_words, look_of
from .document import Block, Bullets, Paragraph, ReportDocument, Section
from .models import Presentation


def presented(challenge: Challenge, presentation: Presentation) -> ReportDocument:
    """Build the tree of what was said on the last day, signed by the lead who froze it."""
    frozen_on = day_words(timezone.localdate(presentation.frozen_at))
    visit = challenge.visit
    sections = [
        Section(
            "letter",
            f"To {challenge.host}",
            (
                Paragraph("letter-visit", _thanks(days_words(visit.starts_on, visit.ends_on))),
                Paragraph("letter-snapshot", SNAPSHOT),
                Paragraph("letter-promise", PROMISE.replace("This report", "This letter")),
            ),
        ),
        *(_slide(place, slide) for place, slide in enumerate(presentation.frozen, 1)),
        Section(
            "signed",
            "Signed",
            (Paragraph("signed-by", f"{presentation.frozen_by}, lead challenger, for the team, {frozen_on}"),),
        ),
    ]
    return ReportDocument(
        title=f"Peer challenge of {challenge.host}",
        subtitle=challenge.topic,
        front=(("To", str(challenge.host)), ("From", "The peer challenge team"), ("Date", frozen_on)),
        sections=tuple(sections),
        draft=False,
        kind="Feedback letter",
        look=look_of(policy_with_logo(challenge.cycle.programme)),
    )


def _thanks(days: str) -> str:
    return (
        f"Thank you for inviting us, and for the openness with which we were met. This letter keeps what the team said "
        f"to you at the end of its visit ({days}), in the same words. A report follows."
    )


def _slide(place: int, slide: dict[str, Any]) -> Section:
    """Turn one slide into a section: words as paragraphs, findings as a list."""
    anchor = f"slide-{place}"
    lines = [Paragraph(f"{anchor}-{at}", line["text"]) for at, line in enumerate(slide["lines"], 1)]
    blocks: tuple[Block, ...] = tuple(lines) if slide["kind"] == "words" else (Bullets(tuple(lines)),)
    return Section(anchor, slide["heading"], blocks)
