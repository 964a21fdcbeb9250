"""Every edition of one tree: the same statements, the same bytes, and nothing about who made it when."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from html import unescape

import docx
import pikepdf
import pptx
import pypdfium2
import pytest

from reports import conformance, drawing, slides
from reports.document import Bullets, Paragraph, ReportDocument, Section, Statement, Table, from_json
from tests.reports.trees import TREE, with_text, words

PAIRS = (
    ("report", "html"),
    ("report", "pdf"),
    ("report", "docx"),
    ("summary", "pdf"),
    ("staff", "pdf"),
    ("actions", "docx"),
)


def draw(tree, what, form):
    return drawing.draw(tree.to_json(), what, form, lambda step, progress: None).content


def pdf_text(content):
    opened = pypdfium2.PdfDocument(content)
    return "".join(page.get_textpage().get_text_bounded() for page in opened)


def docx_text(content):
    opened = docx.Document(io.BytesIO(content))
    said = [paragraph.text for paragraph in opened.paragraphs]
    return "\n".join(said + [cell.text for table in opened.tables for row in table.rows for cell in row.cells])


@pytest.fixture(scope="module")
def drawn():
    return {pair: draw(TREE, *pair) for pair in PAIRS}


def test_every_statement_is_in_every_edition(drawn):
    read = {
        "html": words(re.sub(r"<[^>]+>", " ", drawn["report", "html"].decode())),
        "pdf": words(pdf_text(drawn["report", "pdf"])),
        "docx": words(docx_text(drawn["report", "docx"])),
    }
    statements = [text for _, text in TREE.statements()]
    assert len(statements) > 40
    for form, text in read.items():
        assert [said for said in statements if words(said) not in text] == [], form


def test_every_pdf_is_both_for_the_archive_and_for_everybody(drawn):
    for (what, form), content in drawn.items():
        if form == "pdf":
            assert (what, conformance.faults_of(content)) == (what, [])


def test_two_processes_print_the_same_bytes(drawn):
    """The other process has another hash seed, so that nothing hangs on the order of a set."""
    script = (
        "import django, hashlib, json, sys; django.setup()\n"
        "from reports import drawing\n"
        "tree = json.load(sys.stdin)\n"
        "for what, form in json.loads(sys.argv[1]):\n"
        "    drawn = drawing.draw(tree, what, form, lambda step, progress: None)\n"
        "    print(hashlib.sha256(drawn.content).hexdigest())\n"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "peerchallenge.settings", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(PAIRS)],
        input=json.dumps(TREE.to_json()),
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.split() == [hashlib.sha256(drawn[pair]).hexdigest() for pair in PAIRS]


def test_no_edition_tells_who_when_or_with_what(drawn):
    for pair, content in drawn.items():
        if pair[1] == "pdf":
            with pikepdf.open(io.BytesIO(content)) as opened:
                assert list(opened.docinfo.keys()) == ["/Title"], pair
                assert "/EmbeddedFiles" not in opened.Root.get("/Names", {}), pair
                assert "/AcroForm" not in opened.Root
                scripts = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/JS" in item]
                assert scripts == []
        elif pair[1] == "docx":
            core = docx.Document(io.BytesIO(content)).core_properties
            assert (core.author, core.last_modified_by, core.created, core.modified) == ("", "", None, None), pair
            said = core.title.removeprefix("" if pair[0] == "report" else "Action sheets: ")
            assert (said, core.language) == ("Peer challenge of Calderdale: Transitions", "en-GB")
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_word_edition_is_built_of_real_parts(drawn):
    opened = docx.Document(io.BytesIO(drawn["report", "docx"]))
    styles = {paragraph.style.name for paragraph in opened.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    headed = [table for table in opened.tables if "w:tblHeader" in table.rows[0]._tr.xml]
    assert len(headed) == len(opened.tables) - 1  # the facts of the cover have no heading row
    assert 'descr="Logo of the region"' in opened.element.xml


def test_a_table_over_three_pages_is_one_table_to_who_listens():
    rows = tuple((f"Place {number}", str(number)) for number in range(90))
    long = Section("long", "Long", (Table("t", "Ninety rows", ("Place", "Number"), rows),))
    content = draw(replace(TREE, sections=(long,)), "report", "pdf")
    with pikepdf.open(io.BytesIO(content)) as opened:
        kinds = [
            str(item.S)
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/P" in item
        ]
        tables = [
            item
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/S") == "/TBody"
            and item.get("/P") is not None
            and len(item.K) > 20
        ]
    assert kinds.count("/Caption") == 2  # that of the cover's facts, and this one
    assert max(len(body.K) for body in tables) == 90
    assert conformance.faults_of(content) == []


def test_a_summary_is_one_page_whatever_the_report_says():
    long = Paragraph("summary-1", "A sentence that goes on for a while. " * 120)
    sections = tuple(
        replace(section, blocks=(long, *section.blocks)) if section.anchor == "summary" else section
        for section in TREE.sections
    )
    content = draw(replace(TREE, sections=sections), "summary", "pdf")
    assert conformance.page_count(content) == 1
    assert "summarysaysmore" in words(pdf_text(content))
    assert words("Open it at 14.") in words(pdf_text(content))


def test_a_sheet_for_every_area_for_development(drawn):
    said = docx_text(drawn["actions", "docx"])
    assert "Finding 2" in said
    assert "Known well." not in said
    for expected in ("Too late.", "Open it at 14.", "by 3 May 2027", "Who owns it", "Which body watches over it"):
        assert expected in said


def test_slides_are_cut_where_they_are_full_and_say_everything():
    lines = tuple(Paragraph(f"slide-1-{n}", f"Point {n} is about a page of words long. " * 4) for n in range(14))
    tree = ReportDocument("Peer challenge of York", "Help", (), (Section("slide-1", "Practice", (Bullets(lines),)),))
    drawn = slides.slides_of(tree)
    assert drawn == slides.slides_of(tree)
    deck = pptx.Presentation(io.BytesIO(drawn.content))
    texts = [[shape.text_frame.text for shape in slide.shapes] for slide in deck.slides]
    assert drawn.pages == len(texts) == 6
    assert texts[1][0] == "Practice (1 of 5)"
    everything = "\n".join(body for _, body in texts)
    assert all(line.text.strip() in everything for line in lines)


def test_a_tree_signed_before_charts_and_logos_keeps_its_hash():
    old = replace(TREE, look=None, sections=TREE.sections[1:2])
    tree = old.to_json()
    assert {"look", "kind"} & tree.keys() == set()
    assert from_json(tree) == old
    assert from_json(TREE.to_json()) == TREE


CORPUS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "javascript:alert(1)",
    "</style><script>alert(1)</script>",
    "{{ 7*7 }}{% debug %}",
    "&lt;b&gt; & &amp;",
    "]]><!--<w:p/>-->",
]


@pytest.mark.parametrize("payload", CORPUS)
def test_what_is_typed_is_shown_as_typed_and_never_done(payload):
    """The payload stands in every text field of the tree at once; each copy is counted again in each edition."""
    tree = with_text(replace(TREE, look=None), payload)
    said = [text for _, text in tree.statements()]
    html = draw(tree, "report", "html").decode()
    for live in ("<script", "<img", "onerror=alert(1)>", "<svg onload"):
        assert live not in html
    read = {
        "html": words(unescape(re.sub(r"<[^>]+>", " ", html))),
        "docx": words(docx_text(draw(tree, "report", "docx"))),
    }
    if payload in (CORPUS[0], CORPUS[4]):
        content = draw(tree, "report", "pdf")
        assert b"/JavaScript" not in content
        read["pdf"] = words(pdf_text(content))
    for form, text in read.items():
        assert [one for one in said if words(one) not in text] == [], form


def test_what_xml_cannot_hold_is_left_out_of_word():
    tree = replace(TREE, sections=(Section("s", "Odd", (Statement("f", "strength", "A\x0b bell\x07 and \ud800."),)),))
    assert "A bell and ." in docx_text(draw(tree, "report", "docx"))
