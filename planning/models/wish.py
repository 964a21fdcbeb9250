from datetime import date, timedelta

from django.db import models

from cycles.models import CycleMember, Shape
from people.models.versioned import Versioned

WEEK = timedelta(weeks=1)


def weeks_in_words(mondays):
    """Write weeks by their Mondays, those in a row as one: "4 January to 25 January 2027, 15 March 2027"."""
    runs = []
    for monday in sorted(date.fromisoformat(text) for text in mondays):
        if runs and monday - runs[-1][1] == WEEK:
            runs[-1][1] = monday
        else:
            runs.append([monday, monday])
    return ", ".join(
        f"{last:%-d %B %Y}" if first == last else f"{first:%-d %B} to {last:%-d %B %Y}" for first, last in runs
    )


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

    @property
    def best(self):
        """The best weeks in words."""
        return weeks_in_words(self.preferred)

    @property
    def suit(self):
        """The weeks that suit in words."""
        return weeks_in_words(self.acceptable)
