"""A reviewer's device in a real browser, on a line that goes wrong: prepare it, write on it, kill it, open it again."""

import hashlib
import json
import random

from django.conf import settings

from reviews.models import EvidenceNote, ParkedText, Receipt
from reviews.vault import vault_of
from tests.browser.window import PHONE, signed_in_cookie

PIN = "402917"
PAGE = "/capture/"
# Everything a fault may do to a request that a device sends of its own accord.
ODDS = {
    "lost": 0.05,
    "answer_lost": 0.1,
    "twice": 0.1,
    "late": 0.05,
    "cut_answer": 0.05,
    "portal": 0.05,
    "bad_gateway_after": 0.05,
    "signed_out": 0.05,
}
FILL = """(text) => {
  const form = document.querySelector("form#note");
  form.querySelector("#text").value = text;
  for (const [name, value] of Object.entries({kind: "heard", source: "documents", leans: "strength"}))
    form.querySelector(`input[name=${name}][value=${value}]`).checked = true;
  form.querySelector("#text").dispatchEvent(new Event("input", {bubbles: true}));
}"""
SAVE = "() => document.querySelector('#foot-action button').click()"
# Everything that was ever called saved, as the page said it: written down by the page the moment it is shown.
WATCH = """
globalThis.calledSaved = [];
const seen = new Set();
new MutationObserver(() => {
  for (const line of document.querySelectorAll("[data-note]")) {
    const text = line.querySelector(".my-notes__text")?.textContent;
    const where = line.querySelector(".my-notes__where")?.textContent.trim();
    if (text && where && !seen.has(text + where)) seen.add(text + where), calledSaved.push([text, where]);
  }
}).observe(document, {subtree: true, childList: true, characterData: true});
"""


class OnDevice:
    """One browser's own storage, in which one person after another may use the page."""

    def __init__(self, browser, line, **options):
        self.context = browser.new_context(base_url=line.url, viewport=PHONE, **options)
        self.context.set_default_timeout(60_000)
        self.context.add_init_script(WATCH)
        self.line = line
        self.page = None

    def sign_in(self, person):
        """Let a person in, by a session that began elsewhere."""
        self.context.add_cookies([{**signed_in_cookie(person), "url": self.line.url}])

    def sign_out(self):
        """Lose the session."""
        self.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def open(self):
        """Open the page in a tab of its own."""
        self.page = self.context.new_page()
        self.page.goto(PAGE, wait_until="networkidle")  # by then it knows who is signed in
        return self.page

    def prepare(self, person):
        """Make the device ready for a person, with a PIN."""
        self.sign_in(person)
        page = self.open()
        self.choose_pin(page)
        return page

    def choose_pin(self, page):
        """Go through the preparation that the page offers."""
        page.locator("#pin-one").fill(PIN)
        page.locator("#pin-two").fill(PIN)
        page.get_by_role("button", name="Prepare this device").click()
        page.get_by_role("button", name="Write notes").click()
        page.locator("form#note").wait_for()

    def unlock(self, page=None):
        """Open what is sealed on the device."""
        page = page or self.page
        page.locator("#pin").fill(PIN)
        page.get_by_role("button", name="Open my notes").click()
        page.locator("form#note").wait_for()

    def start_saving(self, text, page=None):
        """Fill the form and press the button, without waiting for what comes of it."""
        page = page or self.page
        page.evaluate(FILL, text)
        page.evaluate(SAVE)

    def write(self, text, page=None):
        """Write a note and wait until the page calls it saved."""
        page = page or self.page
        self.start_saving(text, page)
        page.locator("[data-note]", has_text=text).wait_for()

    def called_saved(self):
        """Return every text the open page has called saved until now, and what it called it last."""
        return dict(self.page.evaluate("globalThis.calledSaved ?? []"))

    def change(self, old, new, page=None):
        """Change the words of a note that is listed."""
        page = page or self.page
        page.locator("[data-note]", has_text=old).get_by_role("button", name="Change").click()
        page.get_by_role("heading", name="Change a note").wait_for()
        page.evaluate(FILL, new)
        page.evaluate(SAVE)
        page.locator("[data-note]", has_text=new).wait_for()

    def kill(self):
        """End the tab at once: nothing in it is asked."""
        self.page.close(run_before_unload=False)
        self.page = None

    def try_again(self, page=None):
        """Let the page try now, whatever it was waiting for."""
        (page or self.page).evaluate("() => dispatchEvent(new Event('online'))")

    def meet(self, seconds=15):
        """Let the page try until every fault that was asked for has happened."""
        for _ in range(seconds * 20):
            if not self.line.planned:
                return
            self.try_again()
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never met: {self.line.planned}")

    def settle(self, page=None, seconds=30):
        """Let everything through and wait until nothing is only on the device."""
        page = page or self.page
        self.line.quiet()
        page.wait_for_function(
            """() => {
              dispatchEvent(new Event("online"));
              return document.querySelector("#notes-waiting").textContent === "0";
            }""",
            timeout=seconds * 1000,
            polling=400,
        )

    def close(self):
        """Close the browser window and forget its storage."""
        self.context.close()


def texts_of(challenge, person=None):
    """Return the words of every note at the server, in no order, and of every text kept beside a note."""
    vault = vault_of(challenge)
    notes = EvidenceNote.objects.filter(challenge=challenge)
    parked = ParkedText.objects.filter(challenge=challenge)
    if person:
        notes, parked = notes.filter(author=person), parked.filter(author=person)
    return [note.text(vault) for note in notes], [json.loads(one.text(vault))["text"] for one in parked]


class Tally:
    """What a run of faults came to: every number but the first must be nought."""

    def __init__(self):
        self.tried = self.saved = self.lost = self.doubled = self.by_another = self.false = 0

    def count(self, challenge, author, saved, sent=()):
        """Compare what pages called saved, and sent, with what the server has."""
        notes, parked = texts_of(challenge)
        mine, mine_parked = texts_of(challenge, author)
        self.saved += len(saved)
        self.lost += sum(text not in {*notes, *parked} for text in saved)
        self.false += sum(text not in {*notes, *parked} for text in sent)
        self.doubled += sum(notes.count(text) + parked.count(text) > 1 for text in {*saved})
        self.by_another += sum(text not in {*mine, *mine_parked} for text in {*notes, *parked} & {*saved})
        return self

    @property
    def faults(self):
        """Everything that must be nought."""
        return {name: value for name, value in vars(self).items() if name not in ("tried", "saved") and value}

    def __str__(self):
        return ", ".join(f"{name} {value}" for name, value in vars(self).items())


def receipts_fit():
    """Say whether every receipt is one of a kind, with a hash of its own."""
    keys = list(Receipt.objects.values_list("author", "operation", "sha256"))
    return len(keys) == len(set(keys)) and all(len(digest) == hashlib.sha256().digest_size * 2 for *_, digest in keys)


def some_wait(dice=random):
    """Return a wait in milliseconds: mostly within the writing of a note, now and then after it."""
    return dice.choice([0, 0, dice.uniform(0, 15), dice.uniform(0, 60), dice.uniform(0, 400)])
