"""Every page of every floor, by axe and at the narrowest width: full, refused and empty."""

import pytest

from tests.access.full import full_world
from tests.browser.axe import look_at
from tests.browser.walking import STATES, pages_of

pytestmark = pytest.mark.browser


class Gallery:
    """The pages of one world, each opened in the window of whoever may see it."""

    def __init__(self, world, visit):
        self.world, self.visit = world, visit
        self.windows, self.wrong = {}, []

    def window(self, key):
        if key not in self.windows:
            self.windows[key] = self.visit(getattr(self.world, key) if key else None)
        return self.windows[key]

    def look(self, name, address, key, status=200):
        """Open a page and note what is wrong with it."""
        page = self.window(key)
        answer = page.goto(address)
        if answer.status != status:
            self.wrong.append(f"{name} as {key}: {answer.status}")
        else:
            self.wrong += [f"{name} as {key}: {fault}" for fault in look_at(page)]


@pytest.mark.parametrize("state", STATES)
def test_every_page_is_clean_in_a_full_world(db, clock, visit, state):
    gallery = Gallery(world := full_world(state), visit)
    for name, address, key, _ in pages_of(world, state):
        gallery.look(name, address, key)
    assert "\n".join(gallery.wrong) == ""
