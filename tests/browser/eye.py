"""What a browser sees of a page the server has drawn: axe's violations, and a body that scrolls sideways.

The page is drawn in the test's own process and only handed to the browser, with its files and its
content policy, so that no site runs and a test keeps its own transaction.
"""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import axe_playwright_python
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.browser.window import Faults

SCRIPT = Path(axe_playwright_python.__file__).parent / "axe.min.js"
HEIGHT, WIDTHS = 900, (320, 1280)
OPENED = """() => {
  document.querySelectorAll("details").forEach((one) => (one.open = true));
  document.querySelectorAll("[aria-expanded='false']").forEach((one) => one.click());
}"""
ASK = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  const where = (nodes) => nodes.map((node) => node.target.join(" ")).join(", ");
  const wrong = found.violations.map((one) => `${one.id}: ${where(one.nodes)}`);
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) wrong.push(`scrolls sideways by ${page.scrollWidth - page.clientWidth}`);
  return wrong;
}"""


class Shelf(BaseHTTPRequestHandler):
    """Answers the browser with the page that is shown, or with a file of ours."""

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        if path.startswith(settings.STATIC_URL):
            file = SCRIPT if path.endswith("/axe.js") else Path(finders.find(path[len(settings.STATIC_URL) :]))
            self.send(200, file.read_bytes(), guess_type(path)[0], {"Cache-Control": "max-age=3600"})
        else:
            page = self.server.shown
            with_axe = page.html.replace("</body>", f'<script src="{settings.STATIC_URL}axe.js"></script></body>')
            policy = {"Content-Security-Policy": page.policy, "Cache-Control": "no-store"}
            self.send(page.status, with_axe.encode(), "text/html; charset=utf-8", policy)

    def send(self, status, content, kind, headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(content), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        """Say nothing of what was asked."""


class Eye:
    """One window that is shown pages one after the other."""

    def __init__(self, browser):
        self.shelf = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
        self.shelf.daemon_threads = True
        Thread(target=self.shelf.serve_forever, daemon=True).start()
        self.home = f"http://127.0.0.1:{self.shelf.server_port}"
        self.context = browser.new_context(viewport={"width": WIDTHS[0], "height": HEIGHT})
        self.faults = Faults(self.home)
        self.faults.watch(self.context)
        self.page = self.context.new_page()

    def close(self):
        """Shut the window and the shelf behind it."""
        self.context.close()
        self.shelf.shutdown()
        self.shelf.server_close()

    def look(self, drawn):
        """Return what is wrong with a page at both widths, loaded once."""
        self.shelf.shown = drawn
        self.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        self.page.goto(self.home + drawn.address)
        self.page.evaluate(OPENED)
        wrong = []
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            wrong += [f"{width} px {one}" for one in self.page.evaluate(ASK)]
        wrong += self.faults
        self.faults.clear()
        return wrong
