"""The one door to the printer: HTML in, a tagged PDF out. Nothing else knows WeasyPrint.

The same HTML gives the same bytes: the PDF's identifier is the hash of its HTML, and no clock,
author, path or program version is written. Nothing is ever fetched: the fonts come from this product's
own files, every other address is refused.
"""

import hashlib
import io
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from .document import ReportDocument

FONTS = {
    "font:regular": "inter-400",
    "font:semibold": "inter-600",
    "font:more-regular": "inter-ext-400",
    "font:more-semibold": "inter-ext-600",
}
STYLE = Path(settings.BASE_DIR) / "static" / "css" / "edition.css"
FONT_FOLDER = Path(settings.BASE_DIR) / "static" / "vendor" / "inter"


class PrinterMissing(RuntimeError):  # noqa: N818 -- read as a sentence
    """A system library that WeasyPrint needs is not installed; the message names it."""


def body_html(document: ReportDocument) -> str:
    """Draw the report's body: the same for the web page and the PDF."""
    return render_to_string("reports/edition/body.html", {"document": document})


def edition_html(document: ReportDocument) -> str:
    """Draw the whole HTML that the PDF is printed from; what no font has is drawn as a question mark."""
    html = render_to_string("reports/edition/print.html", {"document": document, "style": STYLE.read_text()})
    return "".join(character if _has_a_letterform(character) else "?" for character in html)


def unprintable(document: ReportDocument) -> list[str]:
    """Return the characters of a document that the report's fonts do not have, each once."""
    front = [document.title, document.subtitle, *(value for _, value in document.front)]
    said = "".join([*front, *(text for _, text in document.statements())])
    return sorted({character for character in said if not _has_a_letterform(character)})


def _has_a_letterform(character: str) -> bool:
    return character in "\n\t\r\u00ad\u200b" or ord(character) in _letterforms()


@cache
def _letterforms() -> frozenset[int]:
    """Return the code points that this product's own fonts can draw."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- workers and commands only

    found: set[int] = set()
    for name in FONTS.values():
        with TTFont(FONT_FOLDER / f"{name}.woff2") as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def _printer():  # noqa: ANN202 -- a module
    """Import WeasyPrint when it is first needed: it takes two seconds and needs Pango."""
    try:
        import weasyprint  # noqa: PLC0415 -- see above
    except OSError as error:
        raise PrinterMissing(
            "PDFs cannot be made: a system library is missing. Install libpango-1.0-0, libpangoft2-1.0-0 and "
            f"libharfbuzz-subset0, then start again. ({error})"
        ) from None
    return weasyprint


def _fetcher():  # noqa: ANN202 -- WeasyPrint's class is known only inside
    """Return the fetcher that knows this product's fonts and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- see _printer

    class OwnFontsOnly(URLFetcher):
        def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
            if url not in FONTS:
                raise ValueError("Nothing is fetched while printing.")
            font = FONT_FOLDER / f"{FONTS[url]}.woff2"
            return URLFetcherResponse(url, font.read_bytes(), {"Content-Type": "font/woff2"})

    return OwnFontsOnly()


def print_pdf(html: str) -> bytes:
    """Print HTML as PDF/UA-1.

    Raises PrinterMissing when a system library is not there.
    """
    weasyprint = _printer()
    raw = weasyprint.HTML(string=html, url_fetcher=_fetcher()).write_pdf(
        pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=hashlib.sha256(html.encode()).digest()[:16]
    )
    return _finish(raw)


def _finish(raw: bytes) -> bytes:
    """Give table headers their scope and take out what names programs or people."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH" and "/A" not in item:
                item.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=_scope(item))
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Link" and "/Contents" in item:
                # What a link is called is the name of its anchor: say it in words.
                item.Contents = str(item.Contents).replace("-", " ").replace("_", " ").capitalize()
        title = str(pdf.docinfo.get("/Title", ""))
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        pdf.docinfo["/Title"] = title
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            for name in ("pdf:Producer", "xmp:CreatorTool", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
                if name in xmp:
                    del xmp[name]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def _scope(header):  # noqa: ANN001, ANN202 -- pikepdf's objects
    """Say whether a header cell heads its column (it stands in a row of headers) or its row."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    row = header.P.K if "/P" in header and "/K" in header.P else []
    cells = [cell for cell in row if isinstance(cell, pikepdf.Dictionary)]
    heads_column = all(cell.get("/S") == "/TH" for cell in cells)
    return pikepdf.Name.Column if heads_column else pikepdf.Name.Row


def faults_of(pdf: bytes) -> list[str]:
    """Return what keeps a PDF from being valid PDF/UA-1, as sentences; empty when it is valid."""
    import page  # noqa: PLC0415 -- workers and commands only

    checked = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [failure.message for failure in checked.failures]


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    import pikepdf  # noqa: PLC0415 -- workers and commands only

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
