"""What the capture page is made of, and which version of it this is."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

TEMPLATE = "capture/page.html"
SCRIPTS = "js/capture"
FILES = (
    "vendor/govuk.css",
    "vendor/inter/inter-400.woff2",
    "vendor/inter/inter-600.woff2",
    "vendor/inter/inter-ext-400.woff2",
    "vendor/inter/inter-ext-600.woff2",
    "css/site.css",
    "css/capture.css",
    "css/device.css",
    "img/mark.svg",
    "js/site.js",
)
# On the page that signs out.
ELSEWHERE = ("js/capture/signout.js",)
DIGITS = 12


def modules() -> list[str]:
    """Name the scripts of the page, all of them fetched at once."""
    folder = Path(settings.BASE_DIR) / "static"
    found = sorted(str(file.relative_to(folder)) for file in (folder / SCRIPTS).glob("*.js"))
    return [name for name in found if name not in ELSEWHERE]


def files() -> list[str]:
    """Name every static file the page needs to open cold."""
    return [*FILES, *modules()]


def version() -> str:
    """Return twelve digits that change with the page or any of its files."""
    return _hashed() if settings.DEBUG else _hashed_once()


def _hashed() -> str:
    digest = hashlib.sha256(render_to_string(TEMPLATE).encode())
    for name in files():
        digest.update((Path(settings.BASE_DIR) / "static" / name).read_bytes())
    return digest.hexdigest()[:DIGITS]


_hashed_once = cache(_hashed)
