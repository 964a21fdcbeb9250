"""A measure chosen for a challenge, its baseline, and what it was later: numbers with where they come from."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from cycles.days import add_months
from cycles.models import Challenge
from people.models import Body, Person
from people.models.ref import Referenced
from people.models.stamped import by_and_at

# From publication; the last only where it was chosen.
MONTHS = (3, 6, 12, 18)
BASELINE, BY_CHOICE = 0, 18
DIGITS, PLACES = 14, 3

a_key = RegexValidator(
    r"^[a-z0-9][a-z0-9_.-]*$",
    "Write the key in small letters, figures, dots, hyphens and underscores, such as lginform.2149.",
)


class IndicatorQuerySet(models.QuerySet):
    def lacking(self, months):
        """Indicators without a value at so many months from publication; 0 is the baseline."""
        there = IndicatorPoint.objects.current().filter(indicator=OuterRef("pk"), months=months)
        rows = self.filter(eighteen=True) if months == BY_CHOICE else self
        return rows.filter(~Exists(there))


class Indicator(Referenced):
    """One measure of a challenge. Its definition stands with the baseline from the day the team goes on site."""

    class Direction(models.TextChoices):
        UP = "up", "Higher is better"
        DOWN = "down", "Lower is better"
        NEITHER = "neither", "Neither is better by itself"

    class Frequency(models.TextChoices):
        MONTHLY = "monthly", "Every month"
        QUARTERLY = "quarterly", "Every quarter"
        YEARLY = "yearly", "Every year"
        OTHER = "other", "In another rhythm"

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="indicators")
    name = models.CharField(max_length=160)
    # The name under which published values of other authorities are found; the same key means the same definition.
    key = models.CharField(max_length=60, blank=True, validators=[a_key])
    definition = models.TextField(max_length=1000)
    unit = models.CharField(max_length=40)
    direction = models.CharField(max_length=10, choices=Direction, default=Direction.UP)
    source = models.CharField(max_length=200)
    # What one value covers: a quarter, the year to March, a day.
    covers = models.CharField(max_length=80)
    owner = models.CharField(max_length=120)
    frequency = models.CharField(max_length=10, choices=Frequency, default=Frequency.QUARTERLY)
    eighteen = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "name"],
                name="indicator_name_once",
                violation_error_message="This challenge already has an indicator of that name.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def months(self):
        """The months from publication at which it is measured again."""
        return MONTHS if self.eighteen else tuple(month for month in MONTHS if month != BY_CHOICE)

    def due_days(self, published: date) -> dict[int, date]:
        """Return the day of each point, counted from publication."""
        return {month: add_months(published, month) for month in self.months}


class PointQuerySet(models.QuerySet):
    def current(self):
        """Values that stand, the superseded ones left out."""
        return self.filter(superseded_at=None)

    def baselines(self):
        """Values of the time before the visit."""
        return self.filter(months=BASELINE)


class IndicatorPoint(Referenced):
    """A value of an indicator: the baseline (month 0), or one so many months from publication.

    Once frozen it is never rewritten, which the database itself holds (`followup/freezing.py`): a better
    value supersedes it with a reason, and the old one stays and is shown.
    """

    class Quality(models.TextChoices):
        GOOD = "good", "Good: complete and checked"
        FAIR = "fair", "Fair: some gaps or provisional"
        POOR = "poor", "Poor: an estimate, or known to be incomplete"

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="points")
    months = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    period = models.CharField(max_length=60)
    source = models.CharField(max_length=200)
    # As it stood when the value was written down.
    definition = models.TextField()
    quality = models.CharField(max_length=10, choices=Quality, default=Quality.GOOD)
    quality_note = models.CharField(max_length=300, blank=True)
    # What else changed in the time: no value is ever put down to the challenge alone.
    attribution = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    # From the day the team goes on site; the timeline says when that was.
    frozen = models.BooleanField(default=False)
    superseded_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_reason = models.CharField(max_length=500, blank=True)

    objects = PointQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "months"],
                condition=Q(superseded_at=None),
                name="indicator_point_once",
                violation_error_message="There is already a value for this point. A better one supersedes it.",
            ),
            models.CheckConstraint(
                condition=Q(months__in=[BASELINE, *MONTHS]),
                name="indicator_point_month_known",
                violation_error_message="A point is the baseline, or 3, 6, 12 or 18 months from publication.",
            ),
            models.CheckConstraint(
                condition=Q(months=BASELINE) | (Q(frozen=True) & ~Q(attribution="")),
                name="indicator_point_says_what_else_changed",
                violation_error_message="Say what else changed in that time.",
            ),
            models.CheckConstraint(
                condition=by_and_at("superseded") & (Q(superseded_at=None) | Q(frozen=True)),
                name="indicator_point_superseded_by_and_at",
                violation_error_message="Only a frozen value is superseded, by somebody at some time.",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at=None, superseded_reason="")
                | (Q(superseded_at__isnull=False) & ~Q(superseded_reason="")),
                name="indicator_point_superseded_with_reason",
                violation_error_message="Say why the value is superseded.",
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.value:f}"

    @property
    def label(self):
        """What it is called on a page."""
        return "Baseline" if self.months == BASELINE else f"{self.months} months"

    @property
    def is_baseline(self):
        return self.months == BASELINE


class PublishedValue(models.Model):
    """What an authority's value was, as published: shown beside an indicator of the same key and period."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="published_values")
    key = models.CharField(max_length=60, validators=[a_key])
    period = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    source = models.CharField(max_length=200)
    brought_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "key", "period"],
                name="published_value_once",
                violation_error_message="This authority already has a value for that period.",
            ),
        ]

    def __str__(self):
        return f"{self.body}, {self.period}: {self.value:f}"
