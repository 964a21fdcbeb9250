"""The history of a plan: what was said and done, with the words that were replaced."""

from django.db import models

from people.models import Person
from reports.models import Recommendation

from .action import Action
from .plan import ActionPlan


class PlanEntry(models.Model):
    """Something said or done about a plan. Written once, never changed or deleted, with the words it replaced."""

    class Kind(models.TextChoices):
        RESPONDED = "responded", "Response to a recommendation"
        PLANNED = "planned", "Plan changed"
        ADDED = "added", "Action added"
        CHANGED = "changed", "Action changed"
        UPDATED = "updated", "Update"
        COMMENTED = "commented", "Comment of the lead challenger"
        CONFIRMED = "confirmed", "Closure confirmed"
        SENT_BACK = "sent_back", "Closure not confirmed yet"
        HANDED_ON = "handed_on", "Left with the body that watches over the plan"
        MADE_READY = "made_ready", "Made ready"
        PUBLISHED = "published", "Published"
        IMPORTED = "imported", "Imported"

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="entries")
    action = models.ForeignKey(Action, models.CASCADE, null=True, blank=True, related_name="entries")
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    # How the action stood from then on, where that was said.
    status = models.CharField(max_length=20, choices=Action.Status, blank=True)
    words = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    # What was said before, by the name of the question: [[question, old words], …].
    before = models.JSONField(default=list, blank=True)
    # Nobody, where the plan came with a bundle.
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["plan", "at"], name="plan_entry_by_plan")]

    def __str__(self):
        return self.get_kind_display()

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("History is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("History is written once.")
