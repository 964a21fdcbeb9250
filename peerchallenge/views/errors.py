"""Error pages in plain English."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Answer a form whose token has gone stale."""
    return render(request, "403_csrf.html", status=403)
