"""Home: what waits for me, or what this is for those not signed in."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from peerchallenge.queries import by_time, waits_of

PAGE = 20


class HomeView(View):
    """For everybody: the public sees what peer challenge is, a person what waits for them."""

    permission = "reports.view_register"

    def get(self, request):
        context = {"is_demo": settings.DEMO}
        if request.user.is_authenticated:
            today = timezone.localdate()
            waits = waits_of(request.user, today)
            page = Paginator(waits, PAGE).get_page(request.GET.get("page"))
            context |= {"today": today, "page": page, "groups": list(by_time(page.object_list, today))}
        response = render(request, "home.html", context)
        response.headers["Cache-Control"] = "no-store"
        return response
