"""The printer: accessible, the same bytes, nothing fetched, nothing told."""

import io
import re
import socket
import subprocess
import threading

import pikepdf
import pypdfium2
import pytest

from reports import conformance, pdf
from reports.document import ReportDocument, Section, Statement, blocks_of
from tests.reports.test_document import DOCUMENT

HOSTILE = [
    "<script>alert(1)</script> & <img src=x onerror=alert(1)>",
    "مرحبا بالعالم and עברית",
    "A face 🙂 and a family 👨‍👩‍👧",
    "x" * 2000,
    "Ends in a soft­hyphen and a zero​width space",
    "http://[::1]:1/ url(file:///etc/passwd) @import 'x'",
]


def with_text(text, count=1):
    statements = tuple(Statement(f"f{n}", "strength", f"{text} {n}", "So what.") for n in range(count))
    return ReportDocument(
        "Peer challenge of York", "Early help", (("Host", "York"),), (Section("s", "All", statements),)
    )


@pytest.fixture(scope="module")
def printed():
    return pdf.print_pdf(pdf.edition_html(DOCUMENT))


def test_an_edition_is_valid_pdf_ua(printed):
    assert conformance.faults_of(printed) == []


def test_a_broken_pdf_is_found_out(printed):
    with pikepdf.open(io.BytesIO(printed)) as opened:
        del opened.Root.StructTreeRoot
        broken = io.BytesIO()
        opened.save(broken)
    assert conformance.faults_of(broken.getvalue()) != []


def test_what_no_font_has_is_named_so_that_it_can_be_taken_out():
    assert pdf.unprintable(with_text("Ŵyn, café and 🙂")) == ["🙂"]


def test_the_same_words_print_the_same_bytes(printed):
    assert pdf.print_pdf(pdf.edition_html(DOCUMENT)) == printed


def test_a_pdf_tells_no_program_path_or_moment(printed, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(printed)
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert "Peer challenge of Calderdale: Transitions" in told
    assert not re.search(r"^(Author|Creator|Producer|CreationDate|ModDate):", told, re.MULTILINE)
    assert b"WeasyPrint" not in printed
    assert b"pikepdf" not in printed


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_prints_as_text(text):
    printed = pdf.print_pdf(pdf.edition_html(with_text(text)))
    assert conformance.faults_of(printed) == []
    assert conformance.page_count(printed) >= 1


# The ways WeasyPrint may be asked to reach out: {0} is an address of a listener, {1} a file of this machine.
CHANNELS = [
    '<img src="{0}" alt="x">',
    '<img srcset="{0} 2x" alt="x">',
    '<img src="{1}" alt="x">',
    '<link rel="stylesheet" href="{0}">',
    '<link rel="attachment" href="{0}">',
    '<link rel="attachment" href="{1}">',
    '<a rel="attachment" href="{0}">x</a>',
    '<a rel="attachment" href="{1}">x</a>',
    '<object data="{0}">x</object>',
    '<embed src="{0}">',
    '<iframe src="{0}"></iframe>',
    "<style>@import url({0});</style>",
    "<style>@font-face {{ font-family: x; src: url({0}) }} p {{ font-family: x }}</style>",
    "<style>@page {{ background: url({0}) }}</style>",
    '<p style="background: url({0})">x</p>',
    '<ul style="list-style-image: url({0})"><li>x</li></ul>',
    "<style>p::before {{ content: url({0}) }}</style>",
    '<p style="border-image: url({0}) 1">x</p>',
    '<svg width="9" height="9"><title>x</title><image href="{0}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><title>x</title><use href="{0}#a"/></svg>',
    '<base href="{0}"><img src="x" alt="x">',
    '<meta http-equiv="refresh" content="0;url={0}">',
]


@pytest.fixture
def reached():
    """A listener, its address, and who came."""
    came = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.3)

    def listen():
        try:
            while True:
                came.append(listener.accept())
        except (TimeoutError, OSError):
            return

    thread = threading.Thread(target=listen)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/x", came, thread
    if thread.ident:
        thread.join()
    listener.close()


@pytest.mark.parametrize("typed", [True, False], ids=["typed into the report", "past every escaping"])
def test_nothing_is_fetched_through_any_channel(reached, typed, tmp_path):
    """As text each is shown and no more; even as markup, by a fault of ours, none reaches out or reads a file."""
    address, came, thread = reached
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of this machine")
    payloads = [channel.format(address, secret.as_uri()) for channel in CHANNELS]
    listening = ReportDocument(
        "Peer challenge of York",
        "Early help",
        (("Host", payloads[0]),),
        (
            Section(
                "s", payloads[1], tuple(Statement(f"f{n}", "strength", text, text) for n, text in enumerate(payloads))
            ),
        ),
    )
    html = pdf.edition_html(listening if typed else DOCUMENT)
    if not typed:
        html = html.replace("</main>", "".join(payloads) + "</main>")
    thread.start()
    printed = pdf.print_pdf(html)
    thread.join()
    assert came == []
    with pikepdf.open(io.BytesIO(printed)) as opened:
        assert "/EmbeddedFiles" not in opened.Root.get("/Names", {})
        held = [item.read_bytes() for item in opened.objects if isinstance(item, pikepdf.Stream)]
    assert not any(b"the secret of this machine" in content for content in held)
    if typed:
        text = words("".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(printed)))
        assert [payload for payload in payloads if words(payload) not in text] == []


def words(text):
    return re.sub(r"\s+", "", text)


def test_every_statement_is_on_the_page_and_in_the_pdf():
    document = with_text("Families are told early, and in plain words.", count=30)
    html = pdf.body_html(document)
    opened = pypdfium2.PdfDocument(pdf.print_pdf(pdf.edition_html(document)))
    read = words("".join(page.get_textpage().get_text_bounded() for page in opened))
    for _, text in document.statements():
        assert text in html
        assert words(text) in read


def test_a_draft_says_so_on_its_cover():
    draft = ReportDocument("T", "S", (), (Section("s", "S", blocks_of("x", "s")),), draft=True)
    assert "Draft peer challenge report" in pdf.edition_html(draft)
