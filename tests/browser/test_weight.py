"""How much a first visit brings over the line: few files, and small ones."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

MOST_BYTES, MOST_FILES = 60 * 1024, 6
PACKED = {".woff2", ".png", ".jpg"}
ASSET = re.compile(rf"(?:src|href)=\"/?{settings.STATIC_URL.strip('/')}/([^\"?]+)\"")


def on_the_line(path):
    """Return a file's size as it is sent."""
    content = path.read_bytes()
    return len(content) if path.suffix in PACKED else len(gzip.compress(content))


def assets_of(html):
    """Return the files a page asks for at once: its own, and the font it preloads among them."""
    return {Path(finders.find(name)) for name in ASSET.findall(html)}


@pytest.mark.parametrize("page", ["home", "register", "challenge"])
def test_a_first_visit_is_light(world, client, signed_in, page):
    if page == "challenge":
        answer = signed_in(world.petra).get(reverse("cycles:challenge", args=[world.challenge.ref]))
    else:
        answer = client.get(reverse("home" if page == "home" else "reports:register"))
    html = answer.content
    assets = assets_of(html.decode())
    sizes = {asset.name: on_the_line(asset) for asset in assets}
    whole = len(gzip.compress(html)) + sum(sizes.values())

    assert {"govuk.css", "site.css", "site.js"} <= set(sizes)
    assert len(sizes) <= MOST_FILES, sizes
    assert whole <= MOST_BYTES, (whole, sizes)
