"""Names to protect: the host's own list, seen by nobody in the team."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404

from reviews.actions import protected as actions
from reviews.forms.protected import NamesForm
from reviews.vault import KeyMissing

from .base import Act, Form

NAMES = ("Names to protect", "protect_names")
A_PAGE = 100


class ProtectNames(Form):
    """Give names, and see those that are there."""

    permission = "reviews.protect_names"
    form_class = NamesForm
    template_name = "reviews/protect_names.html"

    def context(self):
        try:
            names, sealed = actions.names_of(self.challenge), ""
        except KeyMissing as missing:
            names, sealed = [], missing.sentence
        page = Paginator(names, A_PAGE).get_page(self.request.GET.get("page"))
        chart = self.challenge.structure_charts.only("rows", "uploaded_at").first()
        return {**super().context(), "form": self.form(), "page": page, "sealed": sealed, "chart": chart}

    def form_kwargs(self):
        return {}

    def act(self, form):
        given, chart = form.cleaned_data["names"], form.cleaned_data["chart"]
        if chart:
            about = {"challenge": self.challenge, "by": self.by, "at": self.at}
            kept = actions.give_chart(content=chart.read(), name=chart.name, **about)
            messages.success(
                self.request, f"The structure chart is sealed: {kept.rows} row{'' if kept.rows == 1 else 's'}."
            )
        if given:
            self.protect(given)

    def protect(self, given):
        new = actions.protect_names(challenge=self.challenge, names=given, by=self.by, at=self.at)
        known = len({name.casefold() for name in given}) - new
        said = f"{new} name{'' if new == 1 else 's'} added."
        messages.success(self.request, f"{said} {known} had been given before." if known else said)

    def after(self):
        return self.address("protect_names")


class UnprotectName(Act):
    """Take one off the list. The address carries a random id, never the name."""

    permission = "reviews.protect_names"
    trail = (NAMES,)
    heading = "Take this name off the list?"
    says = "The report is then no longer checked for it. You can add it again."
    button = "Take it off"
    done = "The name is off the list."

    def load(self):
        super().load()
        self.name = get_object_or_404(self.challenge.protected_names, pk=self.kwargs["name"])

    def act(self):
        actions.unprotect_name(challenge=self.challenge, name=self.name.pk, by=self.by, at=self.at)
