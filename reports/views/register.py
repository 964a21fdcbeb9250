"""The public register: what was published, for everybody, without a sign-in and without a cookie."""

from http import HTTPStatus

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views import View

from cycles.models import Shape
from people.sheets import write_csv
from reports.forms.register import RegisterFilter
from reports.models import Publication

PAGE = 20
MOST = 5_000  # lines of a downloaded register, addresses of a sitemap
PUBLIC_FOR = 300  # seconds a cache may keep the list: a withdrawal shows there within five minutes
COLUMNS = (
    "Authority",
    "Topic",
    "Kind",
    "Region",
    "Programme",
    "First day on site",
    "Published",
    "Corrected",
    "Address",
)


class PublicView(View):
    """A page for everybody: no session is read and no cookie set."""

    for_everybody = True  # see peerchallenge/shelf.py
    permission = "reports.view_register"
    kept = {"public": True, "max_age": PUBLIC_FOR}

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == HTTPStatus.OK:
            patch_cache_control(response, **self.kept)
        return response


def newest():
    """Return what is on the register, newest first."""
    return Publication.objects.public().order_by("-published_at", "-pk")


class Register(PublicView):
    """The list of published reports, newest first."""

    def get(self, request):
        form, found = RegisterFilter(request.GET, newest().choices()), newest()
        if form.is_valid():
            found = found.narrowed(**form.cleaned_data)
        page = Paginator(found.listed(), PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context = {"form": form, "page": page, "query": f"{query.urlencode()}&" if query else ""}
        return render(request, "reports/register.html", context)


class RegisterFile(PublicView):
    """The register, or what was looked for in it, as CSV or JSON."""

    def get(self, request, form):
        asked = RegisterFilter(request.GET)
        if form not in ("csv", "json") or not asked.is_valid():
            raise Http404
        rows = [self.line(row) for row in newest().narrowed(**asked.cleaned_data).listed()[:MOST]]
        if form == "json":
            named = [dict(zip((name.lower().replace(" ", "_") for name in COLUMNS), row, strict=True)) for row in rows]
            return JsonResponse({"reports": named}, json_dumps_params={"ensure_ascii": False, "indent": 1})
        response = HttpResponse(write_csv(list(COLUMNS), rows), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="peer-challenge-reports.csv"'
        return response

    def line(self, row):
        """Return one line, days as computers write them."""
        day, again = timezone.localdate(row.published_at), row.corrected_at and timezone.localdate(row.corrected_at)
        return [
            row.host,
            row.topic,
            Shape.Kind(row.kind).label,
            row.region,
            row.programme,
            row.starts_on.isoformat(),
            day.isoformat(),
            again.isoformat() if again else "",
            settings.ORIGIN + reverse("reports:published", args=[row.slug]),
        ]


class RegisterFeed(PublicView):
    """The newest twenty publications as an Atom feed."""

    def get(self, request):
        context = {"publications": list(newest().listed()[:PAGE]), "origin": settings.ORIGIN}
        return render(request, "reports/feed.xml", context, content_type="application/atom+xml")


class Sitemap(PublicView):
    """The addresses of every published report, for search engines."""

    def get(self, request):
        rows = newest().values_list("slug", "published_at", "corrected_at", named=True)[:MOST]
        context = {"publications": list(rows), "origin": settings.ORIGIN}
        return render(request, "reports/sitemap.xml", context, content_type="application/xml")
