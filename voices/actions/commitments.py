"""What staff said and what the employer will do: kept by the host, read by staff on a page of its own."""

from datetime import date, datetime

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.guard import hold, refuse_stale
from voices.models import Commitment, CommitmentsPage

MOST = 100


@transaction.atomic
def make_commitment(
    *, challenge: Challenge, said: str, will_do: str, due: date, by: Person, at: datetime
) -> Commitment:
    """Promise something to staff by a day. With the first, the page for staff has its address."""
    fresh = hold(challenge, "voices.keep_commitments")
    if again := fresh.commitments.filter(said=said, will_do=will_do).first():
        return again
    if fresh.commitments.count() >= MOST:
        raise Refusal(f"There are {MOST} commitments already, the most this page can hold.")
    CommitmentsPage.objects.get_or_create(challenge=fresh)
    return Commitment.objects.create(challenge=fresh, said=said, will_do=will_do, due=due, changed_by=by, changed_at=at)


@transaction.atomic
def edit_commitment(
    *,
    commitment: Commitment,
    said: str,
    will_do: str,
    due: date,
    status: str,
    why: str,
    seen: int,
    by: Person,
    at: datetime,
) -> Commitment:
    """Change a commitment or say how it ended: done, or not and why. Staff see the change at once."""
    hold(commitment.challenge, "voices.keep_commitments")
    fresh = Commitment.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=commitment.pk)
    typed = {"said": said, "will_do": will_do, "due": due, "status": status, "why": why}
    refuse_stale(fresh, seen, typed)
    for name, value in typed.items():
        setattr(fresh, name, value)
    fresh.version += 1
    fresh.changed_by, fresh.changed_at = by, at
    fresh.save()
    return fresh
