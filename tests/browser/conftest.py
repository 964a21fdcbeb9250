"""Windows for the tests of pages."""

from tests.browser.window import faults, visit

__all__ = ["faults", "visit"]
