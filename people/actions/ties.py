"""What ties two bodies: kept by hand, because no register says it."""

from datetime import datetime

from django.db import transaction

from people.models import Body, BodyTie, Person
from people.refusal import Refusal

from .saving import save


@transaction.atomic
def tie(*, body: Body, other: Body, kind: str, by: Person, at: datetime) -> BodyTie:
    """Tie two bodies, whichever is named first."""
    if body.pk == other.pk:
        raise Refusal(f"{body} cannot be tied to itself. Choose another body.", "other")
    one, other = sorted((body, other), key=lambda each: each.pk)
    made = BodyTie(one=one, other=other, kind=kind)
    save(made)
    return made


@transaction.atomic
def untie(*, tie: BodyTie, by: Person, at: datetime) -> None:
    """Take a tie away again."""
    removed, _ = BodyTie.objects.filter(pk=tie.pk).delete()
    if not removed:
        raise Refusal("Somebody has removed this tie already. Nothing was changed.")
