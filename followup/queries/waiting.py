"""What of a progress review waits for somebody's home: findings of the first challenge to open again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from cycles.models import State
from cycles.waiting import Matter, Mine, Tally
from followup.models import Reopening
from people.waiting import Waiting
from reviews.models import Finding

OPENING = (State.ON_SITE, State.DRAFTING)


def _found(_user: Any, _today: date) -> dict[str, Tally]:
    return {
        "to_open_again": Tally(Finding.objects.agreed(), "challenge__progress_reviews__challenge"),
        "opened_again": Tally(Reopening.objects.all(), "review__challenge"),
    }


def _open_again(mine: Mine) -> Iterator[Waiting]:
    """Findings of the original of which the review says nothing yet."""
    left = mine.count("to_open_again") - mine.count("opened_again")
    if left > 0:
        yield Waiting(
            f"Open {left} finding{'s' if left > 1 else ''} of the first challenge again",
            str(mine.challenge),
            reverse("followup:progress_review", args=[mine.challenge.ref]),
            None,
        )


MATTERS = (Matter(_open_again, OPENING, ("reviews.draft_finding",), _found),)
