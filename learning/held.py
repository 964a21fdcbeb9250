"""What is held of what was learnt from a challenge: counted, never read by an information officer."""

from django.db.models import Q

from cycles.models import Challenge
from reviews.keeping import Held

from .models import Exchange, Practice, TakenHome


def held(challenge: Challenge) -> dict[str, Held]:
    """Return what is held, by what people call it."""
    asked = Q(challenge=challenge) | Q(practice__finding__challenge=challenge)
    return {
        "Strengths offered to others": Held(Practice.objects.filter(finding__challenge=challenge)),
        "Exchanges about a practice": Held(Exchange.objects.filter(asked)),
        "What reviewers took home": Held(TakenHome.objects.filter(challenge=challenge)),
    }
