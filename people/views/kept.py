"""Signing in again without losing what was typed. See `people/kept.py`."""

from copy import copy
from functools import wraps

from allauth.account.views import login
from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve, reverse

from people import kept

BACK = (
    "You are signed in again, and this is the form you had open. Nothing has been saved yet: "
    "check it and send it again."
)
FILES = " Files cannot be carried through signing in, so choose them again."


def sign_in_again(request):
    """Answer a form posted by nobody with the sign-in page, which carries what was typed."""
    sealed = kept.keep(request)
    asked = copy(request)
    asked.method = "GET"
    asked.GET = QueryDict(mutable=True)
    asked.GET["next"] = request.get_full_path()
    asked.POST = QueryDict()
    asked.kept_form = sealed
    asked.kept_files = bool(sealed and request.FILES)
    asked.lost_form = not sealed
    return login(asked)


def carrying(view):
    """Wrap a step of signing in so that a kept form goes with it to the next."""

    @wraps(view)
    def step(request, *args, **kwargs):
        request.kept_form = request.POST.get(kept.KEPT, "")
        response = view(request, *args, **kwargs)
        if not request.kept_form or response.status_code != 302:
            return response
        if request.user.is_authenticated:
            return _signed_in(request)
        if response.url in (reverse("mfa_authenticate"), reverse("account_login")):
            return _next_step(request, response.url)
        return response

    return step


def _next_step(request, url):
    """Show the next step of signing in here, instead of sending the browser there without the form."""
    asked = copy(request)
    asked.method = "GET"
    asked.POST = QueryDict()
    asked.path = asked.path_info = url
    return resolve(url).func.__wrapped__(asked)


def _signed_in(request):
    """Offer the way back to the form, to its own person alone."""
    form = kept.unpack(request.kept_form)
    if form is None:
        return redirect("home")
    if not form.belongs_to(request.user):
        return render(request, "people/kept_by_another.html", status=403)
    return render(request, "people/kept.html", {"path": form.path, "sealed": request.kept_form})


def redraw(request):
    """Put a kept form's fields back into the request; say whether they were for this person and page."""
    form = kept.unpack(request.POST.get(kept.KEPT, ""))
    if form is None or not form.belongs_to(request.user) or form.path != request.get_full_path():
        return False
    request.POST = form.data()
    messages.info(request, BACK + (FILES if form.had_files else ""))
    return True
