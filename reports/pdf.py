"""The one door to the printer: HTML in, a tagged PDF out. Nothing else knows WeasyPrint.

The same HTML gives the same bytes: the PDF's identifier is the hash of its HTML, and no clock,
author, path or program version is written. Nothing is ever fetched: the fonts come from this product's
own files, every other address is refused.
"""

import base64
import hashlib
import io
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from .conformance import finished
from .document import ReportDocument

FONTS = {
    "font:regular": "inter-400",
    "font:semibold": "inter-600",
    "font:more-regular": "inter-ext-400",
    "font:more-semibold": "inter-ext-600",
}
STYLE = Path(settings.BASE_DIR) / "static" / "css" / "edition.css"
OWN_COLOUR = "#0b4a56"  # as the stylesheet has it
LOGO = "logo:programme"
FONT_FOLDER = Path(settings.BASE_DIR) / "static" / "vendor" / "inter"


class PrinterMissing(RuntimeError):  # noqa: N818 -- read as a sentence
    """A system library that WeasyPrint needs is not installed; the message names it."""


def body_html(document: ReportDocument) -> str:
    """Draw the report's body: the same for the web page and the PDF."""
    return render_to_string("reports/edition/body.html", {"document": document})


def edition_html(document: ReportDocument) -> str:
    """Draw the whole HTML that the PDF is printed from; what no font has is drawn as a question mark."""
    html = render_to_string("reports/edition/print.html", {"document": document, "style": _style(document)})
    return "".join(character if _has_a_letterform(character) else "?" for character in html)


def _style(document: ReportDocument) -> str:
    """Return the stylesheet in the programme's colour; what is no colour is not let in."""
    style = STYLE.read_text()
    colour = document.look.colour if document.look else OWN_COLOUR
    return style.replace(OWN_COLOUR, colour) if re.fullmatch("#[0-9a-f]{6}", colour) else style


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


@cache
def _unpacked(name: str) -> bytes:
    """Return a font as the printer uses it: unpacking the four of them anew takes as long as laying out four pages."""
    from fontTools.ttLib import woff2  # noqa: PLC0415 -- workers and commands only

    plain = io.BytesIO()
    woff2.decompress(FONT_FOLDER / f"{name}.woff2", plain)
    return plain.getvalue()


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


def _fetcher(logo: bytes = b""):  # noqa: ANN202 -- WeasyPrint's class is known only inside
    """Return the fetcher that knows this product's fonts and the programme's logo and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 -- see _printer

    class OwnFontsOnly(URLFetcher):
        def fetch(self, url: str, headers: dict | None = None) -> URLFetcherResponse:
            if url == LOGO and logo:
                return URLFetcherResponse(url, logo, {"Content-Type": "image/png"})
            if url not in FONTS:
                raise ValueError("Nothing is fetched while printing.")
            return URLFetcherResponse(url, _unpacked(FONTS[url]), {"Content-Type": "font/ttf"})

    return OwnFontsOnly()


def warm() -> None:
    """Load the printer and its fonts, so that a forked child need not."""
    _printer()
    _letterforms()
    for name in FONTS.values():
        _unpacked(name)


def printed(document: ReportDocument) -> bytes:
    """Print a document. Raises PrinterMissing when a system library is not there."""
    logo = base64.b64decode(document.look.logo) if document.look else b""
    return print_pdf(edition_html(document), logo)


def print_pdf(html: str, logo: bytes = b"") -> bytes:
    """Print HTML as one file that is PDF/A-2a (kept for ever) and PDF/UA-1 (read by everybody).

    Raises PrinterMissing when a system library is not there.
    """
    weasyprint = _printer()
    raw = weasyprint.HTML(string=html, url_fetcher=_fetcher(logo)).write_pdf(
        pdf_variant="pdf/a-2a", pdf_tags=True, pdf_identifier=hashlib.sha256(html.encode()).digest()[:16]
    )
    return finished(raw)
