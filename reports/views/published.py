"""One published report: its page, its files, each version under the hash of its bytes."""

import hashlib
import logging
from functools import lru_cache
from http import HTTPStatus

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.safestring import mark_safe

from reports.models import Edition, Publication
from reports.queries.published import described, file_at, versions_of

from .register import PublicView

log = logging.getLogger(__name__)

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Where three kinds of reader find their answer: those who ask what needs work, what will be done, what was said of us.
JUMPS = (
    ("at-a-glance-areas", "What needs work, and who can act"),
    ("at-a-glance-asked", "What is recommended, and by when"),
    ("at-a-glance-themes", "What was found about each theme"),
)
FOR_EVER = {"public": True, "max_age": 365 * 24 * 60 * 60, "immutable": True}


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

    The row is the key and is read for each answer, so that nothing withdrawn, corrected or renamed is shown from here.
    """
    versions = versions_of(shown.slug)
    # json.dumps leaves these as they are; inside a page they could end the script.
    data = described(shown, versions).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    body = _body(shown.html_sha256)
    context = {
        "publication": shown,
        "body": body,
        "jumps": [(anchor, words) for anchor, words in JUMPS if f'id="{anchor}"' in body],
        "versions": versions,
        "is_current": True,
        "data": mark_safe(data),  # noqa: S308 -- JSON whose signs of markup are written as escapes
    }
    return _framed(context, reverse("reports:published", args=[shown.slug]))


def _body(sha256):
    edition = Edition(form=Edition.Form.HTML, sha256=sha256)
    with edition.storage.open(edition.stored_name) as file:
        # Our own bytes, drawn with escaping and stored under their hash.
        return mark_safe(file.read().decode())  # noqa: S308 -- see the comment above


def _framed(context, path):
    nobody = HttpRequest()
    nobody.path = path
    content = render_to_string("reports/published.html", context, nobody).encode()
    return content, f'"{hashlib.sha256(content).hexdigest()}"'


def streamed(sha256, form, name):
    """Return a stored file under its tag."""
    edition = Edition(form=form, sha256=sha256)
    file = edition.storage.open(edition.stored_name)
    response = FileResponse(file, content_type=TYPES[form], filename=name, as_attachment=False)
    response.headers["ETag"] = f'"{sha256}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class DownloadReport(OnePublication):
    """The report as a PDF, streamed from where it is stored."""

    def show(self, request, shown):
        known = self.unless_known(request, HttpResponse(), f'"{shown.pdf_sha256}"')
        return known if known.status_code != HTTPStatus.OK else streamed(shown.pdf_sha256, "pdf", f"{shown.slug}.pdf")


class PublishedEdition(OnePublication):
    """One file of one version under the hash of its bytes: it never changes, so a cache may keep it for ever."""

    kept = FOR_EVER

    def show(self, request, shown):
        found = file_at(shown.slug, self.kwargs["digest"], self.kwargs["form"])
        if found is None:
            raise Http404
        if found.form != Edition.Form.HTML:
            known = self.unless_known(request, HttpResponse(), f'"{found.sha256}"')
            name = f"{shown.slug}-{found.what}-{found.sha256[:8]}.{found.form}"
            return known if known.status_code != HTTPStatus.OK else streamed(found.sha256, found.form, name)
        context = {"publication": shown, "body": _body(found.sha256), "is_current": False}
        content, tag = _framed(context, request.path)
        return self.unless_known(request, HttpResponse(content), tag)
