from django.db import models
from django.db.models import F, Q

from cycles.models import Cycle
from people.models import Person, Programme
from people.models.ref import Referenced
from people.rules import programmes_where

MOST_PLACES = 50


def regions_led(user):
    """Return the regions whose people somebody may offer."""
    led = programmes_where(user, "planning.offer_places")
    return Programme.objects.filter(pk__in=led).values("region")


class PlaceRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the cycles somebody plans; of other regions' cycles of the same service the open ones.

        One that was closed stays visible to a region while somebody it offered is still offered.
        """
        if not user.is_authenticated:
            return self.none()
        led = Programme.objects.filter(pk__in=programmes_where(user, "planning.offer_places"))
        asks = Q(closed_at=None, cycle__programme__service__in=led.values("service"))
        answered = PlaceOffer.objects.open().filter(person__home__region__in=led.values("region"))
        elsewhere = ~Q(cycle__programme__region__in=led.values("region"))
        mine = Q(cycle__programme__in=programmes_where(user, "cycles.plan"))
        return self.filter(mine | elsewhere & (asks | Q(pk__in=answered.values("request"))))

    def elsewhere(self, user):
        """Those that another region than somebody's own made."""
        return self.exclude(cycle__programme__region__in=regions_led(user))

    def open(self):
        """Requests that still take offers."""
        return self.filter(closed_at=None)


class PlaceRequest(Referenced):
    """What a cycle asks of other regions: so many places, and what for."""

    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="place_requests")
    number = models.PositiveSmallIntegerField()
    # Read by the coordinators of every region of the same service.
    what_for = models.CharField(max_length=400)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PlaceRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_PLACES)),
                name="place_request_number_in_range",
                violation_error_message=f"Ask for 1 to {MOST_PLACES} places.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("asked_at")),
                name="place_request_closed_after_asked",
                violation_error_message="A request is closed after it was made.",
            ),
        ]

    def __str__(self):
        return f"{self.number} place{'s' if self.number > 1 else ''}"

    @property
    def programme(self):
        return self.cycle.programme


class PlaceOfferQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those made to the cycles somebody plans, and those of people of the regions they lead."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(request__cycle__programme__in=programmes_where(user, "cycles.plan"))
        return self.filter(mine | Q(person__home__region__in=regions_led(user)))

    def of_regions_led(self, user):
        """Those of people of the regions somebody leads: theirs to withdraw."""
        return self.filter(person__home__region__in=regions_led(user))

    def open(self):
        """Offers that stand."""
        return self.filter(withdrawn_at=None)


class PlaceOffer(Referenced):
    """Somebody a region offers to the cycle of another."""

    request = models.ForeignKey(PlaceRequest, models.CASCADE, related_name="offers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="place_offers")
    offered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PlaceOfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "person"],
                condition=Q(withdrawn_at=None),
                name="place_offer_open_once",
                violation_error_message="This person is already offered. Nothing was changed.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("offered_at")),
                name="place_offer_withdrawn_after_offered",
                violation_error_message="An offer is withdrawn after it was made.",
            ),
        ]

    def __str__(self):
        return str(self.person)
