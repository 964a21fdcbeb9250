"""Days, moments and small marks for lists, drawn quickly: Django's `date` filter and `include` are
most of the time a long table takes."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS_ABBR

register = template.Library()
MONTH = {number: str(name) for number, name in MONTHS.items()}
MON = {number: str(name).capitalize() for number, name in MONTHS_3.items()}
WEEKDAY = {number: str(name) for number, name in WEEKDAYS_ABBR.items()}


@register.filter
def day(value):
    """5 October 2027; nothing for nothing."""
    return f"{value.day} {MONTH[value.month]} {value.year}" if value else ""


@register.filter
def short_day(value):
    """Tue 5 Oct; nothing for nothing."""
    return f"{WEEKDAY[value.weekday()]} {value.day} {MON[value.month]}" if value else ""


@register.filter
def moment(value):
    """5 October 2027, 10:30, by the clock in London; nothing for nothing."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{day(local)}, {local:%H:%M}"


@register.simple_tag
def mark(name, **inputs):
    """Draw components/state.html, badge.html or meter.html; the same inputs are drawn once a process.

    Only for marks whose inputs are few and say nothing of a person.
    """
    inputs = {key: _plain(value) for key, value in inputs.items()}
    if settings.DEBUG:
        return render_to_string(f"components/{name}.html", inputs)
    return _drawn(name, tuple(inputs.items()))


def _plain(value):
    # A string marked safe equals, as a key, the same one typed by a stranger: nothing comes in as safe.
    return "".join([value]) if isinstance(value, str) else value


@lru_cache(maxsize=1024)
def _drawn(name, inputs):
    return render_to_string(f"components/{name}.html", dict(inputs))
