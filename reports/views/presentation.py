"""The final-day presentation: drafted, frozen, shown."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from people.refusal import Refusal
from reports.actions import presentation as actions
from reports.forms.drafting import PresentationForm
from reports.models import Edition, Presentation
from reports.models.edition import AT_FREEZING

from .base import Act, Page, SharedForm, file_of

PRESENTATION = ("Presentation", "draft_presentation")


class DraftPresentation(SharedForm):
    """The words around the findings, and the slides as they stand."""

    permission = "reports.draft_presentation"
    form_class = PresentationForm
    template_name = "reports/draft_presentation.html"
    trail = (PRESENTATION,)
    heading = "Final-day presentation"
    done = "The presentation is saved."

    def load(self):
        super().load()
        found = Presentation.objects.filter(challenge=self.challenge).first()
        self.presentation = found or Presentation(challenge=self.challenge)

    def initial(self):
        kept = self.presentation
        return {
            "opening": kept.opening,
            "key_messages": kept.key_messages,
            "closing": kept.closing,
            "version": kept.version,
        }

    def context(self):
        return {
            **super().context(),
            "slides": actions.slides_of(self.challenge, self.presentation),
            "presentation": self.presentation,
            "may_freeze": self.may("freeze_presentation"),
        }

    def change(self, form):
        data = form.cleaned_data
        actions.draft_presentation(
            challenge=self.challenge,
            opening=data["opening"],
            key_messages=data["key_messages"],
            closing=data["closing"],
            version=form.seen(),
            by=self.by,
            at=self.at,
        )


class FreezePresentation(Act):
    """The lead's word that this is what was said."""

    permission = "reports.freeze_presentation"
    trail = (PRESENTATION,)
    heading = "Freeze the presentation"
    says = (
        "From now on the presentation stays as it is, and the host and the team can look at it. Each finding’s path "
        "from here to the report can be followed. There is no way back."
    )
    button = "Freeze the presentation"
    done = "The presentation is frozen."

    def act(self):
        actions.freeze_presentation(challenge=self.challenge, by=self.by, at=self.at)

    def after(self):
        return self.address("view_presentation")


class ViewPresentation(Page):
    """The frozen slides, for the team and the host, and the letter and slides as files.

    `?file=` and an edition's reference gives that file; a post makes them, or what failed of them, again.
    """

    permission = "reports.view_presentation"
    template_name = "reports/view_presentation.html"
    trail = ()

    def editions(self):
        made = Edition.objects.filter(report__challenge=self.challenge).of_presentation()
        return made.defer("tree").order_by("pk")

    def get(self, request, *args, **kwargs):
        if "file" in request.GET:
            ready = self.editions().filter(status=Edition.Status.READY)
            return file_of(get_object_or_404(ready, ref=request.GET["file"]))
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            actions.make_letter_and_slides(challenge=self.challenge, presentation=self.presentation(), at=self.at)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "The letter and the slides are being made.")
        return redirect(self.address("view_presentation"))

    def presentation(self):
        found = Presentation.objects.select_related("frozen_by").filter(challenge=self.challenge).first()
        return found or Presentation(challenge=self.challenge)

    def context(self):
        presentation = self.presentation()
        made = list(self.editions()) if presentation.frozen_at else []
        whole = len(made) == len(AT_FREEZING) and all(edition.status != Edition.Status.FAILED for edition in made)
        return {
            **super().context(),
            "presentation": presentation,
            "editions": made,
            "may_make": presentation.frozen_at and not whole,
        }
