"""Places asked of other regions, and people offered to them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from cycles.views.base import paged
from people.refusal import Refusal
from people.views.base import ActView, FormView, PageView
from planning.actions import sharing as actions
from planning.forms.sharing import AskPlacesForm, OfferForm, PeopleFilter
from planning.models import PlaceOffer, PlaceRequest
from planning.queries import sharing as queries

from .asked import Planning


class AskedPlaces(Planning, PageView):
    """What a cycle asks of other regions, those still open first."""

    template_name = "planning/asked_places.html"

    def context(self):
        rows = queries.with_offers(self.cycle.place_requests.select_related("asked_by"))
        rows = rows.order_by("closed_at", "-asked_at", "-pk")
        return {**super().context(), "page": paged(self.request, rows)}


class AskPlaces(Planning, FormView):
    """Ask other regions for places."""

    template_name = "planning/ask_places.html"
    form_class = AskPlacesForm
    done = "Asked. Coordinators of other regions see it on their home page; no message is sent."

    def context(self):
        return {**super().context(), "form": self.form(), "cancel_url": self.after()}

    def act(self, form):
        actions.ask_places(cycle=self.cycle, by=self.by, at=self.at, **form.cleaned_data)

    def after(self):
        return reverse("planning:asked_places", args=[self.cycle.ref])


class Places(PageView):
    """What other regions ask for."""

    permission = "planning.offer_places"
    template_name = "planning/places.html"

    def context(self):
        user = self.request.user
        asked = PlaceRequest.objects.visible_to(user).elsewhere(user).filter(cycle__ends_on__gte=self.today)
        rows = queries.with_offers(asked, user).select_related("cycle__programme__region")
        return {**super().context(), "page": paged(self.request, rows.order_by("closed_at", "-asked_at", "-pk"))}


class OfRequest:
    """A page about one request for places. The address carries its ref."""

    permission = "planning.offer_places"

    def load(self):
        requests = self.requests().select_related("cycle__programme__region", "asked_by")
        self.asked = get_object_or_404(requests, ref=self.kwargs["ref"])

    def requests(self):
        """Return where the request is found."""
        return PlaceRequest.objects.visible_to(self.request.user)

    def context(self):
        is_own = self.request.user.has_perm("cycles.plan", self.asked.cycle)
        return {"asked": self.asked, "is_own": is_own, "region": self.asked.programme.region, **super().context()}

    def after(self):
        return reverse("planning:place_request", args=[self.asked.ref])


class RequestPage(OfRequest, PageView):
    """One request with who is offered: everybody for the cycle's own coordinators, else one's own people."""

    template_name = "planning/place_request.html"

    def context(self):
        user = self.request.user
        offers = PlaceOffer.objects.visible_to(user).open().filter(request=self.asked)
        offers = offers.select_related("person__home__region", "person__profile", "offered_by").order_by("offered_at")
        mine = offers.of_regions_led(user)
        return {
            **super().context(),
            "page": paged(self.request, offers),
            "mine": set(mine.values_list("pk", flat=True)),
        }


class CloseRequest(OfRequest, ActView):
    """Take no more offers."""

    permission = "cycles.plan"
    template_name = "planning/close_request.html"
    done = "Closed. Who is offered may still be asked."

    def asked_about(self):
        return self.asked

    def act(self):
        actions.close_request(request=self.asked, at=self.at)


class OfferPlace(OfRequest, PageView):
    """Choose somebody of one's own region to offer."""

    template_name = "planning/offer_place.html"

    def requests(self):
        return super().requests().elsewhere(self.request.user)

    def people(self):
        """Return who could be offered and is not yet."""
        offered = self.asked.offers.open().values("person")
        return queries.offerable(self.request.user, self.today).exclude(pk__in=offered)

    def context(self):
        filters = PeopleFilter(self.request.GET)
        wanted = filters.chosen()
        found = self.people().matching(wanted).select_related("home", "profile").order_by("name", "pk")
        query = f"{urlencode({'q': wanted})}&" if wanted else ""
        return {**super().context(), "filters": filters, "page": paged(self.request, found), "query": query}

    def post(self, request, *args, **kwargs):
        form = OfferForm(request.POST, people=queries.offerable(request.user, self.today))
        if not form.is_valid():
            messages.error(request, "Nobody was offered: choose somebody of the list.")
            return redirect(request.get_full_path())
        person = form.cleaned_data["person"]
        try:
            actions.offer_place(request=self.asked, person=person, by=self.by, at=self.at)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"{person} is offered. No message is sent: tell them yourself.")
        return redirect(self.after())


class WithdrawOffer(ActView):
    """Take an offer of one's own region back."""

    permission = "planning.offer_places"
    template_name = "planning/withdraw_offer.html"
    done = "The offer is withdrawn."

    def load(self):
        offers = PlaceOffer.objects.visible_to(self.request.user).of_regions_led(self.request.user)
        offers = offers.select_related("person", "request__cycle__programme__region")
        self.offer = get_object_or_404(offers, ref=self.kwargs["ref"])

    def context(self):
        return {"offer": self.offer, "region": self.offer.request.programme.region, "cancel_url": self.after()}

    def act(self):
        actions.withdraw_offer(offer=self.offer, at=self.at)

    def after(self):
        still = PlaceRequest.objects.visible_to(self.request.user).filter(pk=self.offer.request_id).exists()
        return reverse("planning:place_request", args=[self.offer.request.ref]) if still else reverse("planning:places")
