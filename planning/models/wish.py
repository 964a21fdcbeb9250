from django.db import models

from cycles.models import CycleMember, Shape
from people.models.versioned import Versioned


class WishQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Wishes of the members of cycles somebody plans, and of the bodies they act for."""
        return self.filter(member__in=CycleMember.objects.visible_to(user))


class Wish(Versioned):
    """What a host asks of the plan of one cycle: its weeks, what its team should know, the shape of its visit.

    A host that said nothing is taken to be free whenever its calendar is.
    """

    member = models.OneToOneField(CycleMember, models.CASCADE, related_name="wish")
    # Mondays as 2027-01-04. A week in neither list is taken only where nothing else fits.
    preferred = models.JSONField(default=list, blank=True)
    acceptable = models.JSONField(default=list, blank=True)
    # Words as the pool writes its skills: what somebody in the team must bring, and what would help.
    required = models.JSONField(default=list, blank=True)
    desired = models.JSONField(default=list, blank=True)
    # Null is the programme's usual team visit.
    shape = models.ForeignKey(Shape, models.SET_NULL, null=True, blank=True, related_name="+")
    # Who runs the authority, where member peers are matched by party.
    party = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    objects = WishQuerySet.as_manager()

    def __str__(self):
        return f"Wishes of {self.member}"
