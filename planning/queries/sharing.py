"""What regions ask of each other, and who could be offered."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from people.models import Person
from people.rules import programmes_where
from people.waiting import Waiting
from planning.models import PlaceOffer, PlaceRequest
from planning.models.sharing import regions_led


def offerable(user: Any, today: date) -> QuerySet[Person]:
    """Return the active people of the regions somebody leads whose training counts today."""
    people = Person.objects.visible_to(user).with_training(today)
    return people.filter(profile__active=True, trained_until__isnull=False, home__region__in=regions_led(user))


def with_offers(requests: QuerySet[PlaceRequest], user: Any = None) -> QuerySet[PlaceRequest]:
    """Annotate `offered`: how many people stand offered, of the regions somebody leads when they are given."""
    counted = Q(offers__withdrawn_at=None)
    if user is not None:
        counted &= Q(offers__person__home__region__in=regions_led(user))
    return requests.annotate(offered=Count("offers", filter=counted, distinct=True))


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return in one line what other regions ask for, until somebody is offered (one query for coordinators)."""
    if not programmes_where(user, "planning.offer_places"):
        return []
    ours = PlaceOffer.objects.open().filter(request=OuterRef("pk"), person__home__region__in=regions_led(user))
    asked = (
        PlaceRequest.objects.visible_to(user).elsewhere(user).open().filter(~Exists(ours), cycle__ends_on__gte=today)
    )
    rows = list(asked.values_list("number", "cycle__programme__region__name"))
    if not rows:
        return []
    places, regions = sum(number for number, _ in rows), sorted({region for _, region in rows})
    who = f"{regions[0]} asks" if len(regions) == 1 else f"{len(regions)} regions ask"
    what = f"{who} for {places} place{'s' if places > 1 else ''}"
    return [Waiting(what, "Offer somebody of your region", reverse("planning:places"))]
