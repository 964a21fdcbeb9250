from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from people.models import Body, Region
from people.models.ref import Referenced


class ClosedPeriodQuerySet(models.QuerySet):
    def touching(self, first, last):
        """Periods that share at least one day with a range, both ends counted."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)

    def for_bodies(self, bodies):
        """Periods of these bodies, and those that close their whole region."""
        bodies = list(bodies)
        return self.filter(Q(body__in=bodies) | Q(body=None, region__in={body.region_id for body in bodies}))

    def days_off(self, region, first, last):
        """Days of a range on which a whole region does not work, holidays of the country apart (one query)."""
        off = (ClosedPeriod.Kind.BANK_HOLIDAY, ClosedPeriod.Kind.OTHER)
        periods = self.filter(region=region, body=None, kind__in=off).touching(first, last)
        return frozenset(
            start + timedelta(days=number)
            for start, end in periods.values_list("starts_on", "ends_on")
            for number in range((end - start).days + 1)
        )


class ClosedPeriod(Referenced):
    """Days on which a body, or (with no body) a whole region, cannot host, travel or publish."""

    class Kind(models.TextChoices):
        BANK_HOLIDAY = "bank_holiday", "Bank holiday"
        SCHOOL_BREAK = "school_break", "School break"
        POLL = "poll", "Pre-election period"
        INSPECTION = "inspection", "Inspection window"
        OTHER = "other", "Closed"

    region = models.ForeignKey(Region, models.CASCADE, related_name="closed_periods")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="closed_periods")
    kind = models.CharField(max_length=20, choices=Kind)
    label = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    # Where the dates come from: "published", "modelled", or what the coordinator wrote.
    source = models.CharField(max_length=200, blank=True)

    objects = ClosedPeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="closed_period_dates_in_order",
                violation_error_message="The last day cannot be before the first.",
            ),
        ]
        indexes = [models.Index(fields=["body", "starts_on"], name="closed_period_by_body")]

    def __str__(self):
        return self.label
