"""The slides of a frozen presentation as PowerPoint: real titles and lists, room to read, nothing cut off."""

from typing import Any

from .document import Bullets, Paragraph, ReportDocument, Section
from .drawn import Drawn
from .office import clean, settled

# What fits on one slide at a size that is read from the last row.
MOST_LINES, MOST_CHARACTERS = 6, 520
OWN_COLOUR = "#0b4a56"


def slides_of(document: ReportDocument) -> Drawn:
    """Draw the slides: the same tree gives the same bytes."""
    import pptx  # noqa: PLC0415 -- workers and commands only
    from pptx.util import Mm  # noqa: PLC0415 -- see above

    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Mm(338.7), Mm(190.5)
    deck.core_properties.title = clean(f"{document.title}: {document.subtitle}")
    deck.core_properties.language = document.language
    look = (document.look.colour if document.look else OWN_COLOUR).removeprefix("#").upper()
    first = [document.subtitle, *(f"{label}: {value}" for label, value in document.front)]
    _cover(_slide(deck, document.title, first, look), look)
    for section in document.sections:
        if section.anchor.startswith("slide-"):
            _spread(deck, section, look)
    return Drawn(settled(deck), len(deck.slides))


def _spread(deck: Any, section: Section, look: str) -> None:
    """Put a section on as many slides as it needs."""
    slides: list[list[str]] = [[]]
    for line in _lines(section):
        full = len(slides[-1]) == MOST_LINES or sum(map(len, slides[-1])) + len(line) > MOST_CHARACTERS
        if slides[-1] and full:
            slides.append([])
        slides[-1].append(line)
    for place, lines in enumerate(slides, 1):
        more = f" ({place} of {len(slides)})" if len(slides) > 1 else ""
        _slide(deck, section.heading + more, lines, look)


def _lines(section: Section) -> list[str]:
    lines: list[str] = []
    for block in section.blocks:
        if isinstance(block, Bullets):
            lines += [item.text for item in block.items]
        elif isinstance(block, Paragraph):
            lines.append(block.text)
    return lines


def _slide(deck: Any, title: str, lines: list[str], look: str) -> Any:
    """Add one slide with a title and a list."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415 -- workers and commands only
    from pptx.util import Mm, Pt  # noqa: PLC0415 -- see above

    slide = deck.slides.add_slide(deck.slide_layouts[1])
    head, body = slide.shapes.title, slide.placeholders[1]
    head.left, head.top, head.width, head.height = Mm(16), Mm(10), Mm(306), Mm(30)
    body.left, body.top, body.width, body.height = Mm(16), Mm(44), Mm(306), Mm(134)
    head.text_frame.text = clean(title)
    _paint(head.text_frame.paragraphs[0], Pt(32), RGBColor.from_string(look), bold=True)
    frame = body.text_frame
    frame.word_wrap = True
    longest = max((len(line) for line in lines), default=0)
    size = Pt(24) if longest <= MOST_CHARACTERS else Pt(14)
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = clean(line)
        _paint(paragraph, size, RGBColor(0x0B, 0x0C, 0x0C))
    return slide


def _cover(slide: Any, look: str) -> None:
    """Make a slide the first one: the programme's colour behind it, white words, no marks before the lines."""
    from pptx.dml.color import RGBColor  # noqa: PLC0415 -- workers and commands only
    from pptx.oxml.xmlchemy import OxmlElement  # noqa: PLC0415 -- see above
    from pptx.util import Mm, Pt  # noqa: PLC0415 -- see above

    fill = slide.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor.from_string(look)
    head, body = slide.shapes.title, slide.placeholders[1]
    head.top, body.top = Mm(40), Mm(78)
    body.height = Mm(100)
    white = RGBColor(0xFF, 0xFF, 0xFF)
    _paint(head.text_frame.paragraphs[0], Pt(44), white, bold=True)
    for paragraph in body.text_frame.paragraphs:
        _paint(paragraph, Pt(24), white)
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 -- python-pptx has no such property
        properties.set("marL", "0")
        properties.set("indent", "0")
        properties.append(OxmlElement("a:buNone"))


def _paint(paragraph: Any, size: Any, colour: Any, *, bold: bool = False) -> None:
    """Set the size and colour of what a paragraph says, and its language."""
    from pptx.enum.text import PP_ALIGN  # noqa: PLC0415 -- workers and commands only

    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.space_after = size // 2
    for run in paragraph.runs:
        run.font.size, run.font.bold = size, bold
        run.font.color.rgb = colour
        run.font.name = "Arial"
        run._r.get_or_add_rPr().set("lang", "en-GB")  # noqa: SLF001 -- python-pptx's own language list is longer
