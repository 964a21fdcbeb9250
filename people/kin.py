"""Bodies that are one with others: who answers for them, acts for them, came before or after."""

from collections.abc import Iterable

from django.db.models import Q

from .models import Body

TIED = Q(accountable__isnull=False) | Q(successor__isnull=False)


def kin_of(bodies: Iterable[int], rows: Iterable[Body] | None = None) -> frozenset[int]:
    """Return bodies with those they are one with. `rows` are the bodies tied to others, when they are at hand."""
    kin, links = set(bodies), []
    for body in Body.objects.filter(TIED) if rows is None else rows:
        links += [(body.pk, other) for other in (body.accountable_id, body.successor_id) if other]
    grown = -1
    while grown != len(kin):
        grown = len(kin)
        for one, other in links:
            if one in kin or other in kin:
                kin |= {one, other}
    return frozenset(kin)
