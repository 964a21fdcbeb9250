from django.db import models

from cycles.models import Challenge

from .sealed import Sealed


class ProtectedName(Sealed):
    """A name the host asks to keep out of the report. Serves the identity check alone."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="protected_names")

    def __str__(self):
        return str(self.pk)
