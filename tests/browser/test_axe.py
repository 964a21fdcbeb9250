"""Every page of every floor, by axe and at the narrowest width: full, refused and empty."""

import pytest

from tests.access.full import full_world
from tests.browser.axe import look_at
from tests.browser.walking import STATES, pages_of

pytestmark = pytest.mark.browser

EMPTIED = """() => {
  const form = [...document.querySelectorAll("main form[method=post]")].find((one) => !one.dataset.poll);
  for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else field.value = "";
  }
  form.noValidate = true;
  form.querySelector("[type=submit], button:not([type=button])").click();
}"""


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

    def refuse(self, name, address, key):
        """Send the page's form with nothing in it; return the status it came back with."""
        page = self.window(key)
        page.goto(address)
        with page.expect_navigation() as posted:
            page.evaluate(EMPTIED)
        answer = posted.value
        if answer.status == 422:
            self.wrong += [f"{name} as {key}, refused: {fault}" for fault in look_at(page)]
        return answer.status


@pytest.mark.parametrize("state", STATES)
def test_every_page_is_clean_in_a_full_world(db, clock, visit, state):
    gallery = Gallery(world := full_world(state), visit)
    for name, address, key, _ in pages_of(world, state):
        gallery.look(name, address, key)
    assert "\n".join(gallery.wrong) == ""


@pytest.mark.parametrize("state", STATES[:4])
def test_every_form_says_cleanly_what_is_wrong(db, clock, visit, state):
    gallery = Gallery(world := full_world(state), visit)
    forms = [(name, address, key) for name, address, key, form in pages_of(world, state) if form]
    refused = [name for name, address, key in forms if gallery.refuse(name, address, key) == 422]
    assert "\n".join(gallery.wrong) == ""
    assert len(refused) > len(forms) / 2, f"Too few forms refused nothing: {set(forms) - set(refused)}"
