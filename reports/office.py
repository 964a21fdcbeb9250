"""What Word and PowerPoint files share: the same content gives the same bytes, and they tell of no person or moment."""

import io
import re
import zipfile
from typing import Any

LONG_AGO = (1980, 1, 1, 0, 0, 0)
# What a text may hold in XML; the rest cannot be written at all.
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Parts of the libraries' own templates that say nothing of the report.
NEEDLESS = ("docProps/thumbnail.jpeg",)
WHO_AND_WHEN = re.compile(
    rb"<(dcterms:created|dcterms:modified|dc:creator|cp:lastModifiedBy|cp:revision|dc:description|cp:keywords)\b"
    rb"[^>]*?(/>|>.*?</\1>)",
    re.DOTALL,
)
PROGRAM = re.compile(rb"<(Application|AppVersion|TotalTime|Company|Manager)>.*?</\1>")


def clean(text: str) -> str:
    """Leave out what XML cannot hold."""
    return NOT_IN_XML.sub("", text)


def settled(saved: Any) -> bytes:
    """Save a document of python-docx or python-pptx so that it names no program, person or moment."""
    first = io.BytesIO()
    saved.save(first)
    out = io.BytesIO()
    with zipfile.ZipFile(first) as read, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(read.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            if name not in NEEDLESS:
                written.writestr(zipfile.ZipInfo(name, LONG_AGO), _told(name, read.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _told(name: str, content: bytes) -> bytes:
    """Take out of one part what names a person, a program or a moment."""
    if name == "docProps/core.xml":
        return WHO_AND_WHEN.sub(b"", content)
    if name == "docProps/app.xml":
        return PROGRAM.sub(b"", content)
    if name == "_rels/.rels":
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
    return content
