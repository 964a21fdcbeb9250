"""The Word edition, made from the document tree: real headings, lists and tables, so that it can be worked with.

Everything the tree says is said, in the same order as on the page. A chart is its table.
"""

import base64
import io
from typing import Any

from .document import Advice, Block, Bullets, Paragraph, ReportDocument, Section, Statement, Table
from .office import clean, settled
from .word_tables import draw_table

OWN_COLOUR = "#0b4a56"


def word_of(document: ReportDocument) -> bytes:
    """Draw a document as DOCX: the same tree gives the same bytes."""
    import docx  # noqa: PLC0415 -- workers and commands only

    made = docx.Document()
    _style(made, document)
    _cover(made, document)
    for section in document.sections:
        _section(made, section, 1)
    return settled(made)


def _style(made: Any, document: ReportDocument) -> None:
    """Say the title and the language, and give the styles the programme's colour."""
    from docx.oxml.ns import qn  # noqa: PLC0415 -- see word_of
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415 -- see word_of

    made.core_properties.title = clean(f"{document.named}: {document.subtitle}")
    made.core_properties.language = document.language
    colour = RGBColor.from_string((document.look.colour if document.look else OWN_COLOUR).removeprefix("#").upper())
    for name, size in (("Normal", 11), ("Title", 28), ("Subtitle", 15), ("Heading 1", 18), ("Heading 2", 14)):
        style = made.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), "Arial")
        if name != "Normal":
            style.font.color.rgb = colour
    said = made.styles["Normal"].paragraph_format
    said.space_after, said.line_spacing = Pt(6), 1.15
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), document.language)
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    _running(page, document)


def _running(page: Any, document: ReportDocument) -> None:
    """Write the running head, and the page number at the foot."""
    page.header.paragraphs[0].text = clean(document.named if document.kind else f"{document.called}: {document.title}")
    foot = page.footer.paragraphs[0]
    foot.add_run("Page ")
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        _field(foot.add_run(), kind, text)


def _field(run: Any, kind: str, text: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 -- see word_of
    from docx.oxml.ns import qn  # noqa: PLC0415 -- see word_of

    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    else:
        part.text = text
    run._r.append(part)  # noqa: SLF001 -- python-docx has no fields


def _cover(made: Any, document: ReportDocument) -> None:
    from docx.shared import Mm  # noqa: PLC0415 -- see word_of

    if document.look and document.look.logo:
        picture = made.add_picture(io.BytesIO(base64.b64decode(document.look.logo)), height=Mm(18))
        picture._inline.docPr.set("descr", clean(document.look.logo_alt))  # noqa: SLF001 -- python-docx has no alt text
    made.add_paragraph(clean(document.called))
    made.add_paragraph(clean(document.title), style="Title")
    made.add_paragraph(clean(document.subtitle), style="Subtitle")
    if document.front:
        table = Table("front", "About it" if document.kind else "About this report", (), tuple(document.front))
        draw_table(made, table)


def _section(made: Any, section: Section, level: int) -> None:
    heading = made.add_heading(clean(section.heading), level)
    if section.anchor.startswith("sheet-") or section.anchor in ("at-a-glance", "findings", "recommendations"):
        heading.paragraph_format.page_break_before = True
    for block in section.blocks:
        _block(made, block)
    for part in section.sections:
        _section(made, part, level + 1)


def _block(made: Any, block: Block) -> None:
    match block:
        case Paragraph(text=text):
            made.add_paragraph(clean(text))
        case Bullets(items=items):
            for item in items:
                made.add_paragraph(clean(item.text), style="List Bullet")
        case Statement():
            _statement(made, block)
        case Advice():
            _advice(made, block)
        case Table():
            draw_table(made, block)


def _statement(made: Any, block: Statement) -> None:
    said = made.add_paragraph()
    if block.number:
        said.add_run(f"{block.number}. ").bold = True
    said.add_run(clean(block.text))
    if block.so_what:
        said.paragraph_format.keep_with_next = True
        made.add_paragraph(clean(block.so_what)).paragraph_format.left_indent = _indent()


def _advice(made: Any, block: Advice) -> None:
    said = made.add_paragraph()
    said.paragraph_format.keep_with_next = True
    said.add_run(f"Recommendation {block.number}. ").bold = True
    said.add_run(clean(block.text))
    who = (
        f"Who can act: {block.actor.lower()}. When: {block.timescale.lower()}{f', by {block.by}' if block.by else ''}."
    )
    if block.rests_on:
        who += f" Rests on finding{'s' if len(block.rests_on) > 1 else ''} {', '.join(map(str, block.rests_on))}."
    made.add_paragraph(clean(who)).paragraph_format.left_indent = _indent()


def _indent() -> Any:
    from docx.shared import Mm  # noqa: PLC0415 -- see word_of

    return Mm(6)
