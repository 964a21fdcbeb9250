"""The product's own addresses, with refusals that are not drawn: the walk meets tens of thousands of them."""

from django.http import HttpResponse

from peerchallenge.urls import urlpatterns

__all__ = ["urlpatterns"]


def handler403(request, exception):
    """Refuse in a word."""
    return HttpResponse("forbidden", status=403)


def handler404(request, exception):
    """Say in a word that there is nothing."""
    return HttpResponse("not found", status=404)
