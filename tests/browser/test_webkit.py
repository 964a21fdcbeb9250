"""Notes in a WebKit browser, the engine of every phone by Apple: a short look, where one is installed."""

import pytest
from django.urls import reverse

from cycles.models import State
from tests.browser import webkit
from tests.browser.capturing import PAGE, PIN, texts_of
from tests.browser.window import signed_in_cookie

TEXT = "Letters reach families in May."
pytestmark = [pytest.mark.browser, pytest.mark.skipif(bool(webkit.missing()), reason=webkit.missing() or "it is here")]


def test_a_note_is_sent_and_opened_again_in_webkit(world_at, live_server):
    world = world_at(State.ON_SITE)
    with webkit.window() as page:
        page.do("POST", "/url", {"url": live_server.url + reverse("account_login")})
        page.do("POST", "/cookie", {"cookie": signed_in_cookie(world.petra)})
        page.do("POST", "/url", {"url": live_server.url + PAGE})
        page.type("pin-one", PIN)
        page.type("pin-two", PIN)
        page.press("Prepare this device")
        page.press("Write notes")

        page.type("text", TEXT)
        for name, value in {"kind": "heard", "source": "documents", "leans": "strength"}.items():
            page.choose(name, value)
        page.press("Save note")
        page.find("//*[@data-part='kept' and contains(., 'Sent: safe on the server')]")
        assert texts_of(world.challenge, world.petra) == ([TEXT], [])

        page.do("POST", "/refresh")
        page.find("//*[@id='pin']")
        assert TEXT not in page.words()
        page.type("pin", PIN)
        page.press("Open my notes")
        page.find(f"//*[@data-note][contains(., '{TEXT}')][contains(., 'Safe on the server')]")
