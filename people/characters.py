"""Characters nobody types, such as NUL: they are in no address, and forms say that they were taken out.

PostgreSQL refuses NUL in a query, and XML, on which PDF, Word and Excel files rest, most of the others. One
middleware keeps them all away from views, so that none has to think of them.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

# Control characters, all but tab and the ends of lines.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
TAKEN_OUT = (
    "This held invisible characters, as text copied from another program may. "
    "They are taken out: check what is left and send it again."
)


class ReadableMiddleware:
    """An address with such a character is not found, a query string makes no sense, a form is sifted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave out cookies we never gave, before a session is looked for by one."""
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if not CONTROL.search(value)}
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> None:
        """Judge what was asked; here, and not before, the pages that refuse know who is signed in."""
        if CONTROL.search(request.path_info):
            raise Http404
        if _any(text for name, values in request.GET.lists() for text in (name, *values)):
            raise SuspiciousOperation("control characters in a query string")
        if request.method == "POST":
            request.as_posted = request.POST
            if _any(text for _, values in request.POST.lists() for text in values):
                request.POST = sifted(request.POST)


def _any(texts: Iterable[str]) -> bool:
    return any(CONTROL.search(text) for text in texts)


def sifted(posted: QueryDict) -> QueryDict:
    """Return a posted form without such characters."""
    clean = QueryDict(mutable=True)
    for name, values in posted.lists():
        clean.setlist(name, [CONTROL.sub("", value) for value in values])
    return clean


def say_what_was_taken_out(request: HttpRequest, form: forms.Form) -> None:
    """Say at each field of a posted form that characters of it were taken out."""
    posted = getattr(request, "as_posted", request.POST)
    if posted is request.POST:
        return
    form.full_clean()  # errors can be added only to what was looked at
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(posted, {}, form.add_prefix(name))
        if not field.widget.is_hidden and _any(_texts(value)):
            form.add_error(name, TAKEN_OUT)


def _texts(value: Any) -> list[str]:
    parts = value if isinstance(value, list | tuple) else [value]
    return [str(part) for part in parts if part is not None]
