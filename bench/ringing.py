"""The product, and one address more, which does what any page that queues a message does after its commit: it rings."""

from importlib import import_module

from django.http import HttpRequest, HttpResponse
from django.urls import path

from peerchallenge.wsgi import application

__all__ = ["application"]


def ring(request: HttpRequest) -> HttpResponse:
    """Ring, as after a commit."""
    from notices.actions.queueing import ring as doorbell

    doorbell()
    return HttpResponse("rung")


# Only now: the addresses are read when the apps are loaded.
import_module("peerchallenge.urls").urlpatterns.append(path("ring/", ring))
