"""Which workers answer. One that is connected but takes nothing from its queue is deaf."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from notices.models import Heard

DEAF = timedelta(minutes=2)
# Longer than this it is no longer a worker, but one that was ended without saying goodbye.
GONE = timedelta(minutes=15)


@dataclass(frozen=True)
class Workers:
    """How many answered lately, and how many did not."""

    heard: int
    deaf: int


def hear(*, worker: str, at: datetime) -> None:
    """Write down that a worker answers."""
    Heard.objects.update_or_create(worker=worker[:200], defaults={"at": at})


def forget(*, worker: str) -> None:
    """A worker that ends in good order is no deaf one."""
    Heard.objects.filter(worker=worker[:200]).delete()


def known(*, at: datetime) -> list[str]:
    """Return the workers that may still be there."""
    return list(Heard.objects.filter(at__gt=at - GONE).order_by("worker").values_list("worker", flat=True))


def state_of_workers(at: datetime) -> Workers:
    """Return how many workers answer and how many have gone deaf."""
    times = list(Heard.objects.filter(at__gt=at - GONE).values_list("at", flat=True))
    heard = sum(moment > at - DEAF for moment in times)
    return Workers(heard=heard, deaf=len(times) - heard)
