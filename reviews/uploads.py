"""Every file from outside comes through here: known by its content, cleaned or refused with a sentence.

No virus scanner is bundled. UPLOAD_SCANNER names a function by its dotted path; it is called as
`scanner(file, name)` with the open file at its start and its cleaned name, for each file before it
is kept. It returns nothing to let the file pass and raises `people.refusal.Refusal` with a
sentence to refuse it. Should it raise anything else, nothing is kept: a scanner that is down
lets nothing through.
"""

import hashlib
import io
import logging
import re
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.module_loading import import_string
from PIL import Image, ImageOps

from people.refusal import Refusal
from reviews.archives import kind_of_archive

TAKEN = "a PDF, Word, Excel, PowerPoint, OpenDocument, CSV or text file, or a JPEG or PNG picture"
MOST_PIXELS = 40_000_000
LONGEST_NAME = 120
HEAD = 4096

log = logging.getLogger(__name__)

# How a name may end, by type; the first is added when the name says something else.
ENDINGS = {
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (".pptx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods",),
    "text/csv": (".csv",),
    "text/plain": (".txt",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
}


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept: its clean name, its type by content, and its bytes."""

    name: str
    content_type: str
    size: int
    sha256: str
    content: File


def accept(upload: File) -> Accepted:
    """Return what may be kept of an uploaded file. Raises Refusal with a sentence for its field."""
    _check_size(upload)
    content_type = _type_of(upload)
    if content_type.startswith("image/"):
        upload = _redrawn(upload, content_type)
    name = clean_name(upload.name or "", content_type)
    _scan(upload, name)
    return Accepted(name, content_type, upload.size, _hash(upload), upload)


class NotChecked(Refusal):
    """The scanner is down: nothing is kept, and the same file may be taken later."""


def drawn_afresh(content: bytes, longest: int) -> bytes:
    """Return a picture as a JPEG of its own, without place, camera or hidden content, its longer side cut to size.

    Raises Refusal when it is no picture that is taken, NotChecked when that cannot be told now.
    """
    upload = ContentFile(content, name="picture.jpg")
    if not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise _refuse("This is no JPEG or PNG picture.")
    drawn = _redrawn(upload, "image/jpeg", longest)
    _scan(drawn, "picture.jpg")
    drawn.seek(0)
    return drawn.read()


def _refuse(sentence: str) -> Refusal:
    return Refusal(sentence, "file")


def _check_size(upload: File) -> None:
    if not upload.size:
        raise _refuse("The file is empty. Choose another one.")
    most = settings.UPLOAD_LIMIT_BYTES
    if upload.size > most:
        raise _refuse(
            f"The file has {filesizeformat(upload.size)} and the most is {filesizeformat(most)}. "
            "Save it smaller, or split it and upload the parts."
        )


def clean_name(raw: str, content_type: str) -> str:
    """Return a name fit to show and to offer at download, ending as its content does."""
    plain = unicodedata.normalize("NFC", raw).replace("\\", "/").rsplit("/", 1)[-1]
    # Category C holds control characters and those that turn the direction of reading.
    shown = "".join(char if unicodedata.category(char)[0] not in "CZ" else " " for char in plain)
    shown = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*;]', " ", shown)).strip(". ")
    path = PurePosixPath(shown or "document")
    stem, ending = path.stem, path.suffix.lower()
    endings = ENDINGS[content_type]
    if ending not in endings:
        stem, ending = path.name, endings[0]
    return stem[: LONGEST_NAME - len(ending)].rstrip(". ") + ending


def _type_of(upload: File) -> str:
    upload.seek(0)
    head = upload.read(HEAD)
    if head.startswith(b"%PDF-"):
        return _whole_pdf(upload)
    if head.startswith(b"PK\x03\x04"):
        return kind_of_archive(upload)
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _refuse(
            "This is an older Office file, or one protected with a password. "
            "Save it without a password as .docx, .xlsx or .pptx and upload that."
        )
    return _text_type(upload, head)


def _whole_pdf(upload: File) -> str:
    upload.seek(max(0, upload.size - HEAD))
    if b"%%EOF" not in upload.read():
        raise _refuse("This PDF stops before its end. Open it to check that it is whole, then upload it again.")
    return "application/pdf"


def _looks_like(head: bytes, name: str) -> str:
    """Name what a refused file seems to be."""
    try:
        return puremagic.from_string(head, filename=name or None)
    except (puremagic.PureError, ValueError):
        return ""


def _text_type(upload: File, head: bytes) -> str:
    """Accept plain text under its own two endings, and nothing a browser or a shell would run."""
    ending = PurePosixPath(upload.name or "").suffix.lower()
    content_type = {".csv": "text/csv", ".txt": "text/plain"}.get(ending)
    if content_type is None:
        kind = _looks_like(head, upload.name or "") or ending
        seems = f"This seems to be a {kind} file, which is not taken. " if kind else "This kind of file is not taken. "
        raise _refuse(f"{seems}Upload {TAKEN}.")
    upload.seek(0)
    text = _decoded(upload.read())
    if any(unicodedata.category(char) == "Cc" and char not in "\t\r\n\f" for char in text):
        raise _refuse(f"The name ends in {ending} but the content is not text. Upload {TAKEN}.")
    start = text.lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<", "#!")) or re.search(r"<(script|html|svg|iframe|object|!doctype)\b", start):
        raise _refuse(f"The name ends in {ending} but the content is code for a browser or computer. Upload {TAKEN}.")
    return content_type


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # how older Excel saves CSV


def _redrawn(upload: File, content_type: str, longest: int | None = None) -> File:
    """Return the picture drawn afresh: no place, camera or hidden content comes with it."""
    upload.seek(0)
    try:
        with warnings.catch_warnings():
            # Our own cap on pixels, below, comes with a sentence.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(upload, formats=("JPEG", "PNG"))
        _check_pixels(picture)
        picture = ImageOps.exif_transpose(picture)
        picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
        if longest:
            picture.thumbnail((longest, longest))
        drawn = io.BytesIO()
        if content_type == "image/jpeg":
            picture.convert("RGB").save(drawn, "JPEG", quality=90, optimize=True)
        else:
            picture.save(drawn, "PNG")
    except Image.DecompressionBombError:
        raise _refuse(_too_large()) from None
    except (OSError, SyntaxError, ValueError):  # what Pillow raises for a broken picture
        raise _refuse("This picture is damaged. Open it to check, save it again and upload that.") from None
    return ContentFile(drawn.getvalue(), name=upload.name)


def _too_large() -> str:
    return f"This picture has more than {MOST_PIXELS // 1_000_000} million pixels. Save it smaller and upload that."


def _check_pixels(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise _refuse(_too_large())


def _scan(upload: File, name: str) -> None:
    if not settings.UPLOAD_SCANNER:
        return
    upload.seek(0)
    try:
        import_string(settings.UPLOAD_SCANNER)(upload, name)
    except Refusal as refusal:
        raise _refuse(refusal.sentence) from refusal
    except Exception as fault:
        log.exception("The scanner of uploads failed")
        raise NotChecked(
            "The file could not be checked for viruses just now, so it was not kept. Try again in a few minutes.",
            "file",
        ) from fault


def _hash(upload: File) -> str:
    digest = hashlib.sha256()
    upload.seek(0)
    for piece in upload.chunks():
        digest.update(piece)
    upload.seek(0)
    return digest.hexdigest()
