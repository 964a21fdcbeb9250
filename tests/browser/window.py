"""A browser window on the live site, as one of the cast, in which any fault of the page fails the test.

A script's error, a breach of the content policy, a file that is missing and a request to anybody
else are faults, wherever they happen.
"""

import pytest

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 667}


class Faults(list):
    """What went wrong in a window, in the order it happened."""

    def __init__(self, home):
        super().__init__()
        self.home = home

    def watch(self, context):
        """Note the faults of every page of a browser context."""
        context.on("weberror", lambda fault: self.append(f"script: {fault.error}"))
        context.on("console", self.hear)
        context.on("request", self.ask)
        context.on("response", self.answer)

    def hear(self, message):
        # Chromium also reports each answer of 400 and above here; `answer` judges those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.append(f"console: {message.text}")

    def ask(self, request):
        if not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self.append(f"request to somebody else: {request.url}")

    def answer(self, response):
        page = response.request.resource_type == "document"
        if response.status >= 500 or (response.status >= 400 and not page):
            self.append(f"{response.status} for {response.url}")


@pytest.fixture
def faults(live_server):
    """Collect the faults of every window of the test, and fail it at the end if there are any."""
    found = Faults(live_server.url)
    yield found
    assert found == []


def signed_in_cookie(person):
    """Sign somebody in and return the cookie that says so."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person.user, backend=BACKEND)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}


@pytest.fixture
def visit(browser, live_server, faults):
    """Open a window as somebody (None: the public) and return its page; addresses are relative to the site."""
    contexts = []

    def open_window(person=None, size=None, **options):
        context = browser.new_context(base_url=live_server.url, viewport=size or DESK, **options)
        contexts.append(context)
        context.set_default_timeout(60_000)  # a busy machine is no fault of the page
        faults.watch(context)
        if person is not None:
            context.add_cookies([{**signed_in_cookie(person), "url": live_server.url}])
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
