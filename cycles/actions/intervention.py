"""Authorities in intervention: recorded for a member of a cycle, and ended."""

from datetime import datetime

from django.db import transaction

from cycles.models import CycleMember, Intervention
from people.models import Person
from people.refusal import Refusal


def _hold(intervention: Intervention) -> None:
    member = CycleMember.objects.select_for_update(of=("self",)).select_related("body").get(pk=intervention.member_id)
    if member.left_on:
        raise Refusal(f"{member.body} has left the cycle. Nothing was changed.")


@transaction.atomic
def keep_intervention(*, intervention: Intervention, by: Person, at: datetime) -> Intervention:
    """Keep who watches a member and which days its visit stands beside.

    Visits planned already keep their length: it is offered when one is planned.
    """
    _hold(intervention)
    intervention.save()
    return intervention


@transaction.atomic
def end_intervention(*, intervention: Intervention, by: Person, at: datetime) -> None:
    """Forget it: what follows is planned and worded as for any other member."""
    _hold(intervention)
    Intervention.objects.filter(pk=intervention.pk).delete()
