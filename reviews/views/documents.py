"""The library, what the team asked for, uploads and downloads."""

from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from cycles.rules import decide, declared
from cycles.views.base import OfChallenge
from people.views.base import SignedInView
from reviews.actions import documents as actions
from reviews.forms.documents import ReplaceForm, RequestForm, UploadForm
from reviews.models import DocumentVersion
from reviews.models.document import Kind
from reviews.papers import DOCUMENTS
from reviews.queries import documents as queries

from .base import Act, Form, Page

LIBRARY = ("Documents", "documents")
REQUESTS = ("Requests for documents", "document_requests")
A_PAGE = 50
MOST_OPEN = 8


class AfterDeclaring:
    """Documents open to team members once they have declared their interests: say so, with the way there."""

    permission = "reviews.read_document"
    undeclared = False

    def ask(self):
        user = self.request.user
        try:
            super().ask()
        except PermissionDenied:
            self.undeclared = bool(decide(self.permission, user, self.challenge)) and not declared(user, self.challenge)
            if not self.undeclared:
                raise

    def dispatch(self, request, *args, **kwargs):
        if self.undeclared:
            return render(request, "reviews/declare_first.html", {"challenge": self.challenge}, status=403)
        return super().dispatch(request, *args, **kwargs)


class Documents(AfterDeclaring, Page):
    """The library: what is still missing, then every paper with its newest version."""

    template_name = "reviews/documents.html"

    def context(self):
        today = timezone.localdate(self.at)
        kind = self.request.GET.get("kind", "")
        kind = kind if kind in Kind.values else ""
        library = Paginator(queries.documents_of(self.challenge, kind), A_PAGE)
        missing = queries.open_requests(self.challenge)[:MOST_OPEN]
        return {
            **super().context(),
            "page": library.get_page(self.request.GET.get("page")),
            "kinds": Kind.choices,
            "kind": kind,
            "query": f"kind={kind}&" if kind else "",
            "missing": [queries.asked(row, today) for row in missing],
            "counts": queries.counts(self.challenge, today),
            "is_cleared": self.challenge.clearances.filter(what=DOCUMENTS.name).exists(),
            "may_upload": self.may("upload_document"),
            "may_request": self.may("request_documents"),
        }


class Asked(AfterDeclaring, Page):
    """Everything the team asked for, and how it stands."""

    template_name = "reviews/asked.html"
    trail = (LIBRARY,)

    def context(self):
        today = timezone.localdate(self.at)
        page = Paginator(queries.requests_of(self.challenge), A_PAGE).get_page(self.request.GET.get("page"))
        return {
            **super().context(),
            "page": page,
            "lines": [queries.asked(row, today) for row in page],
            "may_upload": self.may("upload_document"),
        }


class DocumentRequests(Page):
    """The team's desk: ask, chase, record receipt. Opens no document."""

    permission = "reviews.request_documents"
    template_name = "reviews/document_requests.html"

    def context(self):
        today = timezone.localdate(self.at)
        page = Paginator(queries.requests_of(self.challenge), A_PAGE).get_page(self.request.GET.get("page"))
        return {
            **super().context(),
            "page": page,
            "lines": [queries.asked(row, today) for row in page],
            "counts": queries.counts(self.challenge, today),
        }


class RequestDocument(Form):
    """Ask the host for one paper."""

    permission = "reviews.request_documents"
    form_class = RequestForm
    trail = (REQUESTS,)
    heading = "Ask for a document"
    button = "Ask the host"
    done = "The host is asked for it."

    def act(self, form):
        actions.request_document(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)


class OfRequest:
    """A button about one request."""

    permission = "reviews.request_documents"
    trail = (REQUESTS,)

    def load(self):
        super().load()
        self.asked = get_object_or_404(self.challenge.document_requests, ref=self.kwargs["request_ref"])
        self.asked.challenge = self.challenge


