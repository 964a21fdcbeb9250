"""Trees with one of every kind of block, and the words that must be found again in every edition."""

import base64
import io
import re
from dataclasses import fields, is_dataclass, replace

from PIL import Image

from reports.document import (
    Advice,
    Bullets,
    Chart,
    Look,
    Paragraph,
    ReportDocument,
    Section,
    Statement,
    Table,
)
from reports.glance import at_a_glance


def logo():
    out = io.BytesIO()
    Image.new("RGB", (120, 40), "#004466").save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


FINDINGS = Section(
    "findings",
    "What we found",
    (),
    (
        Section("theme-1-strength", "Early help: strengths", (Statement("f1", "strength", "Known well.", "Keep.", 1),)),
        Section("theme-1-dev", "Early help: areas", (Statement("f2", "development", "Too late.", "Start.", 2),)),
    ),
)
ADVICE = Section(
    "recommendations",
    "Recommendations",
    (Advice("recommendation-1", 1, "Open it at 14.", "The host alone", "Within six months", (2,), by="3 May 2027"),),
)
TREE = ReportDocument(
    title="Peer challenge of Calderdale",
    subtitle="Transitions",
    front=(("Host", "Calderdale"), ("Signed as final", "3 November 2026")),
    sections=(
        at_a_glance(FINDINGS, ADVICE, "Areas for development"),
        Section(
            "summary", "Summary", (Paragraph("summary-1", "First."), Bullets((Paragraph("summary-2", "A point."),)))
        ),
        Section(
            "what-we-did", "What we did", (Chart("did", "In numbers", ("Activity", "Number"), (("Talks", "12"),)),)
        ),
        Section("team", "The team", (Table("the-team", "Who", ("Role", "Post"), (("Lead", "Director"),)),)),
        FINDINGS,
        ADVICE,
        Section("next_steps", "Next steps", (Paragraph("next_steps-1", "A plan by May."),)),
    ),
    draft=False,
    look=Look("#5b1a66", logo(), "Logo of the region"),
)


def words(text):
    """Return a text without its spaces: line breaks and hyphenation of a page do not count."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


NOT_TYPED = {"anchor", "type", "kind", "language", "colour", "logo", "links", "look", "by"}


def with_text(thing, text):
    """Put a text into every text field of a tree, each with a number of its own."""
    count = iter(range(1000))

    def put(value, name=""):
        if is_dataclass(value):
            kept = {field.name: put(getattr(value, field.name), field.name) for field in fields(value)}
            return replace(value, **kept)
        if isinstance(value, tuple):
            return tuple(put(item, name) for item in value)
        return f"{text}{next(count)}" if isinstance(value, str) and name not in NOT_TYPED else value

    return put(thing)
