"""The public register: what was published, for everybody, without a sign-in and without a cookie."""

import hashlib
import logging
from functools import lru_cache
from http import HTTPStatus

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.safestring import mark_safe
from django.views import View

from reports.forms.register import RegisterFilter
from reports.models import Edition, Publication

log = logging.getLogger(__name__)

PAGE = 20
PUBLIC_FOR = 300  # seconds a cache may keep the list: a withdrawal shows there within five minutes


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


class Register(PublicView):
    """The list of published reports, newest first."""

    def get(self, request):
        form = RegisterFilter(request.GET)
        found = Publication.objects.public().order_by("-published_at", "-pk")
        if form.is_valid():
            found = narrow(found, **form.cleaned_data)
        page = Paginator(found.listed(), PAGE).get_page(request.GET.get("page"))
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
    """Something of one published report, or a sentence that it was withdrawn.

    A cache may keep it but must ask each time: once a report is withdrawn nobody is shown it from anywhere.
    """

    permission = "reports.read_published"
    kept = {"public": True, "no_cache": True}

    def get(self, request, slug, **kwargs):
        shown = Publication.objects.shown_at(slug)
        if shown is None:
            raise Http404
        if shown.withdrawn_at:
            return render(request, "reports/withdrawn.html", {"publication": shown}, status=410)
        try:
            return self.show(request, shown)
        except FileNotFoundError:
            log.error("a published edition of %s is missing from its storage", slug)
            return render(request, "reports/missing.html", {"publication": shown}, status=503)

    def unless_known(self, request, response, tag):
        """Answer with a response under its tag, or that the reader has those very bytes already."""
        response.headers["ETag"] = tag
        patch_cache_control(response, **self.kept)
        return get_conditional_response(request, etag=tag, response=response)


class PublishedReport(OnePublication):
    """The report as a web page: the stored edition inside the frame."""

    def show(self, request, shown):
        content, tag = (drawn.__wrapped__ if settings.DEBUG else drawn)(shown)
        return self.unless_known(request, HttpResponse(content), tag)


@lru_cache(maxsize=32)
def drawn(shown):
    """Return the page of a published report and its tag, drawn once a process: nothing in it depends on who reads.

    The row is the key and is read for each answer, so that nothing withdrawn or renamed is shown from here.
    """
    edition = Edition(form=Edition.Form.HTML, sha256=shown.html_sha256)
    with edition.storage.open(edition.stored_name) as file:
        # Our own bytes, drawn with escaping and stored under their hash.
        body = mark_safe(file.read().decode())  # noqa: S308 -- see the comment above
    nobody = HttpRequest()
    nobody.path = reverse("reports:published", args=[shown.slug])
    content = render_to_string("reports/published.html", {"publication": shown, "body": body}, nobody).encode()
    return content, f'"{hashlib.sha256(content).hexdigest()}"'


class DownloadReport(OnePublication):
    """The report as a PDF, streamed from where it is stored."""

    def show(self, request, shown):
        tag = f'"{shown.pdf_sha256}"'
        known = self.unless_known(request, HttpResponse(), tag)
        if known.status_code != HTTPStatus.OK:
            return known
        edition = Edition(form=Edition.Form.PDF, sha256=shown.pdf_sha256)
        file = edition.storage.open(edition.stored_name)
        response = FileResponse(file, content_type="application/pdf", filename=f"{shown.slug}.pdf", as_attachment=False)
        response.headers["ETag"] = tag
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class RegisterFeed(PublicView):
    """The newest twenty publications as an Atom feed."""

    def get(self, request):
        newest = Publication.objects.public().with_host().order_by("-published_at", "-pk")[:PAGE]
        context = {"publications": list(newest), "origin": request.build_absolute_uri("/").rstrip("/")}
        return render(request, "reports/feed.xml", context, content_type="application/atom+xml")
