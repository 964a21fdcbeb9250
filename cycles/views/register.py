"""The public calendar: when who is visited, on what. Nothing else of a challenge is public yet."""

from itertools import groupby

from django.shortcuts import render
from django.utils.timezone import localdate
from django.views import View

from cycles.plan import public_regions, public_visits

from .base import paged


class PublicCalendarView(View):
    """Visits of released plans by month, for anybody."""

    permission = "reports.view_register"

    def get(self, request):
        past = request.GET.get("when") == "past"
        page = paged(request, public_visits(localdate(), past=past))
        months = [
            {"label": label, "visits": list(found)}
            for label, found in groupby(page, key=lambda challenge: f"{challenge.visit.starts_on:%B %Y}")
        ]
        return render(
            request,
            "cycles/calendar_public.html",
            {
                "page": page,
                "months": months,
                "past": past,
                "query": "when=past&" if past else "",
                "regions": () if past else public_regions(),
            },
        )
