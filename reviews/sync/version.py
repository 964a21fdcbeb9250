"""Which edition of the capture page this server holds: a hash over its files."""

import hashlib
from functools import cache

from django.conf import settings

FOLDERS = ("static/js/capture", "static/css")


@cache
def page_version() -> str:
    """Return twelve digits that change with any file of the page."""
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for file in sorted((settings.BASE_DIR / folder).rglob("*")):
            if file.is_file():
                digest.update(file.relative_to(settings.BASE_DIR).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
