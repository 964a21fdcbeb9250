"""Windows for the stories."""

from tests.browser.window import browser_type_launch_args, faults, visit

__all__ = ["browser_type_launch_args", "faults", "visit"]
