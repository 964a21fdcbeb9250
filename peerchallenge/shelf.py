"""What is for everybody, answered before anybody is asked who they are: no session, no cookie, no message is read."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from people.characters import CONTROL


class PublicFirst:
    """Answers plain requests for public views. All else goes on to the sign-in and to what stands after it.

    It stands behind what sets a page's protecting headers. Such a view says `for_everybody`, reads nothing of the
    request but its address, and changes nothing; a query string is judged by those who stand behind.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer what is public, and leave the rest, errors included, to the others."""
        is_plain = not request.META.get("QUERY_STRING") and not CONTROL.search(request.path_info)
        if is_plain and request.method in ("GET", "HEAD"):
            request.get_host()  # a name we do not answer to is refused here as everywhere
            try:
                found = resolve(request.path_info)
                if getattr(getattr(found.func, "view_class", None), "for_everybody", False):
                    return _measured(found.func(request, *found.args, **found.kwargs))
            except (Http404, Resolver404):
                pass  # drawn by those who know who is signed in
        return self.get_response(request)


def _measured(response: HttpResponse) -> HttpResponse:
    if not response.streaming:
        response.headers.setdefault("Content-Length", str(len(response.content)))
    return response
