"""The duties of this floor: from the presentation on the last day to the report of the progress review."""

from django.db.models import Exists, OuterRef, Q, Subquery

from cycles.kinds import passing
from cycles.ladder import MANAGING
from cycles.models import HostBody, State
from cycles.owed import LAST_DAY, ON_THE_DAY, DutyKind, Offset, entered, months_after, weeks_after, working_days_after
from people.roles import Role

from .models import AccuracyRound, ClockStep, Edition, Presentation, SignOff
from .queries.clock import meeting_events

LEAD = (Role.LEAD, Role.MANAGER)
WRITTEN = (State.DRAFTING, State.ACCURACY, State.FINAL)
PUBLIC = (State.PUBLISHED, State.FOLLOW_UP)
_LETTERS = Edition.objects.filter(
    report__challenge=OuterRef("pk"), what=Edition.What.LETTER, status=Edition.Status.READY
)
_FROZEN = Presentation.objects.filter(challenge=OuterRef("pk"), frozen_at__isnull=False)
_ROUNDS = AccuracyRound.objects.filter(report__challenge=OuterRef("pk")).order_by("-number")
_AGREED = SignOff.objects.filter(report__challenge=OuterRef("challenge"), body=OuterRef("body"))
_DISAGREEING = HostBody.objects.filter(~Exists(_AGREED), challenge=OuterRef("pk"))


def _stated(step: int) -> Q:
    """Say whether a step of the publication clock was met: the coordinator stated it, or it happened here."""
    stated = Q(Exists(ClockStep.objects.filter(challenge=OuterRef("pk"), step=step, met_on__isnull=False)))
    events = meeting_events().get(step)
    return stated if events is None else stated | Q(Exists(events))


DUTIES = (
    DutyKind(
        "presentation",
        "Freeze the presentation",
        "What was said on the last day stays what was said.",
        LEAD[:1],
        ON_THE_DAY,
        LAST_DAY,
        states=(State.ON_SITE, State.DRAFTING),
        page="reports:draft_presentation",
        done=Q(Exists(_FROZEN)),
        escalates_to=Role.COORDINATOR,
        applies=passing(State.ACCURACY),
    ),
    DutyKind(
        "letter",
        "Send the feedback letter",
        "It was promised to the host within days, while the words are fresh.",
        LEAD,
        Offset("working days", "letter_days"),
        LAST_DAY,
        states=(State.ON_SITE, State.DRAFTING),
        page="reports:view_presentation",
        done=Q(Exists(_LETTERS)),
        escalates_to=Role.COORDINATOR,
        applies=passing(State.ACCURACY),
    ),
    DutyKind(
        "draft",
        "Send the draft report to the host",
        "The host checks its facts while the visit is fresh.",
        MANAGING[:2],
        weeks_after("draft"),
        LAST_DAY,
        states=(State.DRAFTING,),
        page="reports:send_to_host",
        escalates_to=Role.LEAD,
        applies=passing(State.ACCURACY),
    ),
    DutyKind(
        "comments",
        "Check the facts of the draft report",
        "After this day the report is signed as it stands.",
        (Role.HOST_SPONSOR, Role.HOST_ORGANISER),
        ON_THE_DAY,
        Subquery(_ROUNDS.values("due_on")[:1]),
        states=(State.ACCURACY,),
        page="reports:read_draft",
        done=~Q(Exists(_ROUNDS.filter(closed_at=None))),
        escalates_to=Role.COORDINATOR,
        applies=passing(State.ACCURACY),
    ),
    DutyKind(
        "final",
        "Sign the final report",
        "Five to nine weeks after a visit are common; later, people have moved on.",
        LEAD[:1],
        weeks_after("final"),
        LAST_DAY,
        states=(State.ACCURACY,),
        page="reports:sign",
        escalates_to=Role.COORDINATOR,
        applies=passing(State.ACCURACY),
    ),
    DutyKind(
        "agreement",
        "Agree to publication",
        "Each body of the host gives its own agreement.",
        (Role.HOST_SPONSOR,),
        working_days_after("agreement"),
        entered(State.FINAL),
        states=(State.FINAL,),
        page="reports:agree_to_publish",
        done=~Q(Exists(_DISAGREEING)),
        escalates_to=Role.COORDINATOR,
        applies=passing(State.ACCURACY),
    ),
    DutyKind(
        "publication",
        "See that the report is published",
        "Three months from the last day on site are the sector’s rule.",
        (Role.COORDINATOR,),
        Offset("weeks", "publish_weeks"),
        LAST_DAY,
        states=WRITTEN,
        avoids_polls=True,
        applies=passing(State.ACCURACY),
    ),
    DutyKind(
        "action_plan",
        "See that the action plan is public",
        "Five months from the last day on site are the sector’s rule.",
        (Role.COORDINATOR,),
        months_after(ClockStep.Step.PLAN),
        LAST_DAY,
        states=PUBLIC,
        page="reports:keep_clock",
        done=_stated(ClockStep.Step.PLAN),
        avoids_polls=True,
        applies=passing(State.ACCURACY, State.FOLLOW_UP),
    ),
    DutyKind(
        "progress_review",
        "See that the progress review is held",
        "Ten months on, it shows what came of the findings.",
        (Role.COORDINATOR,),
        months_after(ClockStep.Step.REVIEW),
        LAST_DAY,
        states=PUBLIC,
        page="reports:keep_clock",
        done=_stated(ClockStep.Step.REVIEW),
        applies=passing(State.ACCURACY, State.FOLLOW_UP),
    ),
    DutyKind(
        "outcome",
        "See that the report of the progress review is public",
        "A year on, the public reads what came of it.",
        (Role.COORDINATOR,),
        months_after(ClockStep.Step.OUTCOME),
        LAST_DAY,
        states=PUBLIC,
        page="reports:keep_clock",
        done=_stated(ClockStep.Step.OUTCOME),
        avoids_polls=True,
        applies=passing(State.ACCURACY, State.FOLLOW_UP),
    ),
)
