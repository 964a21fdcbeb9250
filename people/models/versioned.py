"""Two people editing one thing: the second is told who changed what, and keeps their words."""

from datetime import date, datetime
from typing import Any, Self

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone

from people.refusal import Refusal


class Stale(Refusal):
    """Refused because somebody else changed the thing meanwhile. `version` is the one that stands now."""

    def __init__(self, sentence: str, version: int) -> None:
        super().__init__(sentence)
        self.version = version


def in_words(value: Any) -> str:
    """Return a value as a person would read it in a sentence."""
    if value in (None, "", []):
        return "empty"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return f"“{', '.join(value) if isinstance(value, list) else value}”"


class Versioned(models.Model):
    """A thing with a number that grows with every edit, and who made the last one."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(
        "people.Person", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def claim(self, *, version: int, typed: dict[str, tuple[str, Any]], by: models.Model | None, at: datetime) -> Self:
        """Lock the row for an edit begun at a version, and count it; the caller saves.

        `typed` holds, by the label people know, where the value stands ("name", "profile.grade")
        and the new one. Raises Stale when somebody was faster, naming them and what differs.
        """
        fresh = type(self).objects.select_for_update().get(pk=self.pk)
        if fresh.version != version:
            raise Stale(fresh.changed_sentence(typed), fresh.version)
        fresh.version += 1
        fresh.changed_by = by
        fresh.changed_at = at
        return fresh

    def stands(self, path: str) -> Any:
        """Return what stands at a path of attributes now; None where something on the way is missing."""
        found = self
        for name in path.split("."):
            try:
                found = getattr(found, name)
            except ObjectDoesNotExist:
                return None
        return found

    def changed_sentence(self, typed: dict[str, tuple[str, Any]]) -> str:
        """Say who changed the thing and what stands now where it differs from what was typed."""
        who = self.changed_by.name if self.changed_by else "Somebody"
        when = ""
        if self.changed_at:
            local = timezone.localtime(self.changed_at)
            when = f" on {local.day} {local:%B at %H:%M}"
        compared = [(label, self.stands(path), new) for label, (path, new) in typed.items()]
        differs = [f"{label} is now {in_words(now)}" for label, now, new in compared if in_words(now) != in_words(new)]
        stands = "; ".join(differs) or "it now says the same as you typed"
        return (
            f"{who} changed this{when}, while you were editing: {stands}. "
            "What you typed is kept below. Save again to replace what is there now."
        )
