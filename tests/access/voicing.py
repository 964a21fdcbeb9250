"""What people say, in the world with one of everything in it: a survey that is open, and words of one that closed."""

from datetime import date

from tests.access.evidence import sealed
from tests.world import NOW
from voices.actions.commitments import CommitmentsPage
from voices.actions.surveys import make_survey, open_round
from voices.models import Commitment, EarlyPoint, PointAnswer, Round, Said


def put_voices(world):
    """Put a survey with a closed round before an open one."""
    challenge = world.challenge
    world.survey = make_survey(
        cycle=challenge.cycle, challenge=challenge, kind="health_check", title="Survey", by=world.carys, at=NOW
    )
    shown = {"replies": 12, "counts": {}, "least": 10, "smallest": 5}
    day = date(2026, 8, 10)  # just long enough ago to ask again, and the words go tonight
    closed = Round.objects.create(
        survey=world.survey, name="2026", way="link", asked=20, opens_on=day, closes_on=day, closed_on=day, shown=shown
    )
    question = world.survey.questions.get(number=12)
    world.said = Said.objects.create(round=closed, question=question, words="CANARYSAID")
    world.round = open_round(
        survey=world.survey, name="2027", way="link", asked=20, closes_on=NOW.date(), by=world.carys, at=NOW
    )
    world.point = sealed(EarlyPoint, "CANARYPOINT", world.vault, challenge=challenge)
    world.point_answer = PointAnswer.objects.create(challenge=challenge, taken=True, words="We look at transport.")
    CommitmentsPage.objects.create(challenge=challenge)
    world.commitment = Commitment.objects.create(
        challenge=challenge, said="We are tired.", will_do="Hire", due=NOW.date()
    )