class ChaseDocument(OfRequest, Act):
    """Remind the host."""

    button = "Remind the host"
    says = "The host’s organisers get a mail. You can do this once a day for each document."
    done = "The host’s organisers are reminded by mail."

    @property
    def heading(self):
        return f"Remind the host of “{self.asked.title}”?"

    def act(self):
        actions.chase_document(request=self.asked, by=self.by, at=self.at)


class ReceiveDocument(OfRequest, Act):
    """Record that it has come."""

    button = "Record receipt"
    says = "Nobody is reminded of it any more."
    done = "The receipt is recorded."

    @property
    def heading(self):
        return f"Has “{self.asked.title}” come?"

    def act(self):
        actions.receive_document(request=self.asked, by=self.by, at=self.at)


class UploadDocument(Form):
    """The host sends a paper."""

    permission = "reviews.upload_document"
    form_class = UploadForm
    trail = (LIBRARY,)
    heading = "Upload a document"
    says = "The review team can read it as soon as it is here. Take out names of people who use services first."
    button = "Upload"
    done = "The document is in the library."

    def form_kwargs(self):
        wanted = self.request.GET.get("request", "")
        asked = self.challenge.document_requests.filter(ref=wanted).first() if wanted.isalnum() else None
        return {"challenge": self.challenge, "initial": {"request": asked}}

    def act(self, form):
        data = form.cleaned_data
        actions.upload_document(
            challenge=self.challenge,
            upload=data["file"],
            kind=data["kind"],
            title=data["title"],
            request=data["request"],
            by=self.by,
            at=self.at,
        )


class OfDocument:
    """A page about one paper."""

    trail = (LIBRARY,)

    def load(self):
        super().load()
        self.document = get_object_or_404(self.challenge.documents, ref=self.kwargs["document"])
        self.document.challenge = self.challenge


class Document(AfterDeclaring, OfDocument, Page):
    """Every version of a paper, with its hash."""

    template_name = "reviews/document.html"

    def context(self):
        versions = self.document.versions.select_related("uploaded_by").order_by("-number")
        return {
            **super().context(),
            "document": self.document,
            "page": Paginator(versions, A_PAGE).get_page(self.request.GET.get("page")),
            "may_upload": self.may("upload_document"),
        }


class ReplaceDocument(OfDocument, Form):
    """The host sends a newer version."""

    permission = "reviews.upload_document"
    form_class = ReplaceForm
    says = "The older versions stay in the library, marked as such."
    button = "Upload the new version"
    done = "The new version is in the library."

    @property
    def heading(self):
        return f"Upload a new version of “{self.document.title}”"

    def form_kwargs(self):
        return {}

    def act(self, form):
        actions.replace_document(document=self.document, upload=form.cleaned_data["file"], by=self.by, at=self.at)

    def after(self):
        return reverse("reviews:document", args=[self.challenge.ref, self.document.ref])


class DownloadDocument(AfterDeclaring, OfChallenge, SignedInView):
    """The bytes of one version: always a download, never a page of this site."""

    def load(self):
        super().load()
        self.version = get_object_or_404(
            DocumentVersion,
            document__challenge=self.challenge,
            document__ref=self.kwargs["document"],
            ref=self.kwargs["version"],
        )

    def get(self, request, *args, **kwargs):
        try:
            return download(self.version.file, self.version.name, self.version.content_type)
        except FileNotFoundError:
            raise Http404("The file of this version is missing from the storage.") from None


def download(file, name, content_type):
    """Answer with the bytes of an upload. Raises FileNotFoundError when they are gone."""
    response = FileResponse(file.open("rb"))
    for header, value in headers_of(name, content_type, file.size).items():
        response[header] = value  # afterwards: FileResponse writes its own
    return response


def headers_of(name, content_type, size):
    """Name the file twice (for old and new browsers) and let nothing in it run."""
    plain = "".join(char if char.isascii() and char not in '"\\%' else "_" for char in name)
    return {
        "Content-Type": content_type,
        "Content-Length": str(size),
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }
