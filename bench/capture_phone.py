"""A browser with the capture page on it, which says by its own clock when what was asked for stood on the screen."""

import io
import os
import re
import shutil
import time

from PIL import Image

PIN = "402917"
NOISE_BYTES = 0.69  # of a pixel of noise, as the page draws it
# Two frames after a change the screen shows it; that counts up to one frame too many.
WATCH = """
globalThis.shown = {saves: [], keys: []};
const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now())));
let sought = ["#pin", "form#note"], sent, clicked, pressed;
addEventListener("submit", (event) => (sent ??= event.timeStamp), true);
addEventListener("click", (event) => event.target.closest("#foot-action button") && (clicked = event.timeStamp), true);
addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
addEventListener("input", () => {
  const from = pressed;
  pressed = undefined;
  if (from) painted((at) => shown.keys.push(at - from));
}, true);
new MutationObserver(() => {
  if (sought.length && document.querySelector(sought[0])?.checkVisibility()) {
    const name = sought.shift();
    painted((at) => (shown[name] = name === "#pin" ? at : at - sent));
  }
  const isSaid = clicked && document.querySelector('[data-part="kept"]')?.textContent === "Saved on this device";
  if (!isSaid) return;
  const from = clicked;
  clicked = undefined;
  painted((at) => shown.saves.push(at - from));
}).observe(document, {subtree: true, childList: true, characterData: true});
"""
FILL = """(text) => {
  const form = document.querySelector("form#note");
  form.querySelector("#text").value = text;
  for (const [name, value] of Object.entries({kind: "heard", source: "documents", leans: "strength"}))
    form.querySelector(`input[name=${name}][value=${value}]`).checked = true;
  form.querySelector("#text").dispatchEvent(new Event("input", {bubbles: true}));
}"""
SAVE = "() => document.querySelector('#foot-action button').click()"
WAITING = """async (store) => {
  const open = indexedDB.open("capture");
  const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const count = database.transaction(store).objectStore(store).count();
  const found = await new Promise((resolve) => (count.onsuccess = () => resolve(count.result)));
  database.close();
  return found;
}"""
SIZE = re.compile(r"/photos/([0-9a-f-]+)/.*\bsize=(\d+)")
LONGEST_WAIT = 900


def picture(kilobytes):
    """Return a picture of noise that has about so many kilobytes once the page has drawn it."""
    side = int((kilobytes * 1000 / NOISE_BYTES) ** 0.5)
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(out, "JPEG", quality=90)
    return out.getvalue()


class Phone:
    """One browser with a storage that outlives it."""

    def __init__(self, playwright, url, folder):
        self.chromium, self.url, self.folder = playwright.chromium, url, folder
        self.page, self.sent_text = None, 0
        self.begin(offline=False)

    def begin(self, offline):
        """Start the browser."""
        self.context = self.chromium.launch_persistent_context(
            self.folder,
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox"],
            base_url=self.url,
            viewport={"width": 375, "height": 667},
            offline=offline,
        )
        self.context.set_default_timeout(60_000)
        self.context.add_init_script(WATCH)
        self.page = self.context.new_page()
        self.page.on("request", self.weigh)

    def close(self):
        self.context.close()

    def weigh(self, request):
        """Count the bytes of a first request with notes."""
        if "/operations/" in request.url and not self.sent_text:
            self.sent_text = len(request.post_data_buffer or b"")

    def prepare(self, cookie):
        """Make the device ready with signal; the sign-in outlives the browser."""
        self.context.add_cookies(
            [{"name": "session", "value": cookie, "url": self.url, "expires": time.time() + 36_000}]
        )
        self.page.goto("/capture/", wait_until="networkidle")
        self.page.locator("#pin-one").fill(PIN)
        self.page.locator("#pin-two").fill(PIN)
        self.page.get_by_role("button", name="Prepare this device").click()
        self.page.get_by_role("button", name="Write notes").click()
        self.page.locator("form#note").wait_for()
        self.page.wait_for_timeout(2_000)

    def leave(self, line):
        """Go where there is no signal."""
        self.sent_text = 0
        line.quiet()
        line.down()
        self.context.set_offline(True)

    def throttle(self, times):
        """Let the page's processor be so many times slower than it is."""
        self.context.new_cdp_session(self.page).send("Emulation.setCPUThrottlingRate", {"rate": times})

    def shown(self, name):
        """Wait until something was shown; return how long it took."""
        return self.page.wait_for_function("(name) => globalThis.shown[name]", arg=name).json_value()

    def cold_start(self, slower):
        """End the browser and open the page in a new one; return ms to the PIN, and from the PIN to the form."""
        self.close()
        self.begin(offline=True)
        self.throttle(slower)
        self.page.goto("/capture/")
        asked = self.shown("#pin")
        self.page.locator("#pin").fill(PIN)
        self.page.keyboard.press("Enter")
        return asked, self.shown("form#note")

    def save(self, text, with_picture=None):
        """Write a note, rest as somebody who reads it again, save; return ms until it is called saved."""
        page, before = self.page, self.page.evaluate("shown.saves.length")
        if with_picture:
            file = {"name": "display.jpg", "mimeType": "image/jpeg", "buffer": with_picture}
            page.locator("#picture").set_input_files(file)
            page.locator("figure img").first.wait_for()
        page.evaluate(FILL, text)
        page.wait_for_timeout(400)
        page.evaluate(SAVE)
        page.wait_for_function("(count) => shown.saves.length > count", arg=before)
        return page.evaluate("shown.saves.at(-1)")

    def type(self, text):
        """Type; return ms from each key to its letter on the screen."""
        self.page.evaluate("() => { shown.keys = []; }")
        self.page.locator("#text").focus()
        self.page.keyboard.type(text, delay=70)
        self.page.wait_for_timeout(1_000)
        found = self.page.evaluate("shown.keys")
        assert len(found) == len(text), f"{len(found)} of {len(text)} keys were seen"
        return found

    def come_home(self, line):
        """Find signal again; return seconds until no note, and until nothing at all, is only here."""
        line.up()
        begun = time.perf_counter()
        self.context.set_offline(False)
        return [self._until_none(store, begun) for store in ("ops", "photos")]

    def _until_none(self, store, begun):
        while self.page.evaluate(WAITING, store):
            assert time.perf_counter() - begun < LONGEST_WAIT, f"{store} still wait"
            self.page.wait_for_timeout(50)
        return time.perf_counter() - begun

    def pictures(self, line):
        """Return how large each picture was that went over the line."""
        found = (SIZE.search(path) for path, _ in line.requests)
        return {match[1]: int(match[2]) for match in found if match}
