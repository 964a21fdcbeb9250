"""Files as they come: good ones, and every bad one we could think of."""

import io
import struct
import zipfile

from PIL import Image

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
)
PARTS = {
    "wordprocessingml.document": "word/document.xml",
    "spreadsheetml.sheet": "xl/workbook.xml",
    "presentationml.presentation": "ppt/presentation.xml",
}


def archive(files, *, compress=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compress) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return made.getvalue()


def office(kind="wordprocessingml.document", **more):
    part = PARTS[kind]
    files = {"[Content_Types].xml": TYPES.format(part=part, kind=kind), part: "<root>Early help</root>"}
    return archive({**files, **more.pop("files", {})}, **more)


def open_document(kind="text"):
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"})


def picture(form="PNG", size=(40, 30), **save):
    made = io.BytesIO()
    Image.new("RGB", size, "teal").save(made, form, **save)
    return made.getvalue()


def located_photo():
    """Return a JPEG that says where it was taken and by which camera."""
    exif = Image.Exif()
    exif[0x010F] = "CANARYCAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=exif)


def huge_png():
    """Return a small PNG that claims to be 100,000 pixels wide and high."""
    made = bytearray(picture())
    made[16:24] = struct.pack(">II", 100_000, 100_000)
    import zlib

    made[29:33] = struct.pack(">I", zlib.crc32(bytes(made[12:29])))
    return bytes(made)


def bomb():
    return office(files={"word/media/image1.bmp": b"\0" * (30 * 1024 * 1024)})


def overlapping():
    """Return an archive whose directory lists the same bytes many times."""
    whole = office(files={"word/media/a.bin": bytes(range(256)) * 2000}, compress=zipfile.ZIP_STORED)
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entries = whole[start:end]
    last = entries[entries.rindex(b"PK\x01\x02") :]
    copies = [last[:46] + f"word/media/{n:05d}"[:16].encode() + last[62:] for n in range(50)]
    directory = entries + b"".join(copies)
    count = 3 + len(copies)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return whole[:start] + directory + tail


PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

# name → (content, type)
GOOD = {
    "plan.pdf": (PDF, "application/pdf"),
    "scope.docx": (office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pack.xlsx": (
        office("spreadsheetml.sheet"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "slides.pptx": (
        office(
            "presentationml.presentation",
            files={"ppt/embeddings/chart.xlsx": office("spreadsheetml.sheet")},
        ),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "terms.odt": (open_document(), "application/vnd.oasis.opendocument.text"),
    "figures.ods": (open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    "figures.csv": ("\ufeffWard,Number\r\nSkircoat,12\r\n".encode(), "text/csv"),
    "figures-old.csv": ("Ward,Cost\r\nSkircoat,£12\r\n".encode("cp1252"), "text/csv"),
    "notes.txt": ("Plain words".encode("utf-16"), "text/plain"),
    "chart.jpg": (picture("JPEG"), "image/jpeg"),
    "chart.png": (picture(), "image/png"),
}
# what it is → (name, content, words of the refusal)
BAD = {
    "empty": ("empty.pdf", b"", "The file is empty"),
    "a program": ("setup.exe", b"MZ\x90\x00\x03" + b"\0" * 200, "which is not taken"),
    "a program called PDF": ("report.pdf", b"MZ\x90\x00\x03" + b"\0" * 200, "not taken"),
    "a program called text": ("report.txt", b"MZ\x90\x00\x03" + b"\0" * 200, "the content is not text"),
    "an ELF program": ("run.csv", b"\x7fELF\x02\x01\x01" + b"\0" * 200, "the content is not text"),
    "a page": ("page.html", b"<!doctype html><script>alert(1)</script>", "not taken"),
    "a page called text": ("page.txt", b"  <html><body>hello</body></html>", "code for a browser"),
    "a script called sheet": ("data.csv", b'a,b\n"<script>alert(1)</script>",2\n', "code for a browser"),
    "a shell script": ("go.txt", b"#!/bin/sh\nrm -rf /\n", "code for a browser or computer"),
    "a drawing with script": ("logo.svg", SVG, "not taken"),
    "a drawing called PNG": ("logo.png", SVG, "not taken"),
    "an older Word file": ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older Office file"),
    "half a PDF": ("half.pdf", PDF[:40], "stops before its end"),
    "a ZIP": ("all.zip", archive({"a.txt": "a"}), "This is a ZIP archive"),
    "a ZIP called Word": ("all.docx", archive({"a.txt": "a"}), "This is a ZIP archive"),
    "a damaged Word file": ("torn.docx", office()[:200], "damaged"),
    "a Word file with macros": ("m.docx", office(files={"word/vbaProject.bin": b"x"}), "macros or a program"),
    "a Word file with a program": ("m.docx", office(files={"word/embeddings/a.exe": b"MZ"}), "macros or a program"),
    "a Word file with an archive": ("m.docx", office(files={"word/a.zip": archive({})}), "holds an archive"),
    "a nest": (
        "m.docx",
        office(files={"word/embeddings/a.docx": office(files={"word/embeddings/b.docx": office()})}),
        "files within files",
    ),
    "a nested bomb": ("m.docx", office(files={"word/embeddings/a.docx": bomb()}), "unpack to far more"),
    "a bomb": ("bomb.docx", bomb(), "unpack to far more"),
    "a bomb of many files": (
        "many.xlsx",
        office("spreadsheetml.sheet", files={f"xl/{n}": "" for n in range(5001)}),
        "unpack to far more",
    ),
    "an overlapping bomb": ("overlap.docx", overlapping(), "unpack to far more"),
    "a climbing archive": ("up.docx", office(files={"../../etc/cron.d/x": "x"}), "damaged"),
    "an OpenDocument drawing": ("d.odg", open_document("graphics"), "texts (.odt) and sheets"),
    "a huge picture": ("huge.png", huge_png(), "million pixels"),
    "a damaged picture": ("torn.jpg", picture("JPEG")[:120], "damaged"),
    "a tape archive": ("a.tar.gz", b"\x1f\x8b\x08" + b"\0" * 100, "not taken"),
}
# name as sent → name as kept, for a PDF
NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "C:\\Users\\Ben\\plan.pdf": "plan.pdf",
    "plan\r\nSet-Cookie: a=b.pdf": "plan Set-Cookie a=b.pdf",
    "plan\u202efdp.exe": "plan fdp.exe.pdf",
    "a\0b.pdf": "a b.pdf",
    "x" * 300 + ".pdf": "x" * 116 + ".pdf",
    "plan.docx": "plan.docx.pdf",
    'say "hello"; rm.pdf': "say hello rm.pdf",
    "Stratégie für Jugend.pdf": "Stratégie für Jugend.pdf",
    "....": "document.pdf",
    "": "document.pdf",
    "PLAN.PDF": "PLAN.pdf",
}
