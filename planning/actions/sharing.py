"""What a cycle asks of other regions, and whom they offer."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from cycles.models import Cycle, Seat, State
from people.actions.saving import save
from people.models import Person
from people.refusal import Refusal
from planning.models import PlaceOffer, PlaceRequest
from planning.queries.sharing import offerable


@transaction.atomic
def ask_places(*, cycle: Cycle, number: int, what_for: str, by: Person, at: datetime) -> PlaceRequest:
    """Ask other regions for places; their coordinators see it at once, and no message is sent."""
    if cycle.ends_on < localdate(at):
        raise Refusal("This cycle is over, so there is nothing left to ask for.")
    request = PlaceRequest(cycle=cycle, number=number, what_for=what_for, asked_by=by, asked_at=at)
    save(request)
    return request


@transaction.atomic
def close_request(*, request: PlaceRequest, at: datetime) -> PlaceRequest:
    """Take no more offers; who is offered already may still be asked."""
    fresh = _hold(request)
    if fresh.closed_at:
        raise Refusal("This request is closed already. Nothing was changed.")
    fresh.closed_at = at
    fresh.save()
    return fresh


@transaction.atomic
def offer_place(*, request: PlaceRequest, person: Person, by: Person, at: datetime) -> PlaceOffer:
    """Offer somebody of one's own region: from now on the other region may plan with them. Nobody is told."""
    fresh = _hold(request)
    if fresh.closed_at or fresh.cycle.ends_on < localdate(at):
        raise Refusal("This request takes no more offers. Nothing was changed.")
    if not offerable(by.user, localdate(at)).filter(pk=person.pk).exists():
        raise Refusal(f"{person} is not in the pool, is not trained, or works in no region you coordinate.", "person")
    if fresh.offers.open().filter(person=person).exists():
        raise Refusal(f"{person} is already offered. Nothing was changed.", "person")
    offer = PlaceOffer(request=fresh, person=person, offered_by=by, offered_at=at)
    save(offer)
    return offer


@transaction.atomic
def withdraw_offer(*, offer: PlaceOffer, at: datetime) -> PlaceOffer:
    """Take an offer back, unless the other region holds a place for the person already, pencilled in included."""
    cycle = _hold(offer.request).cycle
    Person.objects.select_for_update().get(pk=offer.person_id)
    fresh = PlaceOffer.objects.select_related("person").get(pk=offer.pk)
    if fresh.withdrawn_at:
        raise Refusal("This offer was withdrawn already. Nothing was changed.")
    seats = Seat.objects.holding().filter(person=fresh.person, challenge__cycle=cycle)
    if seats.exclude(challenge__state=State.CANCELLED).exists():
        raise Refusal(
            f"{cycle.programme.region} holds a place for {fresh.person} in this cycle. Ask its coordinator to "
            "give the place to somebody else first. Nothing was changed."
        )
    fresh.withdrawn_at = at
    fresh.save()
    return fresh


def _hold(request: PlaceRequest) -> PlaceRequest:
    """Return the fresh row, its cycle held as a release holds it: offers, closing and releasing wait for each other."""
    Cycle.objects.select_for_update().get(pk=request.cycle_id)
    return PlaceRequest.objects.select_related("cycle__programme__region").get(pk=request.pk)
