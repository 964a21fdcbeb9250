"""Writing down what one takes home from a challenge."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from learning.models import TakenHome
from people.models import Person


@transaction.atomic
def take_home(*, challenge: Challenge, text: str, by: Person, at: datetime) -> TakenHome:
    """Keep somebody's sentence; written again it is changed."""
    said = {"text": text, "body_id": by.home_id, "written_at": at}
    return TakenHome.objects.update_or_create(challenge=challenge, person=by, defaults=said)[0]
