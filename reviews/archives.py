"""Office files are ZIP archives: what kind one is, and whether it may be opened without harm."""

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO

from people.refusal import Refusal

MOST_ENTRIES = 5_000
MOST_UNPACKED = 500 * 1024 * 1024
# A whole office file rarely shrinks more than tenfold; sheets of repeated numbers up to a hundred.
MOST_TIMES = 200
SMALL = 1024 * 1024
LONGEST_LIST = 1024 * 1024

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    "wordprocessingml.document": "word/document.xml",
    "spreadsheetml.sheet": "xl/workbook.xml",
    "presentationml.presentation": "ppt/presentation.xml",
}
OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text",
    b"application/vnd.oasis.opendocument.spreadsheet",
}
ARCHIVES = {".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".jar", ".cab", ".iso"}
PROGRAMS = {".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".hta", ".lnk", ".sh"}
NESTED = {".docx", ".xlsx", ".pptx"}  # charts carry their sheet with them


def kind_of_archive(file: IO[bytes]) -> str:
    """Return the type of an office file. Raises Refusal for anything else that is an archive."""
    return _kind(file, depth=0)


def _refuse(sentence: str) -> Refusal:
    return Refusal(sentence, "file")


def _damaged() -> Refusal:
    return _refuse("This file is damaged. Open it to check, save it again and upload that.")


def _kind(file: IO[bytes], depth: int) -> str:
    file.seek(0, io.SEEK_END)
    size = file.tell()
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            _check_bomb(archive, size)
            _check_inside(archive, depth)
            return _office_type(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, OSError, ValueError):
        raise _damaged() from None


def _check_bomb(archive: zipfile.ZipFile, size: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swells = any(
        entry.file_size > SMALL and entry.file_size > MOST_TIMES * max(entry.compress_size, 1) for entry in entries
    )
    # Entries that share the same bytes add up to more than the file: the newer kind of bomb.
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or swells or packed > size:
        raise _refuse(
            "This file would unpack to far more than it holds, which can harm a computer. "
            "Save it again from the program it was made with, or as a PDF, and upload that."
        )


def _check_inside(archive: zipfile.ZipFile, depth: int) -> None:
    for entry in archive.infolist():
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts:
            raise _damaged()
        if entry.flag_bits & 1:
            raise _refuse("This file is protected with a password. Save it without one and upload that.")
        ending = path.suffix.lower()
        if path.name.lower() == "vbaproject.bin" or ending in PROGRAMS:
            raise _refuse("This file holds macros or a program. Save it without them, or as a PDF, and upload that.")
        if ending in ARCHIVES:
            raise _refuse("This file holds an archive. Upload the documents one by one.")
        if ending in NESTED:
            _check_nested(archive, entry, depth)


def _check_nested(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, depth: int) -> None:
    if depth >= 1:
        raise _refuse("This file holds files within files. Save it as a PDF, or upload the documents one by one.")
    _kind(io.BytesIO(archive.read(entry)), depth + 1)


def _office_type(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names:
        return _open_document(archive)
    if "[Content_Types].xml" in names:
        with archive.open("[Content_Types].xml") as part:
            listed = part.read(LONGEST_LIST)
        if b"macroEnabled" in listed:
            raise _refuse("This file holds macros. Save it without them (.docx, .xlsx, .pptx) and upload that.")
        for kind, main in MAIN_PARTS.items():
            if main in names and re.search(rb"officedocument\." + kind.encode() + rb"\.main\+xml", listed):
                return OFFICE + kind
    raise _refuse("This is a ZIP archive. Unpack it and upload the documents one by one.")


def _open_document(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as part:
        kind = part.read(100).strip()
    if kind in OPEN_DOCUMENT and "content.xml" in archive.namelist():
        return kind.decode()
    raise _refuse("Of OpenDocument files, texts (.odt) and sheets (.ods) are taken. Save it as a PDF and upload that.")
