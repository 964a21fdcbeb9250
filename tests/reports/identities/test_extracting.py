"""What a file shows and what it only carries are both read."""

import io
import json
import zipfile

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from reports.identities.extracting import CannotReadError, form_of, joined, texts_of

pytestmark = pytest.mark.plain
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = f"""<w:document {W} xmlns:wp="u"><w:body>
<w:p><w:r><w:t>Jane Sm</w:t></w:r><w:r><w:t>ith led</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Owner</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>Tom Ash</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:del w:author="Mina"><w:r><w:delText>gone words</w:delText></w:r></w:del>
<wp:docPr descr="Ben at the desk"/></w:p></w:body></w:document>"""
PAGE = """<!doctype html><meta name=author content="Ada Quill"><style>p{}</style><p>Jane <b>Smi</b>th</p>
<!-- Tom Ash -->
<table><tr><td>A<td>B</table><img alt="Ben at the desk"><a href="mailto:x@y.uk">write</a>"""


def package(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/").replace("_X", "."), text)
    return file.getvalue()


def word():
    rels = '<Relationships><Relationship TargetMode="External" Target="mailto:x@y.uk"/></Relationships>'
    return package(
        word__document_Xxml=WORD,
        word___rels__document_Xxml_Xrels=rels,
        docProps__core_Xxml="<p><creator>Ada Quill</creator></p>",
        word__media__Jane_Xpng="x",
    )


def pdf():
    file = io.BytesIO()
    made = pikepdf.new()
    page = made.add_blank_page()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = made.make_stream(b"BT /F1 12 Tf 72 700 Td (Jane Smith led) Tj ET")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, A=pikepdf.Dictionary(URI=pikepdf.String("mailto:x@y.uk")))
    page.Annots = pikepdf.Array([made.make_indirect(link)])
    figure = pikepdf.Dictionary(Alt=pikepdf.String("Ben at the desk"))
    made.Root.StructTreeRoot = made.make_indirect(pikepdf.Dictionary(K=figure))
    made.docinfo["/Author"] = "Ada Quill"
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("form", "content"), [("docx", word()), ("html", PAGE.encode()), ("pdf", pdf())])
def test_what_is_shown_comes_first_and_what_is_carried_after(form, content):
    assert form_of(content, f"paper.{form}") == form
    texts = texts_of(content, form, name="Tom Ash.pdf")
    assert texts[0].place == "text"
    assert texts[0].text.startswith("Jane Smith")
    carried = {(text.place, text.text) for text in texts[1:]}
    assert {("alt", "Ben at the desk"), ("link", "mailto:x@y.uk"), ("file", "Tom Ash.pdf")} <= carried
    assert any(place == "metadata" and "Ada Quill" in text for place, text in carried)
    assert "Ada Quill" in joined(texts)


def test_a_word_file_shows_cells_apart_and_carries_what_was_deleted():
    texts = texts_of(word(), "docx")
    assert "Owner\n\tTom Ash" in texts[0].text
    assert "gone words" in texts[0].text
    assert {("comment", "Mina"), ("file", "Jane.png")} <= {(text.place, text.text) for text in texts}


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ("docx", b"PK\x03\x04 rubbish"),
        ("docx", package(word__document_Xxml='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')),
        ("pdf", b"%PDF-1.7 rubbish"),
    ],
)
def test_a_damaged_or_hostile_file_is_a_sentence(form, content):
    with pytest.raises(CannotReadError, match=r"\."):
        texts_of(content, form)


def check(tmp_path, capsys, roster, name, content, *more):
    (tmp_path / "r.csv").write_bytes(roster)
    (tmp_path / name).write_bytes(content)
    call_command("check_identities", str(tmp_path / name), "--roster", str(tmp_path / "r.csv"), *more)
    return capsys.readouterr().out


ROSTER = b"name,role,email,phone\nJane Smith,Head of Safeguarding,,\nTom Ash,Team Manager,,\nBen Orr,Team Manager,,\n"


def test_the_command_points_into_the_text_as_read(tmp_path, capsys):
    content = "é\r\nThe Head of Safeguarding met J. Smith; the team manager did not.".encode()
    lines = [json.loads(line) for line in check(tmp_path, capsys, ROSTER, "a.txt", content).splitlines()]
    text = check(tmp_path, capsys, ROSTER, "a.txt", content, "--text")
    assert text == content.decode()
    assert [(line["class"], line["text"]) for line in lines] == [("role", "Head of Safeguarding"), ("name", "J. Smith")]
    assert all(text[line["start"] : line["end"]] == line["text"] for line in lines)


@pytest.mark.parametrize(
    ("roster", "says"),
    [
        (b"", "empty"),
        (b"who,role\nJane,x\n", "Row 1"),
        (b"name,role,email,phone\nJane,x,y@z,1\n,,nobody@x,\n", "Row 3, column .name"),
        (b"name,role,email,phone\nJane,x,y,1\n", "Row 2, column .email"),
        (b"name,role,email,phone\nJane,x,,1,2\n", "Row 2 has more cells"),
        (b"name,role,email,phone\n", "nobody"),
        (b"PK\x03\x04 no workbook", "Excel"),
    ],
)
def test_a_wrong_roster_is_said_by_row_and_column(tmp_path, capsys, roster, says):
    with pytest.raises(CommandError, match=says):
        check(tmp_path, capsys, roster, "a.txt", b"x")
