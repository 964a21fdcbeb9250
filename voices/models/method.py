from django.db import models

from cycles.models import Challenge
from people.models import Person


class MethodPlan(models.Model):
    """How a staff health check is done, agreed before anybody is asked."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, primary_key=True, related_name="method_plan")
    # Who owns it on the employer's side, such as the principal social worker.
    sponsor = models.CharField(max_length=160)
    question = models.TextField(max_length=1000)
    method = models.TextField(max_length=2000)
    who = models.TextField(max_length=1000)
    why = models.TextField(max_length=1000)
    ethics = models.TextField(max_length=2000)
    fed_back_on = models.DateField()
    fed_back_how = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"Method plan of {self.challenge}"
