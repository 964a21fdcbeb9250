"""Every page in every state it has (full, refused, bare, broken) by axe, at 320 px and at 1280 px.

A page whose every element, with all it lies in, was already looked at is not looked at again;
`./peer soak` looks at every page that is built differently from all others.
"""

import pytest
from django.db import transaction

from cycles.models import State
from tests.browser import scenes
from tests.browser.eye import Eye
from tests.soak import SOAK

pytestmark = [pytest.mark.browser, pytest.mark.fault]
# What one test goes through, so that what looks the same is looked at once.
SCENES = {
    "until the visit": [
        *map(scenes.full, [State.ON_SITE, State.PREPARING, State.SCOPING, State.PROPOSED]),
        *map(scenes.bare, [State.ON_SITE, State.PREPARING, State.PROPOSED]),
        scenes.postponed,
        scenes.nothing,
        scenes.programme_alone,
        scenes.planned,
    ],
    "after the visit": [
        *map(scenes.full, [State.ACCURACY, State.DRAFTING, State.FINAL, State.WITHHELD, State.CANCELLED]),
        *map(scenes.full, [State.PUBLISHED, State.FOLLOW_UP, State.CLOSED]),
        *map(scenes.bare, [State.DRAFTING, State.CANCELLED]),
        scenes.published,
        scenes.promised,
        scenes.account,
        scenes.broken,
        scenes.for_makers,
    ],
}


class Looks:
    """What is to be looked at, and what was wrong with it."""

    def __init__(self, eye):
        self.eye = eye
        self.kept, self.wrong = {}, []

    def read(self, pages):
        """Read every page, and keep one of each that are built alike."""
        titles = {}
        for page in filter(None, pages):
            self.wrong += [f"{page}: {fault}" for fault in (*page.faults(), *said_before(page, titles))]
            self.kept.setdefault(page.parts, page)

    def look(self):
        """Look at the pages that hold most that is new first, and in a sample at no page that holds nothing new."""
        seen, rest = set(), dict(self.kept)
        while rest:
            parts = max(rest, key=lambda parts: len(parts - seen))
            page = rest.pop(parts)
            if not SOAK and not parts - seen:
                break
            seen |= parts
            self.wrong += [f"{page}: {fault}" for fault in self.eye.look(page)]
        return len(self.kept) - len(rest)


def said_before(page, titles):
    """Yield a title that another page of the same scene has too."""
    name = page.name.removesuffix(" searched").replace("own_", "")  # one's own page of a thing may be called the same
    if page.status == 200 and titles.setdefault(page.title, name) != name:
        yield f"its title, “{page.title}”, is that of {titles[page.title]}"


@pytest.fixture
def looks(browser):
    """Look at pages in one window."""
    eye = Eye(browser)
    yield Looks(eye)
    eye.close()


@pytest.mark.sweep
@pytest.mark.parametrize("group", SCENES)
def test_every_page_is_clean(db, clock, looks, group):
    for scene in SCENES[group]:
        with transaction.atomic():
            looks.read(scene())
            transaction.set_rollback(True)
    count = looks.look()
    assert count
    if looks.wrong:
        pytest.fail("\n".join([*looks.wrong, f"{count} pages looked at"]), pytrace=False)
