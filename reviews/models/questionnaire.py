from django.db import models

from cycles.models import Challenge, Visit
from people.models import Person
from people.models.ref import Referenced


class Questionnaire(models.Model):
    """The questions every host of one visit answers in writing, and what the team reads in all the answers."""

    visit = models.OneToOneField(Visit, models.CASCADE, related_name="questionnaire")
    analysis = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self):
        return f"Questionnaire of {self.visit}"


class HostQuestion(Referenced):
    """One question put to every host of a visit."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"],
                name="host_question_number_once",
                violation_error_message="This questionnaire already has a question of that number.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text}"


class HostAnswer(models.Model):
    """What one host answers to one question."""

    question = models.ForeignKey(HostQuestion, models.CASCADE, related_name="answers")
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="host_answers")
    text = models.TextField(max_length=4000)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "challenge"],
                name="host_answers_once",
                violation_error_message="This host has already answered this question.",
            ),
        ]

    def __str__(self):
        return f"{self.challenge}: {self.question}"
