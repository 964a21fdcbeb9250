"""Days on which nobody is reminded: weekends, and what the floors above know of holidays and closed days."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

WEEKEND = 5
# Nobody is reminded in the evening, at night or early in the morning.
FIRST_HOUR, LAST_HOUR = 7, 19


@cache
def _asked() -> tuple[Callable[[date], frozenset[int] | None], ...]:
    """Return every floor's `RESTING` in its `offers.py`: functions that name the programmes that rest on a day."""
    found = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "offers"):
            found += getattr(import_module(f"{config.name}.offers"), "RESTING", ())
    return tuple(found)


def resting(day: date) -> frozenset[int] | None:
    """Return the ids of the programmes that rest on a day; None when the whole country does."""
    if day.weekday() >= WEEKEND:
        return None
    said = [ask(day) for ask in _asked()]
    return None if None in said else frozenset().union(*said)


def resting_at(at: datetime) -> frozenset[int] | None:
    """Return the ids of the programmes that rest at a moment; None when all do."""
    local = timezone.localtime(at)
    return resting(local.date()) if FIRST_HOUR <= local.hour < LAST_HOUR else None
