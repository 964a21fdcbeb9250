"""Signing in as one of the demo's cast, without a password. Only while DEMO is on."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from peerchallenge.demo.cast import cast_of_demo, login_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@method_decorator(never_cache, name="dispatch")
class CastView(View):
    """Everybody to be and what each can try first; POST signs in."""

    permission = "reports.view_register"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not settings.DEMO:
            raise Http404

    def get(self, request):
        cast, others = cast_of_demo()
        return render(request, "demo/cast.html", {"cast": cast, "others": others})

    def post(self, request):
        user = login_of(request.POST.get("person", ""))
        if user is None:
            messages.error(request, "Nobody of that name is in the demo any more. Choose somebody from this page.")
            return redirect("demo")
        login(request, user, backend=BACKEND)
        return redirect("home")
