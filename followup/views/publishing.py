"""Making the plan ready, publishing it, its files, and the page everybody reads."""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

from followup.actions.publishing import mark_ready, publish_plan
from followup.forms.plan import ReadyForm
from followup.lacking import before_ready
from followup.models import PlanVersion
from followup.queries.asked import actions_of, asked_of
from followup.queries.versions import public_file, public_version
from reports.document import from_json
from reports.models import Edition
from reports.pdf import body_html
from reports.views.base import file_of
from reports.views.published import FOR_EVER, OnePublication, streamed

from .base import PLANNED, Act, Form, Page
from .plan import PLAN, OfPlan


class MarkReady(OfPlan, Form):
    """Freezes the plan in words, once it lacks nothing."""

    permission = "followup.edit_plan"
    form_class = ReadyForm
    template_name = "followup/mark_ready.html"
    heading = "Mark the plan as ready"
    button = "Mark as ready"
    done = "The plan is ready. Its files are being made, and it can then be published."

    def context(self):
        actions = actions_of(self.plan)
        return {**super().context(), "lacks": before_ready(self.plan, asked_of(self.challenge, actions))}

    def act(self, form):
        mark_ready(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)


class PublishPlan(Act):
    """Puts the plan beside the report."""

    permission = "followup.publish_plan"
    trail = (PLAN,)
    applies = PLANNED
    heading = "Publish the action plan"
    says = (
        "Everybody can then read the plan as it was made ready, beside the report and at an address of its own. It "
        "names offices and no person. A later version can take its place; each version stays where it is."
    )
    button = "Publish the plan"
    done = "The plan is public."

    def act(self):
        publish_plan(challenge=self.challenge, by=self.by, at=self.at)


class PlanFile(Page):
    """A file of a version that was made ready, for the committee, before anything is public."""

    permission = "followup.view_plan"
    applies = PLANNED

    def get(self, request, *args, **kwargs):
        made = PlanVersion.objects.filter(plan__challenge=self.challenge).values_list("pdf", "docx")
        mine = [pk for pair in made for pk in pair]
        rows = Edition.objects.filter(pk__in=mine, status=Edition.Status.READY).defer("tree")
        return file_of(get_object_or_404(rows, ref=self.kwargs["edition"]))


class ReadPlan(OnePublication):
    """The plan beside a published report, as everybody reads it."""

    permission = "followup.read_plan"

    def show(self, request, shown):
        version = public_version(shown.slug)
        if version is None:
            raise Http404
        content, tag = (drawn.__wrapped__ if settings.DEBUG else drawn)(shown, _Known(version))
        return self.unless_known(request, HttpResponse(content), tag)


class _Known:
    """A version as the key of a drawn page: its words never change, its files are there or not yet."""

    def __init__(self, version):
        self.version = version
        self.key = (version.pk, version.tree_sha256, version.pdf.sha256, version.docx.sha256)

    def __hash__(self):
        return hash(self.key)

    def __eq__(self, other):
        return self.key == other.key


@lru_cache(maxsize=32)
def drawn(shown, known):
    """Return the public page of a plan and its tag, drawn once a process: nothing in it depends on who reads."""
    version = known.version
    body = mark_safe(body_html(from_json(version.tree)))  # noqa: S308 -- our own template, which escapes
    files = [
        (edition, reverse("followup:plan_edition", args=[shown.slug, edition.sha256, edition.form]))
        for edition in (version.pdf, version.docx)
        if edition.is_ready
    ]
    nobody = HttpRequest()
    nobody.path = reverse("followup:read_plan", args=[shown.slug])
    context = {"publication": shown, "version": version, "files": files, "body": body}
    content = render_to_string("followup/read_plan.html", context, nobody).encode()
    return content, f'"{hashlib.sha256(content).hexdigest()}"'


class PlanEdition(OnePublication):
    """One file of a published version under the hash of its bytes: it never changes."""

    permission = "followup.read_plan"
    kept = FOR_EVER

    def show(self, request, shown):
        found = public_file(shown.slug, self.kwargs["digest"], self.kwargs["form"])
        if found is None:
            raise Http404
        name = f"{shown.slug}-plan-{found.sha256[:8]}.{found.form}"
        return streamed(found.sha256, found.form, name)
