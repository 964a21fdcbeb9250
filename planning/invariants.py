"""What must hold across rows of this floor. See `cycles/invariants.py`."""

from collections.abc import Iterator
from datetime import date

from .models import Wish


def wishes_name_each_week_once(today: date) -> Iterator[str]:
    """A wish names Mondays, and none of them as both the best and one that suits."""
    for wish in Wish.objects.select_related("member__body").order_by("pk"):
        named = [*wish.preferred, *wish.acceptable]
        if any(date.fromisoformat(text).weekday() for text in named):
            yield f"The wishes of {wish.member} name a day that is no Monday."
        if len(named) != len(set(named)):
            yield f"The wishes of {wish.member} name a week twice."


INVARIANTS = (wishes_name_each_week_once,)
