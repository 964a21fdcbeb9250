from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from .cycle import CycleMember


class Intervention(models.Model):
    """That a member of a cycle is in intervention: who watches it, and what its visit must stand beside."""

    member = models.OneToOneField(CycleMember, models.CASCADE, related_name="intervention")
    board_on = models.DateField(null=True, blank=True)
    # A post or a name, whatever the direction that appoints them says.
    commissioner = models.CharField(max_length=160, blank=True)
    commissioner_from = models.DateField(null=True, blank=True)
    commissioner_to = models.DateField(null=True, blank=True)
    inspection_on = models.DateField(null=True, blank=True)
    # How many days longer than its shape a visit here may be.
    extra_days = models.PositiveSmallIntegerField(default=1, validators=[MaxValueValidator(5)])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(commissioner_from=None, commissioner_to=None) | ~Q(commissioner=""),
                name="intervention_names_commissioner",
                violation_error_message="Say who the commissioner is, or leave their days empty.",
            ),
            models.CheckConstraint(
                condition=Q(commissioner_from=None)
                | Q(commissioner_to=None)
                | Q(commissioner_to__gte=F("commissioner_from")),
                name="intervention_commissioner_in_order",
                violation_error_message="The commissioner’s last day cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(extra_days__lte=5),
                name="intervention_longer_by_days",
                violation_error_message="A visit is made longer by five days at most.",
            ),
        ]

    def __str__(self):
        return f"Intervention at {self.member}"
