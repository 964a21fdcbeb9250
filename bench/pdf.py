"""The whole edition against WeasyPrint's bare render of the same HTML.

Whole: a process of its own, the tree from its JSON, the HTML, the PDF, both checks, the page count, the store
and the reading back. Editions hold no photographs (the programme's logo is the only picture, at most 40 KB),
so there is no row for them. Time is the processor's, which other work on the machine does not lengthen, and
the least of paired runs, one after the other; peak memory is that of two processes of their own.
"""

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from .row import Row

# How often the sample is repeated, for about 12, 35 and 100 pages.
SIZES = (2, 7, 22)
PAIRS = 1


def _ready():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peerchallenge.settings")
    import django

    django.setup()


def _whole(tree):
    """Make the edition as a worker does, in a process of its own, but for its row."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import FileSystemStorage

    from reports.apart import draw_apart

    drawn = draw_apart(tree, "report", "pdf", tell=lambda step, progress: None, wanted=lambda: True)
    with tempfile.TemporaryDirectory() as folder:
        storage = FileSystemStorage(folder)
        digest = hashlib.sha256(drawn.content).hexdigest()
        name = storage.save(f"{digest}.pdf", ContentFile(drawn.content))
        with storage.open(name) as file:
            assert hashlib.file_digest(file, "sha256").hexdigest() == digest
    return drawn.pages


def _bare(html):
    """Render finished HTML and nothing else, with the same fonts as they are kept: packed."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from reports.pdf import FONT_FOLDER, FONTS

    class KeptFonts(URLFetcher):
        def fetch(self, url, headers=None):
            kept = FONT_FOLDER / f"{FONTS[url]}.woff2"
            return URLFetcherResponse(url, kept.read_bytes(), {"Content-Type": "font/woff2"})

    return len(HTML(string=html, url_fetcher=KeptFonts()).write_pdf())


def _spent():
    """Return the processor time of this process and of those it started, in seconds."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _clock(work, given):
    begun = _spent()
    pages = work(given)
    return _spent() - begun, pages


def _verapdf():
    """Return the rows of veraPDF, the outside judge, or say plainly why it was not asked."""
    from bench.sample import report
    from bench.verapdf import faults
    from reports import drawing

    with tempfile.TemporaryDirectory() as folder:
        files = []
        for what in ("report", "summary", "staff"):
            files.append(Path(folder) / f"{what}.pdf")
            files[-1].write_bytes(drawing.draw(report(1).to_json(), what, "pdf", lambda step, progress: None).content)
        found = faults(files)
    for standard, (checks, wrong) in found.items():
        yield Row(f"faults by veraPDF, {standard}", str(wrong), f"{checks:,} checks", wrong, most=0)


def _peak(what, times):
    """Return the peak memory in MB of a process that does one thing once."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.pdf", what, str(times)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def measure(sample=None):
    """Measure, a row at a time; `sample` is how many pairs are rendered of each length."""
    _ready()
    from bench.sample import report
    from reports import pdf

    _whole(report(1).to_json())  # the imports and the fonts, before anything is timed
    per_page = {}
    for times in SIZES:
        document = report(times)
        tree, html = document.to_json(), pdf.edition_html(document)
        pairs = [(_clock(_whole, tree), _clock(_bare, html)) for _ in range(sample or PAIRS)]
        (whole, pages), (bare, _) = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
        per_page[times] = whole / pages
        yield Row(f"edition of {pages} pages", f"{whole:.2f} s", f"{bare:.2f} s", whole / bare, most=1.15)
    growth = per_page[SIZES[-1]] / per_page[SIZES[0]]
    first, last = (f"{per_page[size] * 1000:.0f} ms" for size in (SIZES[0], SIZES[-1]))
    yield Row("time a page, longest against shortest", last, first, growth, most=1.15)
    whole, bare = _peak("whole", SIZES[-1]), _peak("bare", SIZES[-1])
    yield Row("peak memory, longest", f"{whole:.0f} MB", f"{bare:.0f} MB", whole / bare, most=1.2)
    yield from _verapdf()


def alone():
    """Do one thing once and print this process's peak memory in MB."""
    _ready()
    from bench.sample import report
    from reports import pdf

    what, document = sys.argv[1], report(int(sys.argv[2]))
    _whole(document.to_json()) if what == "whole" else _bare(pdf.edition_html(document))
    mine, theirs = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(max(mine, theirs) / 1024)


if __name__ == "__main__":
    alone()
