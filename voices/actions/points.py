"""Points before the visit: put by anybody, sealed like notes, read by lead and manager, answered in public."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reports.identities import Known, Search
from reports.queries.known import host_people, team_people
from reviews.guard import hold
from reviews.vault import vault_of, writing_vault
from voices.models import EarlyPoint, PointAnswer

# Counted for a challenge, never for an address: nobody's is looked at.
MOST_AN_HOUR = 30
MOST_POINTS = 500
HOUR = 3600


def refuse_a_flood(challenge: Challenge) -> None:
    """Refuse when far more points come within an hour than people would write."""
    key = f"early-points-{challenge.ref}"
    cache.add(key, 0, HOUR)
    if cache.incr(key) > MOST_AN_HOUR:
        raise Refusal(
            "Many points came in within an hour, so this page takes none for now. Your words are still below: try "
            "again in an hour."
        )


@transaction.atomic
def hand_in_point(*, challenge: Challenge, text: str, at: datetime) -> EarlyPoint:
    """Seal a point under the challenge's key. Nothing is kept of who put it, when or from where, and nobody is mailed.

    The same words sent twice are one point.
    """
    fresh = hold(challenge, "voices.hand_in_point")
    points = list(fresh.early_points.all())
    if len(points) >= MOST_POINTS:
        raise Refusal("The team has as many points as it can read. Tell the team when it comes.")
    vault = writing_vault(fresh)
    for point in points:
        if point.text(vault) == text:
            return point
    made = EarlyPoint(challenge=fresh)
    made.seal(vault, text)
    made.save()
    return made


@transaction.atomic
def decide_point(*, point: EarlyPoint, status: str, answer: str, by: Person, at: datetime) -> EarlyPoint:
    """Take a point into scope or leave it out; an answer, in the lead's own words, goes on the public page."""
    challenge = hold(point.challenge, "voices.answer_points")
    fresh = EarlyPoint.objects.select_for_update().filter(pk=point.pk).first()
    if fresh is None:
        raise Refusal("This point is no longer there: it was destroyed with the notes.")
    if answer:
        _publish(challenge, fresh, taken=status == EarlyPoint.Status.IN_SCOPE, answer=answer, by=by)
    fresh.status, fresh.decided_by = status, by
    fresh.save()
    return fresh


@transaction.atomic
def take_off_answer(*, answer: PointAnswer, by: Person) -> None:
    """Take an answer off the public page, such as one that was decided otherwise; gone already is as good."""
    hold(answer.challenge, "voices.answer_points")
    PointAnswer.objects.filter(pk=answer.pk).delete()


def _publish(challenge: Challenge, point: EarlyPoint, *, taken: bool, answer: str, by: Person) -> None:
    """Put an answer on the public page, unless it gives somebody away or repeats how the point was put."""
    known = [Known(*row) for row in (*host_people(challenge), *team_people(challenge))]
    if hits := Search(known, quotes=[point.text(vault_of(challenge))]).find(answer):
        raise Refusal(
            f"“{hits[0].text}” may show who put this point or whom it is about. Say it in other words: everybody reads "
            "the answer.",
            "answer",
        )
    PointAnswer.objects.get_or_create(challenge=challenge, words=answer, defaults={"taken": taken, "given_by": by})
