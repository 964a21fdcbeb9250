"""How numbers of this floor are written."""

from django import template

from followup.queries.indicators import shown

register = template.Library()


@register.filter
def number(value):
    """62, 71.5 or 1,204: without the noughts that say nothing."""
    return shown(value)
