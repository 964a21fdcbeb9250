"""The random reference a thing carries in addresses, so that no address counts or guesses."""

import secrets

from django.db import models

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
REF_LENGTH = 12


def new_ref() -> str:
    """Return 12 random characters without look-alikes (59 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(REF_LENGTH))


class Referenced(models.Model):
    """A thing that may be named in an address."""

    ref = models.CharField(max_length=REF_LENGTH, unique=True, default=new_ref, editable=False)

    class Meta:
        abstract = True
