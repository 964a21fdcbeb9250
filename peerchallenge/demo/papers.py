"""The host's papers of the demo as real files: text, PDF, Word and Excel, made from the words alone."""

import io
import textwrap
import zipfile
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

import openpyxl
import pikepdf
from django.core.files.base import ContentFile, File

from reviews.models.document import Kind

FORMS = {
    Kind.DATA_PACK: "xlsx",
    Kind.PERFORMANCE: "xlsx",
    Kind.WORKFORCE: "xlsx",
    Kind.SELF_ASSESSMENT: "docx",
    Kind.STRATEGY: "docx",
    Kind.SUPERVISION: "docx",
    Kind.INSPECTION: "pdf",
    Kind.QUALITY_ASSURANCE: "pdf",
    Kind.BOARD: "pdf",
    Kind.PARTNERSHIP: "pdf",
}
WORD = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument"/></Relationships>',
}
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WIDTH = 84


def paper(kind: str, file: str, title: str, body: str) -> File:
    """Return a file of the form that suits its kind, holding the title and the words."""
    form = FORMS.get(Kind(kind), "txt")
    content = MAKERS[form](title, body)
    return ContentFile(content, name=str(PurePosixPath(file).with_suffix(f".{form}")))


def _sentences(body: str) -> list[str]:
    return [sentence.strip() for sentence in body.replace(". ", ".\n").splitlines() if sentence.strip()]


def _text(title: str, body: str) -> bytes:
    return f"{title}\n\n{textwrap.fill(body, WIDTH)}\n".encode()


def _sheet(title: str, body: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Summary"
    sheet.append([title])
    for number, sentence in enumerate(_sentences(body), 1):
        sheet.append([number, sentence])
    sheet.column_dimensions["B"].width = WIDTH
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _word(title: str, body: str) -> bytes:
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in [title, *_sentences(body)])
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{paragraphs}</w:body></w:document>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**WORD, "word/document.xml": document}.items():
            archive.writestr(name, XML + part)
    return out.getvalue()


def _pdf(title: str, body: str) -> bytes:
    lines = [title, "", *textwrap.wrap(body, WIDTH)]
    shown = " ".join(f"({_quoted(line)}) Tj T*" for line in lines)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 11 Tf 15 TL 60 780 Td {shown} ET".encode("cp1252", "replace"))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _quoted(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


MAKERS = {"txt": _text, "xlsx": _sheet, "docx": _word, "pdf": _pdf}
