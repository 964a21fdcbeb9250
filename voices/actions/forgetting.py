"""Destroying the words of surveys on the day that was promised to whoever wrote them."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from reviews.actions.promises import held
from voices.models import Round

log = logging.getLogger(__name__)


@transaction.atomic
def forget_words(*, asked: Round, at: datetime) -> bool:
    """Destroy the words of a closed round, read or not, unless a legal hold stands. Say whether they went."""
    fresh = Round.objects.select_for_update(of=("self",)).select_related("survey__challenge").get(pk=asked.pk)
    if fresh.survey.challenge and held(fresh.survey.challenge):
        log.info("Words of round %s stay: there is a legal hold.", fresh.ref)
        return False
    fresh.said.all().delete()
    Round.objects.filter(pk=fresh.pk).update(words_gone_on=localdate(at))
    return True


def forget_due(at: datetime) -> int:
    """Destroy the words of every round whose day has come, also what an older backup brought back. Count the rounds."""
    today = localdate(at)
    closed = Round.objects.exclude(closed_on=None).filter(said__isnull=False).distinct().order_by("pk")
    return sum(forget_words(asked=asked, at=at) for asked in closed if asked.words_go_on <= today)
