"""What an action asks once it holds the challenge: is this still the time, and was somebody quicker?"""

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from cycles import history
from cycles.models import Challenge
from people import roles
from people.refusal import Refusal


class Stale(Refusal):
    """Somebody saved the same thing first. `version` is the one to save upon next."""

    def __init__(self, sentence: str, version: int) -> None:
        super().__init__(sentence)
        self.version = version


def hold(challenge: Challenge, permission: str) -> Challenge:
    """Return the fresh, locked challenge. Refuses when nobody may do this in its state any more."""
    fresh = history.lock(challenge)
    if not any(fresh.code in cell.states for cell in roles.table()[permission].values()):
        raise Refusal(
            f"This is no longer possible: the challenge is now “{fresh.get_state_display().lower()}”. "
            "Nothing was changed."
        )
    return fresh


def differences(row: models.Model, typed: dict[str, object]) -> list[str]:
    """Name the fields in which a saved row differs from what was typed, with what is saved now."""
    found = []
    for name, value in typed.items():
        saved = getattr(row, name)
        if saved == value:
            continue
        shown = getattr(row, f"get_{name}_display", lambda saved=saved: saved)()
        if hasattr(shown, "strftime"):
            shown = f"{shown:%H:%M}" if hasattr(shown, "hour") else f"{shown:%-d %B %Y}"
        label = row._meta.get_field(name).verbose_name  # noqa: SLF001 -- `_meta` is Django's public door
        found.append(f"{label}: “{shown}”" if shown not in ("", None) else f"{label}: nothing")
    return found


def who_was_first(row: models.Model) -> str:
    """Say who saved a row with `changed_by` and `changed_at`, and when."""
    who = row.changed_by.name if row.changed_by else "Somebody"
    when = f" at {timezone.localtime(row.changed_at):%H:%M on %-d %B}" if row.changed_at else ""
    return f"{who} saved this{when}, while you were writing."


def refuse_stale(row: models.Model, seen: int, typed: dict[str, object], more: Iterable[str] = ()) -> None:
    """Refuse the second of two editors of a row with `version`, `changed_by` and `changed_at`."""
    if row.version == seen:
        return
    now = "; ".join([*differences(row, typed), *more]) or "the same as you typed"
    raise Stale(
        f"{who_was_first(row)} Saved now is {now}. "
        "What you typed is still below: change it, or save again to put it in place of theirs.",
        row.version,
    )
