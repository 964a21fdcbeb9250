"""What ties a body to others: added and removed on the body's page."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from people.actions import ties
from people.forms.bodies import TieForm
from people.models import BodyTie
from people.views.base import ActView, FormView

from .bodies import OfBody


class AddTieView(OfBody, FormView):
    """Tie a body to another."""

    template_name = "people/add_tie.html"
    form_class = TieForm
    done = "The tie is added. It stands on the page of either body."

    def form_kwargs(self):
        return {"body": self.body}

    def act(self, form):
        ties.tie(body=self.body, **form.cleaned_data, by=self.by, at=self.at)

    def after(self):
        return reverse("people:body", args=[self.body.ref])


class RemoveTieView(OfBody, ActView):
    """Take a tie away again."""

    template_name = "people/remove_tie.html"
    done = "The tie is removed."

    def load(self):
        super().load()
        self.tie = get_object_or_404(BodyTie.objects.of(self.body), ref=self.kwargs["tie"])

    def context(self):
        return {**super().context(), "tie": self.tie, "other": self.tie.beside(self.body)}

    def act(self):
        ties.untie(tie=self.tie, by=self.by, at=self.at)

    def after(self):
        return reverse("people:body", args=[self.body.ref])
