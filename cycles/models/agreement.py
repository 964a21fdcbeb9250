from django.db import models

from people.models import Person
from people.models.ref import Referenced

from .cycle import CycleMember


class Agreement(Referenced):
    """One signature under the promise to receive and to give challenge in a cycle."""

    class Office(models.TextChoices):
        DIRECTOR = "director", "Director"
        CHIEF_EXECUTIVE = "chief_executive", "Chief executive"
        LEAD_MEMBER = "lead_member", "Lead member"

    member = models.ForeignKey(CycleMember, models.CASCADE, related_name="agreements")
    office = models.CharField(max_length=20, choices=Office)
    signed_name = models.CharField(max_length=120)
    signed_on = models.DateField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "office"],
                name="agreement_once",
                violation_error_message="This office has already signed for the body.",
            ),
        ]

    def __str__(self):
        return self.get_office_display()
