"""Form fields that several apps ask with."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DatePartsWidget(forms.MultiWidget):
    """A date as day, month and year: easier to type and to hear than a calendar."""

    use_fieldset = True
    part_names = PARTS

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: datetime.date | None) -> list[int | None]:
        """The three numbers of a date."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateParts(forms.Field):
    """A date asked for in three parts. `name` is what the messages call it: "the visit's first day"."""

    widget = DatePartsWidget

    def __init__(self, *, name: str = "", **kwargs: Any) -> None:
        self.name = name
        super().__init__(**kwargs)

    @property
    def _name(self) -> str:
        return self.name or str(self.label or "the date").lower()

    @property
    def _start(self) -> str:
        return self._name[:1].upper() + self._name[1:]

    def clean(self, value: list | None) -> datetime.date | None:
        """Name the part that is missing, and say so when there is no such day."""
        typed = dict(zip(PARTS, [str(part or "").strip() for part in value or []], strict=False))
        if not any(typed.values()):
            if self.required:
                raise ValidationError(f"Enter {self._name}", code="required")
            return None
        if missing := [part for part in PARTS if not typed.get(part)]:
            raise ValidationError(
                f"{self._start} must include a {' and a '.join(missing)}",
                code="incomplete",
                params={"parts": missing},
            )
        found = self._to_date(typed)
        self.run_validators(found)
        return found

    def _to_date(self, typed: dict[str, str]) -> datetime.date:
        month = typed["month"].lower()[:3]
        month = MONTHS.index(month) + 1 if month in MONTHS else typed["month"]
        if len(typed["year"]) != 4:
            raise ValidationError(
                f"{self._start} needs a year of 4 numbers, for example 2027",
                code="year",
                params={"parts": ["year"]},
            )
        try:
            return datetime.date(int(typed["year"]), int(month), int(typed["day"]))
        except ValueError:
            raise ValidationError(
                f"{self._start} must be a real date, for example 27 3 2027", code="no_such_day"
            ) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare dates, not what was typed."""
        try:
            return initial != self.clean(data)
        except ValidationError:
            return True
