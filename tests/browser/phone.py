"""A phone with the capture page on it, as a reviewer holds it."""

from tests.browser.eye import ASK, HEIGHT, SCRIPT, WIDTHS

PIN = "246813"
# Every byte a device keeps, as somebody would read it who takes it apart.
RAW = """async () => {
  const open = indexedDB.open("capture");
  const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const text = (value) => {
    if (value instanceof Uint8Array) return new TextDecoder("latin1").decode(value);
    if (!value || typeof value !== "object") return String(value);
    return Object.entries(value).map(([key, one]) => key + " " + text(one)).join(" ");
  };
  const found = [];
  for (const name of database.objectStoreNames) {
    const all = database.transaction(name).objectStore(name).getAll();
    found.push(...await new Promise((resolve) => (all.onsuccess = () => resolve(all.result.map(text)))));
  }
  database.close();
  return found.join("\\n") + JSON.stringify({...localStorage});
}"""


class Phone:
    """Prepares, writes, is put away, and is opened again."""

    def __init__(self, page, now):
        self.page, self.context = page, page.context
        self.context.clock.install(time=now)
        self.context.set_default_timeout(60_000)

    def prepare(self):
        """Make ready with signal; the page stands at the form of a note."""
        self.page.goto("/capture/")
        self.page.locator("#pin-one").fill(PIN)
        self.page.locator("#pin-two").fill(PIN)
        self.press("Prepare this device")
        self.press("Write notes")
        self.page.locator("#text").wait_for()

    def press(self, words):
        """Press the button or link with these words."""
        self.page.get_by_role("button", name=words).first.click()

    def write(self, text, **chosen):
        """Write a note and save it."""
        self.page.locator("#text").fill(text)
        for name, value in {"kind": "heard", "source": "front_line", "leans": "development", **chosen}.items():
            self.page.locator(f"input[name={name}][value={value}]").check(force=True)
        self.page.locator("#foot-action button").click()

    def has(self, *, safe, here):
        """Wait until the foot counts so many notes at the server, and so many only here."""
        self.page.locator("#notes-safe", has_text=str(safe)).wait_for()
        self.page.locator("#notes-waiting", has_text=str(here)).wait_for()

    def signal(self, on):
        """Go into a building without signal, or out of it."""
        self.context.set_offline(not on)

    def die(self):
        """Lose the tab, and open the page again."""
        self.page.close()
        self.page = self.context.new_page()
        self.page.goto("/capture/")
        self.page.locator("#pin").wait_for()

    def unlock(self, pin=PIN):
        """Type a PIN."""
        self.page.locator("#pin").fill(pin)
        self.page.keyboard.press("Enter")

    def raw(self):
        """Return everything the device keeps, unopened."""
        return self.page.evaluate(RAW)

    def wrong(self):
        """Return what axe finds wrong with what is shown, at both widths."""
        size, found = self.page.viewport_size, []
        self.page.evaluate(SCRIPT.read_text())
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            found += [f"{width} px: {one}" for one in self.page.evaluate(ASK)]
        self.page.set_viewport_size(size)
        return found
