"""What is owed of an action plan: responses, the plan, its publication, each action, and the lead's word on it."""

from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef, Q

from cycles.models import State
from cycles.owed import LAST_DAY, ON_THE_DAY, DutyKind, Each, Offset, entered, months_after, weeks_after
from people.roles import Role
from reports.models import ClockStep, Recommendation

from .models import Action, PlanVersion

HOST = (Role.HOST_SPONSOR, Role.HOST_ORGANISER)
KEEPING = (Role.HOST_ORGANISER, Role.HOST_SPONSOR)
PUBLIC = (State.PUBLISHED, State.FOLLOW_UP)
CLOSABLE = (Action.Status.EFFECTIVE, Action.Status.STOPPED)
_ADVICE = Recommendation.objects.filter(report__challenge=OuterRef("pk"))
_NONE = ~Q(Exists(_ADVICE))
_VERSIONS = PlanVersion.objects.filter(plan__challenge=OuterRef("pk"))
# A plan that is public elsewhere: the coordinator has said so.
_STATED = ClockStep.objects.filter(challenge=OuterRef("pk"), step=ClockStep.Step.PLAN, met_on__isnull=False)
_PUBLIC = Q(Exists(_VERSIONS.exclude(published_at=None))) | Q(Exists(_STATED))


def _place(row: Action) -> str:
    """Say which action it is, for its host may owe several: by its number, since its title is not public yet."""
    return f"{row.plan.challenge.host}: action {row.number}"


def _actions(challenges: Sequence[int]) -> Iterator[Each]:
    """Each action, on the day it should be done."""
    rows = Action.objects.filter(plan__challenge__in=challenges)
    rows = rows.select_related("plan__challenge__host").order_by("pk")
    for row in rows:
        challenge = row.plan.challenge
        yield Each(
            challenge.pk,
            row.ref,
            row.due_on,
            row.is_over,
            (row.owner_id,) if row.owner_id else None,
            place=_place(row),
            args=(challenge.ref, row.ref),
        )


def _closures(challenges: Sequence[int]) -> Iterator[Each]:
    """Each action that its owner says is over, from the day that was said."""
    rows = Action.objects.filter(plan__challenge__in=challenges, status__in=CLOSABLE)
    for row in rows.select_related("plan__challenge__host").order_by("pk"):
        args = (row.plan.challenge.ref, row.ref)
        is_closed = row.closed_at is not None
        yield Each(row.plan.challenge_id, row.ref, row.changed_at, is_closed, place=_place(row), args=args)


PLANS = (
    DutyKind(
        "responses",
        "Respond to each recommendation of the report",
        "Accepted, in part or not: only then does anybody know what to plan.",
        HOST,
        weeks_after("responses"),
        entered(State.PUBLISHED),
        states=PUBLIC,
        page="followup:plan",
        done=~Q(Exists(_ADVICE.filter(response=None))),
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "plan_ready",
        "Make the action plan ready",
        "Each accepted recommendation needs an action that can be measured.",
        HOST,
        weeks_after("plan_ready"),
        entered(State.PUBLISHED),
        states=PUBLIC,
        page="followup:plan",
        done=_NONE | Q(Exists(_VERSIONS)) | _PUBLIC,
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "publish_plan",
        "Publish the action plan",
        "Five months from the last day on site are the sector’s rule.",
        HOST[:1],
        months_after(ClockStep.Step.PLAN),
        LAST_DAY,
        states=PUBLIC,
        page="followup:publish_plan",
        done=_NONE | _PUBLIC,
        escalates_to=Role.COORDINATOR,
        avoids_polls=True,
    ),
    DutyKind(
        "action_due",
        "Say how far an action of the plan is",
        "Its day has come. What counts is what has changed for people.",
        KEEPING,
        ON_THE_DAY,
        states=PUBLIC,
        page="followup:update_action",
        escalates_to=Role.HOST_SPONSOR,
        each=_actions,
    ),
    DutyKind(
        "closure",
        "Confirm that an action is closed, or say what is missing",
        "The host says that it had its effect, or was stopped.",
        (Role.LEAD,),
        Offset("working days", number=10),
        states=PUBLIC,
        page="followup:confirm_action",
        escalates_to=Role.COORDINATOR,
        each=_closures,
    ),
)
