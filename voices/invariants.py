"""What must hold across rows of this floor: each breach is one sentence. See `cycles/invariants.py`."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from cycles.models import State
from reviews.models import LegalHold

from .models import Box, Commitment, EarlyPoint, Round, Said, Survey

LATER = (State.PROPOSED,)
A_NIGHT_MISSED = timedelta(days=2)


def boxes_go_when_their_round_closes(today: date) -> Iterator[str]:
    """Answers lie in a box only while their round is open."""
    for asked in Round.objects.filter(closed_on=None, box=None).order_by("pk"):
        yield f"Round {asked.ref}: it is open and has no box for answers."
    for box in Box.objects.exclude(round__closed_on=None).order_by("pk"):
        yield f"Round {box.pk}: it is closed, and the answers of single groups are still there."


def words_belong_to_a_closed_round_of_their_survey(today: date) -> Iterator[str]:
    """Words are read once their round has closed."""
    rows = Said.objects.filter(Q(round__closed_on=None) | ~Q(question__survey=F("round__survey")))
    for said in rows.order_by("pk"):
        yield f"Words {said.pk}: their round is open, or their question is another survey’s."


def words_that_went_are_gone(today: date) -> Iterator[str]:
    """Of a round whose words were destroyed no words are kept."""
    for asked in Round.objects.exclude(words_gone_on=None).filter(said__isnull=False).distinct().order_by("pk"):
        yield f"Round {asked.ref}: its words were destroyed on {asked.words_gone_on}, and some are there."


def words_go_on_their_day(today: date) -> Iterator[str]:
    """No words are there longer than was promised, but for a legal hold; the nightly run may fail once."""
    held = LegalHold.objects.filter(challenge=OuterRef("survey__challenge"), lifted_at=None)
    rows = Round.objects.exclude(closed_on=None).filter(~Exists(held), said__isnull=False).distinct().order_by("pk")
    for asked in rows:
        if asked.words_go_on < today - A_NIGHT_MISSED:
            yield f"Round {asked.ref}: its words were to go on {asked.words_go_on}, and are still there."


def surveys_lie_in_the_cycle_of_their_challenge(today: date) -> Iterator[str]:
    """A challenge's survey is of the challenge's own cycle."""
    rows = Survey.objects.exclude(challenge=None).exclude(cycle=F("challenge__cycle"))
    for survey in rows.order_by("pk"):
        yield f"Survey {survey.ref}: it lies in another cycle than its challenge."


def commitments_have_a_page(today: date) -> Iterator[str]:
    """What is promised to staff can be read by them."""
    rows = Commitment.objects.filter(challenge__commitments_page=None)
    for commitment in rows.order_by("pk"):
        yield f"Commitment {commitment.ref}: staff have no page to read it on."


def points_come_after_scoping_began(today: date) -> Iterator[str]:
    """Nobody can put a point before there is a leaflet to lead them."""
    for point in EarlyPoint.objects.filter(challenge__state__in=LATER).order_by("pk"):
        yield f"Point {point.pk}: its challenge is not being scoped yet."


INVARIANTS = (
    boxes_go_when_their_round_closes,
    words_belong_to_a_closed_round_of_their_survey,
    words_that_went_are_gone,
    words_go_on_their_day,
    surveys_lie_in_the_cycle_of_their_challenge,
    commitments_have_a_page,
    points_come_after_scoping_began,
)
