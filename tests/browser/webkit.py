"""A WebKit browser, driven in plain WebDriver: Chromium's engine is not the only one notes are written in."""

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
BROWSERS = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
STARTS_WITHIN, SHOWS_WITHIN, STEP = 20, 60, 0.1


def missing():
    """Return what is not installed of what a WebKit browser needs, in words; nothing when all is there."""
    lacking = [name for name in ("WebKitWebDriver", "xvfb-run") if not shutil.which(name)]
    lacking += [] if BROWSERS else ["MiniBrowser"]
    return f"{' and '.join(lacking)} not installed: apt-get install webkit2gtk-driver xvfb" if lacking else ""


def until(found, seconds, what):
    """Wait by a clock that no test stops, and return what is found."""
    end = time.clock_gettime(time.CLOCK_MONOTONIC) + seconds
    while time.clock_gettime(time.CLOCK_MONOTONIC) < end:
        with contextlib.suppress(URLError, ConnectionError, LookupError):
            if answer := found():
                return answer
        time.sleep(STEP)
    raise AssertionError(f"never seen within {seconds} s: {what}")


class WebKit:
    """One window, and the few things a person does in it."""

    def __init__(self, driver):
        self.driver = driver
        until(lambda: self.ask("GET", "/status")["ready"], STARTS_WITHIN, "a driver that is ready")
        options = {"binary": str(BROWSERS[-1]), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        made = self.ask("POST", "/session", wanted)
        self.session = f"/session/{made['sessionId']}"
        self.version = f"{made['capabilities']['browserName']} {made['capabilities']['browserVersion']}"

    def ask(self, method, path, said=None):
        """Ask the driver; an element that is not there is a LookupError."""
        body = None if method in ("GET", "DELETE") else json.dumps(said or {}).encode()
        try:
            with urlopen(Request(self.driver + path, body, method=method), timeout=90) as answer:
                return json.load(answer)["value"]
        except HTTPError as wrong:
            raise LookupError(wrong.read().decode()) from wrong

    def do(self, method, path, said=None):
        """Ask the driver about this window."""
        return self.ask(method, self.session + path, said)

    def run(self, script, *given):
        """Run a script in the page and return what it returns."""
        return self.do("POST", "/execute/sync", {"script": script, "args": list(given)})

    def find(self, xpath):
        """Return the address of the first element that is shown, as soon as there is one."""

        def shown():
            for one in self.do("POST", "/elements", {"using": "xpath", "value": xpath}):
                if self.do("GET", f"/element/{one[ELEMENT]}/displayed"):
                    return f"/element/{one[ELEMENT]}"
            return ""

        return until(shown, SHOWS_WITHIN, f"{xpath}; the page says: {self.words()[:600]}")

    def words(self):
        """Return what is to be read on the page."""
        return self.run("return document.body ? document.body.innerText : ''")

    def press(self, words):
        """Click the button with these words."""
        self.do("POST", self.find(f"//button[starts-with(normalize-space(), '{words}')]") + "/click")

    def type(self, where, text):
        """Type into the field with this id."""
        self.do("POST", self.find(f"//*[@id='{where}']") + "/value", {"text": text})

    def choose(self, name, value):
        """Click a choice; its sign and words lie under the field that is pressed."""
        at = {"using": "xpath", "value": f"//input[@name='{name}' and @value='{value}']"}
        choice = self.do("POST", "/element", at)
        # The foot of the page stays in view, and the driver would press what lies under it.
        self.run("arguments[0].scrollIntoView({block: 'center'})", choice)
        self.do("POST", f"/element/{choice[ELEMENT]}/click")


@contextlib.contextmanager
def window():
    """Open a WebKit window on a screen of its own for as long as the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1", "LIBGL_ALWAYS_SOFTWARE": "1", "WEBKIT_FORCE_SANDBOX": "0"}
    command = ["xvfb-run", "-a", "WebKitWebDriver", f"--port={port}"]
    driver = subprocess.Popen(
        command,
        env=os.environ | own,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        browser = WebKit(f"http://127.0.0.1:{port}")
        yield browser
        browser.do("DELETE", "")
    finally:
        os.killpg(driver.pid, signal.SIGTERM)
        driver.wait()
