"""The final-day presentation: drafted, frozen, shown."""

from reports.actions import presentation as actions
from reports.forms.drafting import PresentationForm
from reports.models import Presentation

from .base import Act, Page, SharedForm

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
    """The frozen slides, for the team and the host."""

    permission = "reports.view_presentation"
    template_name = "reports/view_presentation.html"
    trail = ()

    def context(self):
        presentation = Presentation.objects.select_related("frozen_by").filter(challenge=self.challenge).first()
        return {**super().context(), "presentation": presentation}
