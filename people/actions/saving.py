"""Saving with the model's own checks, whose messages are sentences for people."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from people.refusal import Refusal


def save(thing: models.Model) -> None:
    """Save a thing, or refuse with the sentence of the check that fails, also when a race was lost."""
    try:
        thing.full_clean()
        with transaction.atomic():
            thing.save()
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise Refusal(" ".join(sentences), None if field == "__all__" else field) from None
    except IntegrityError:
        raise Refusal("Somebody else saved the same thing a moment ago. Look at it before you save again.") from None
