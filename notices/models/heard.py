from django.db import models


class Heard(models.Model):
    """A worker, and when it last answered the canary. Says nothing of anybody."""

    worker = models.CharField(max_length=200, unique=True)
    at = models.DateTimeField()

    def __str__(self):
        return self.worker
