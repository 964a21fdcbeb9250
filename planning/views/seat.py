"""Who could go: everybody against one place of a draft, and giving the place to one of them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect

from people.models import Person
from people.refusal import Refusal
from people.views.base import PageView
from planning.actions import drafts as actions
from planning.forms.drafts import CandidateFilter, SeatForm
from planning.words import named_place

from .base import OfSeat

PER_PAGE = 30


class SeatView(OfSeat, PageView):
    """Every candidate for one place, with reasons and points; choosing one seats them in the draft alone."""

    template_name = "planning/candidates.html"

    def context(self):
        form = CandidateFilter(self.request.GET)
        found = self.judged.candidates(self.visit.key, self.kwargs["number"])
        can = [one for one in found if not one.tried.breaches]
        page = Paginator(found if form.shows_all else can, PER_PAGE).get_page(self.request.GET.get("page"))
        return {
            **super().context(),
            "filters": form,
            "page": page,
            "query": "show=all&" if form.shows_all else "",
            "can": len(can),
            "cannot": len(found) - len(can),
            "seat": self.seat,
            "place": named_place(self.seat),
            "sits": self.seat.person and self.judged.name(self.seat.person),
            "front": self.after(),
        }

    def post(self, request, *args, **kwargs):
        form = SeatForm(request.POST, people=Person.objects.visible_to(request.user))
        if not form.is_valid():
            messages.error(request, "Nobody was chosen: the list has changed since. Choose again.")
            return redirect(request.get_full_path())
        try:
            self.act(form.cleaned_data)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, self._done(form.cleaned_data["person"]))
        return redirect(self.after())

    def act(self, data):
        key, number = self.visit.key, self.kwargs["number"]
        actions.seat(draft=self.draft, key=key, number=number, by=self.by, at=self.at, **data)

    def _done(self, person):
        taken = f"{person} takes the place in this draft." if person else "The place is free in this draft."
        return f"{taken} No message is sent."
