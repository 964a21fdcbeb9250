"""What every signed-in page does before it does anything: find, ask, then answer."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from people import kept
from people.characters import say_what_was_taken_out
from people.refusal import Refusal

from .kept import redraw, sign_in_again


class SignedInView(View):
    """A page for signed-in people. Says its permission; loads what it is about through `visible_to`.

    Somebody who is no part of the thing gets 404 from `load`, somebody without the right 403.
    """

    permission: str
    redraws = False  # whether POST shows a kept form again instead of acting on it

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated:
            self.load()
            self.ask()

    def load(self):
        """Find what the page is about and keep it on self."""

    def asked_about(self):
        """Return the thing the permission is asked about; None for the installation or oneself."""
        return

    def ask(self):
        """Refuse whoever may not."""
        if not self.request.user.has_perm(self.permission, self.asked_about()):
            raise PermissionDenied

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            if kept.MARK in request.POST:
                return sign_in_again(request)
            return redirect_to_login(request.get_full_path())
        if kept.KEPT in request.POST:
            if not self.redraws:
                return redirect(request.get_full_path())
            if not redraw(request):
                return render(request, "people/kept_by_another.html", status=403)
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:  # a page that cannot be shown now, such as notes whose key is missing
            response = render(request, "people/refused.html", {"sentence": refusal.sentence}, status=409)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    @property
    def by(self):
        """The person who acts."""
        return self.request.user.person

    @property
    def at(self):
        """The moment of this request; views are where the clock is read."""
        return timezone.now()

    @property
    def today(self):
        """The local day of this request."""
        return timezone.localdate(self.at)


class PageView(SignedInView):
    """A page to look at."""

    template_name: str

    def get(self, request, *args, **kwargs):
        return self.page()

    def context(self):
        """Return what the template needs."""
        return {}

    def page(self, status=200, **more):
        """Draw the page."""
        return render(self.request, self.template_name, {"view": self, **self.context(), **more}, status=status)


class FormView(PageView):
    """A page with one form: wrong input comes back with what was typed, a refusal is a sentence."""

    redraws = True
    form_class = None
    done = ""  # what the banner says afterwards

    def form(self, data=None, files=None):
        """Make the form; subclasses pass it what it must know."""
        return self.form_class(data, files, **self.form_kwargs())

    def form_kwargs(self):
        return {}

    def context(self):
        return {"form": self.form()}

    def act(self, form):
        """Call one action. It may raise Refusal."""
        raise NotImplementedError  # each page says its own

    def after(self):
        """Return where to go when it is done."""
        raise NotImplementedError  # each page says its own

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST, request.FILES)
        if kept.KEPT in request.POST:  # the form of an expired session, back after sign-in: nothing is saved yet
            return self.page(form=form)
        say_what_was_taken_out(request, form)
        if not form.is_valid():
            return self.page(form=form, status=422)
        try:
            self.act(form)
        except Refusal as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.sentence)
            return self.page(form=form, status=409)
        if self.done:
            messages.success(request, self.done)
        return redirect(self.after())


class ActView(PageView):
    """One button: GET asks whether to go on, POST does it. A stale button gets a sentence, not an error."""

    done = ""

    def act(self):
        """Call one action. It may raise Refusal."""
        raise NotImplementedError  # each page says its own

    def after(self):
        """Return where to go, done or refused."""
        raise NotImplementedError  # each page says its own

    def post(self, request, *args, **kwargs):
        try:
            self.act()
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            if self.done:
                messages.success(request, self.done)
        return redirect(self.after())
