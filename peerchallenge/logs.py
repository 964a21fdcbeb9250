"""What logs keep: ids and roles, never what was said, and no address that is a key by itself."""

import logging
import re
from typing import Any

SHAPE = "{asctime} {levelname} {name} {message}"
# /my-calendar/<secret>.ics, /answer/<link>/, /say/<link>/ and /you-said/<link>/ open without a sign-in; whoever
# reads a log must not get in by them.
SECRETS = re.compile(r"(/(?:my-calendar|answer|say|you-said)/)[^/\s\"'?#]+")


def masked(text: str) -> str:
    """Return a line with the secrets of its addresses taken out."""
    return SECRETS.sub(r"\1…", text)


class Masked(logging.Formatter):
    """Writes a line, its traceback included, without the secrets of addresses."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line as it is kept."""
        return masked(super().format(record))


def logging_by(level: str) -> dict[str, Any]:
    """Return how everything is logged: to the console, masked."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": "peerchallenge.logs.Masked", "format": SHAPE, "style": "{"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
        },
    }
