"""Pages for what went wrong: what happened, what was kept, what to do next."""

import logging

from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse

from reviews.views.capture import told

log = logging.getLogger(__name__)

LAST_WORDS = (
    '<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Something went wrong</title>'
    "<h1>Something went wrong on our side</h1>"
    "<p>What you saved before is kept. Go back and try again in a few minutes.</p>"
)


def bad_request(request, exception=None):
    """400: the request made no sense."""
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None):
    """403: a member without the right; the refusal's own sentence when it has one."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def not_found(request, exception=None):
    """404: no such page, or none this person may know of; both look the same."""
    return render(request, "404.html", status=404)


def csrf_failure(request, reason=""):
    """403: the form is too old, or cookies are off."""
    log.warning("csrf refused: %s", reason)
    if request.path.startswith(reverse("reviews:me").removesuffix("me/")):  # a device reads no page
        return told(403, {"error": "csrf", "sentence": "Ask who is signed in, and send this again."})
    return render(request, "403_csrf.html", status=403)


def server_error(request):
    """500: drawn without a request, so that no database or session is asked; bare words if that fails."""
    try:
        page = loader.get_template("500.html").render()
    except Exception:
        log.exception("the error page could not be drawn")
        page = LAST_WORDS
    return HttpResponse(page, status=500)
