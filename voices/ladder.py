"""The duties of this floor: a health check is asked in time and told to staff; its promises are answered."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef

from cycles.kinds import is_health_check
from cycles.models import Challenge, Shape, State
from cycles.owed import FIRST_DAY, ON_THE_DAY, DutyKind, Each, months_after, weeks_before
from people.roles import Role

from .models import Commitment, MethodPlan, Round, Survey

HOST = (Role.HOST_SPONSOR, Role.HOST_ORGANISER)
AFTER = (
    State.ON_SITE,
    State.DRAFTING,
    State.ACCURACY,
    State.FINAL,
    State.PUBLISHED,
    State.FOLLOW_UP,
)


def _asked(challenges: Sequence[int]) -> Iterator[Each]:
    """Each health check: its survey has been opened."""
    asked = Survey.objects.filter(challenge=OuterRef("pk"), kind=Survey.Kind.HEALTH_CHECK, rounds__isnull=False)
    checks = Challenge.objects.filter(pk__in=challenges, shape__kind=Shape.Kind.HEALTH_CHECK)
    for challenge in checks.annotate(is_asked=Exists(asked)).select_related("visit").order_by("pk"):
        yield Each(challenge.pk, challenge.ref, challenge.visit.starts_on, challenge.is_asked, args=(challenge.ref,))


def _asked_again(challenges: Sequence[int]) -> Iterator[Each]:
    """Each round of a health check that is over: the same questions were asked again."""
    later = Round.objects.filter(survey=OuterRef("survey"), opens_on__gt=OuterRef("opens_on"))
    rounds = Round.objects.filter(survey__challenge__in=challenges, survey__kind=Survey.Kind.HEALTH_CHECK)
    rows = (
        rounds.filter(closed_on__isnull=False).annotate(is_repeated=Exists(later)).select_related("survey__challenge")
    )
    for asked in rows.order_by("pk"):
        challenge = asked.survey.challenge
        yield Each(challenge.pk, asked.ref, asked.opens_on, asked.is_repeated, args=(challenge.ref,))


def _fed_back(challenges: Sequence[int]) -> Iterator[Each]:
    """Each method plan: on its day something was promised to staff."""
    promised = Exists(Commitment.objects.filter(challenge=OuterRef("challenge")))
    plans = MethodPlan.objects.filter(challenge__in=challenges).annotate(is_promised=promised)
    for plan in plans.select_related("challenge").order_by("pk"):
        ref = plan.challenge.ref
        yield Each(plan.challenge_id, ref, plan.fed_back_on, plan.is_promised, args=(ref,))


def _kept(challenges: Sequence[int]) -> Iterator[Each]:
    """Each commitment: staff were told how it ended."""
    rows = Commitment.objects.filter(challenge__in=challenges).select_related("challenge")
    for commitment in rows.order_by("pk"):
        args = (commitment.challenge.ref, commitment.ref)
        yield Each(commitment.challenge_id, commitment.ref, commitment.due, not commitment.is_open, args=args)


DUTIES = (
    DutyKind(
        "health_survey",
        "Ask staff by the survey of the health check",
        "Groups on site ask about what the survey shows.",
        HOST,
        weeks_before("health_survey"),
        FIRST_DAY,
        states=(State.PREPARING, State.ON_SITE),
        page="voices:surveys",
        each=_asked,
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "health_repeat",
        "Ask staff the same questions again, a year later",
        "What changed is seen only when the same questions are asked of the same staff.",
        HOST,
        months_after(12),
        states=(*AFTER, State.CLOSED),
        page="voices:surveys",
        each=_asked_again,
        escalates_to=Role.COORDINATOR,
        applies=is_health_check,
    ),
    DutyKind(
        "feed_back",
        "Tell staff what was found and what will be done",
        "About half of those asked in earlier health checks never heard of them again.",
        HOST,
        ON_THE_DAY,
        states=AFTER,
        page="voices:commitments",
        each=_fed_back,
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "commitment",
        "Say whether a commitment to staff was kept",
        "Staff read on their page what was promised by this day.",
        HOST,
        ON_THE_DAY,
        states=(State.SCOPING, State.PREPARING, *AFTER, State.CLOSED),
        page="voices:edit_commitment",
        each=_kept,
        escalates_to=Role.COORDINATOR,
    ),
)
