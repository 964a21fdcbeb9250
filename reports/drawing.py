"""Drawing one edition: which trees and which printers make it. Pure work on a tree: no row is read or written."""

from collections.abc import Callable

from . import abridged, conformance, pdf, slides, word
from .document import ReportDocument, Section, from_json
from .drawn import Drawn, Undrawable

# Beyond this nobody reads a report, and laying it out would take the worker from everybody else.
MOST_CHARACTERS = 900_000
MOST_ROWS = 5_000
DEEPEST = 4
SHORTER = {"summary": abridged.summary_of, "staff": abridged.staff_of, "actions": abridged.sheets_of}


def draw(tree: dict, what: str, form: str, tell: Callable[[str, int], None]) -> Drawn:
    """Draw one edition. Raises Undrawable, with a sentence, when it cannot be made."""
    _refuse_depth(tree.get("sections", []))
    document = from_json(tree)
    _refuse_bulk(document)
    if what in SHORTER:
        document = SHORTER[what](document)
    if form == "html":
        return Drawn(pdf.body_html(document).encode())
    if form == "docx":
        return Drawn(word.word_of(document))
    if form == "pptx":
        return slides.slides_of(document)
    try:
        content = _on_one_page(document) if what == "summary" else pdf.printed(document)
    except pdf.PrinterMissing as missing:
        raise Undrawable(str(missing)) from None
    tell("Checking that everybody can read it", 70)
    faults = conformance.faults_of(content)
    if faults:
        raise Undrawable("The PDF is not accessible: " + "; ".join(faults[:3]))
    return Drawn(content, conformance.page_count(content))


def _on_one_page(document: ReportDocument) -> bytes:
    """Print a summary; while it takes more than a page, let it say less and name what it leaves to the report."""
    content = b""
    for shorter in abridged.shortened(document):
        content = pdf.printed(shorter)
        if conformance.page_count(content) == 1:
            return content
    raise Undrawable("The summary does not fit on one page. Shorten the recommendations, then make it again.")


def _refuse_depth(sections: list, depth: int = 1) -> None:
    if depth > DEEPEST:
        raise Undrawable(f"The report’s sections are nested more than {DEEPEST} deep, which no edition can show.")
    for section in sections:
        _refuse_depth(section.get("sections", []), depth + 1)


def _refuse_bulk(document: ReportDocument) -> None:
    characters = sum(len(text) for _, text in document.statements())
    if characters > MOST_CHARACTERS:
        raise Undrawable(
            f"The report is too long to be laid out: it has {characters:,} characters and {MOST_CHARACTERS:,} are the "
            "most. Shorten it, then make it again."
        )
    rows = sum(_rows(section) for section in document.sections)
    if rows > MOST_ROWS:
        raise Undrawable(
            f"The report’s tables are too long to be laid out: they have {rows:,} rows and {MOST_ROWS:,} are the most. "
            "Shorten them, then make it again."
        )


def _rows(section: Section) -> int:
    own = sum(len(getattr(block, "rows", ())) for block in section.blocks)
    return own + sum(_rows(part) for part in section.sections)
