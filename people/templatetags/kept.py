"""The two hidden fields of `people/kept.py`."""

from django import template
from django.utils.html import format_html

from people import kept

register = template.Library()


@register.simple_tag(takes_context=True)
def keeps_form(context):
    """Mark a form with whose it is, so that an expired session loses nothing. Stands next to csrf_token."""
    request = getattr(context, "request", None) or context.get("request")
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return format_html('<input type="hidden" name="{}" value="{}">', kept.MARK, kept.mark_of(user))


@register.simple_tag(takes_context=True)
def kept_field(context):
    """Carry a kept form through this step of signing in."""
    request = getattr(context, "request", None) or context.get("request")
    sealed = getattr(request, "kept_form", "")
    return format_html('<input type="hidden" name="{}" value="{}">', kept.KEPT, sealed) if sealed else ""
