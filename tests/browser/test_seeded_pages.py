"""Faults put into the page that keeps notes are found by its scenarios: one here, all in a soak."""

from importlib import import_module
from inspect import signature

import pytest
from playwright.sync_api import BrowserContext, Error

from tests.browser.seeded_pages import FAULTS, chosen, served
from tests.browser.test_capture import on_site, phone
from tests.browser.test_capture_faults import device, line, place

__all__ = ["device", "line", "on_site", "phone", "place"]
pytestmark = [pytest.mark.browser, pytest.mark.fault, pytest.mark.breaks_rules]
SAMPLE = ["a waiting note is said to be sent"]
PATIENCE = 8_000  # what is never shown is waited for in vain


@pytest.mark.parametrize("name", chosen(SAMPLE))
def test_a_seeded_fault_of_the_page_is_found(name, request, tmp_path, monkeypatch, faults, record_property):
    module, _, test = FAULTS[name][-1].rpartition(".")
    scene = getattr(import_module(module), test)
    given = {one: request.getfixturevalue(one) for one in signature(scene).parameters}
    patient = BrowserContext.set_default_timeout
    monkeypatch.setattr(BrowserContext, "set_default_timeout", lambda self, _: patient(self, PATIENCE))
    with served(name, tmp_path) as asked, pytest.raises((AssertionError, Error)) as found:
        scene(**given)
    assert asked, "the wrong file was never asked for"
    assert not [fault for fault in faults if "SyntaxError" in fault], faults
    faults.clear()
    record_property("sum", f"{name}: found by {scene.__name__}: {' '.join(str(found.value).split())[:240]}")
