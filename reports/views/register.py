"""The public register: what was published, for everybody, without a sign-in and without a cookie."""

import logging

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.safestring import mark_safe
from django.views import View

from reports.forms.register import RegisterFilter
from reports.models import Edition, Publication

log = logging.getLogger(__name__)

PAGE = 20
PUBLIC_FOR = 300  # seconds a cache may keep a public page: a withdrawal shows within five minutes


class PublicView(View):
    """A page for everybody: no session is read and no cookie set."""

    permission = "reports.view_register"

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == 200:
            patch_cache_control(response, public=True, max_age=PUBLIC_FOR)
        return response


class Register(PublicView):
    """The list of published reports, newest first."""

    def get(self, request):
        form = RegisterFilter(request.GET)
        found = Publication.objects.public().with_host().order_by("-published_at", "-pk")
        if form.is_valid():
            found = narrow(found, **form.cleaned_data)
        page = Paginator(found, PAGE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context = {"form": form, "page": page, "query": f"{query.urlencode()}&" if query else ""}
        return render(request, "reports/register.html", context)


def narrow(found, *, q="", year=None):
    """Keep the publications whose host or topic has every word, published in the year."""
    for word in q.split():
        found = found.filter(
            Q(report__challenge__host__name__icontains=word) | Q(report__challenge__topic__icontains=word)
        )
    return found.filter(published_at__year=year) if year else found


class OnePublication(PublicView):
    """Something of one published report, or a sentence that it was withdrawn."""

    permission = "reports.read_published"

    def get(self, request, slug, **kwargs):
        publication = Publication.objects.with_host().filter(slug=slug).first()
        if publication is None:
            raise Http404
        if publication.withdrawn_at:
            return render(request, "reports/withdrawn.html", {"publication": publication}, status=410)
        try:
            return self.show(request, publication)
        except FileNotFoundError:
            log.error("a published edition of %s is missing from its storage", slug)
            return render(request, "reports/missing.html", {"publication": publication}, status=503)


class PublishedReport(OnePublication):
    """The report as a web page: the stored edition inside the frame."""

    def show(self, request, publication):
        with publication.html.storage.open(publication.html.stored_name) as file:
            # Our own bytes, drawn with escaping and stored under their hash.
            body = mark_safe(file.read().decode())  # noqa: S308 -- see the comment above
        context = {"publication": publication, "challenge": publication.report.challenge, "body": body}
        return render(request, "reports/published.html", context)


class DownloadReport(OnePublication):
    """The report as a PDF, streamed from where it is stored."""

    def show(self, request, publication):
        edition: Edition = publication.pdf
        tag = f'"{edition.sha256}"'
        if request.headers.get("If-None-Match") == tag:
            return HttpResponseNotModified(headers={"ETag": tag})
        file = edition.storage.open(edition.stored_name)
        response = FileResponse(
            file, content_type="application/pdf", filename=f"{publication.slug}.pdf", as_attachment=False
        )
        response.headers["ETag"] = tag
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class RegisterFeed(PublicView):
    """The newest twenty publications as an Atom feed."""

    def get(self, request):
        newest = Publication.objects.public().with_host().order_by("-published_at", "-pk")[:PAGE]
        context = {"publications": list(newest), "origin": request.build_absolute_uri("/").rstrip("/")}
        return render(request, "reports/feed.xml", context, content_type="application/atom+xml")
