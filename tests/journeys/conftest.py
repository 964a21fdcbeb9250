"""Windows for the stories."""

from tests.browser.window import faults, visit

__all__ = ["faults", "visit"]
