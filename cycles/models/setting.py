from django.db import models

from people.models import Person, Programme


class ProgrammeSetting(models.Model):
    """A programme's own answer to a question that `policy.py` asks, with the reason for it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="settings")
    key = models.CharField(max_length=40)
    # Null after a reset: the default holds again, and the row keeps who said so and why.
    value = models.JSONField(null=True)
    reason = models.TextField()
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "key"],
                name="setting_once",
                violation_error_message="This setting already has a value.",
            ),
        ]

    def __str__(self):
        return self.key
