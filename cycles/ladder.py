"""The duties of this floor: signatures and release of a cycle; meetings, team and moves of a challenge."""

from collections.abc import Iterator, Sequence

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

from people.roles import Role

from .constraints import COUNTED
from .kinds import USUAL, components_of, passing, recording
from .models import Component, Cycle, CycleMember, Declaration, Meeting, Seat, State
from .owed import LAST_DAY, ON_THE_DAY, DutyKind, Each, weeks_after, weeks_before, working_days_after

LEADING = (Role.LEAD, Role.MANAGER, Role.COORDINATOR)
MANAGING = (Role.MANAGER, Role.LEAD, Role.COORDINATOR)
PLANNED = (State.PROPOSED, State.SCOPING, State.PREPARING)
PREPARED = (State.SCOPING, State.PREPARING)


def _held(kind: str) -> Exists:
    return Exists(Meeting.objects.filter(challenge=OuterRef("pk"), kind=kind, held=True))


def _recorded(key: str) -> Exists:
    return Exists(Component.objects.filter(challenge=OuterRef("pk"), key=key))


def _counted(rows: object) -> Coalesce:
    many = rows.order_by().values("challenge").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(many, output_field=IntegerField()), 0)


_SEATED = Seat.objects.accepted().filter(challenge=OuterRef("pk"))
_TEAM_STANDS = Q(Exists(_SEATED.filter(role=Seat.Role.LEAD))) & Q(
    GreaterThanOrEqual(_counted(_SEATED.filter(role__in=COUNTED)), F("shape__team_size"))
)
_PROMISED = Case(*(When(shape__kind=kind, then=len(components_of(kind))) for kind in USUAL))
_ALL_RECORDED = Q(GreaterThanOrEqual(_counted(Component.objects.filter(challenge=OuterRef("pk"))), _PROMISED))


def _invitations(challenges: Sequence[int]) -> Iterator[Each]:
    """Each invitation, from the day it was sent."""
    asked = Seat.objects.filter(challenge__in=challenges, invited_at__isnull=False).select_related("challenge")
    for seat in asked.exclude(status=Seat.Status.PENCILLED).order_by("pk"):
        done = seat.status != Seat.Status.INVITED
        yield Each(seat.challenge_id, seat.ref, seat.invited_at, done, (seat.person_id,), args=(seat.challenge.ref,))


def _interests(challenges: Sequence[int]) -> Iterator[Each]:
    """Each member's declaration, from the day they joined."""
    declared = Declaration.objects.filter(seat=OuterRef("pk"))
    seats = Seat.objects.accepted().filter(challenge__in=challenges).select_related("challenge")
    for seat in seats.annotate(has_declared=Exists(declared)).order_by("pk"):
        joined = seat.answered_at or seat.invited_at
        args = (seat.challenge.ref, seat.ref)
        yield Each(seat.challenge_id, seat.ref, joined, seat.has_declared, (seat.person_id,), args=args)


DUTIES = (
    DutyKind(
        "start_scoping",
        "Start scoping",
        "Team and host cannot meet about the challenge before.",
        (Role.COORDINATOR,),
        weeks_before("start_scoping"),
        states=(State.PROPOSED,),
        page="cycles:start_scoping",
    ),
    DutyKind(
        "scoping_meeting",
        "Hold the scoping meeting",
        "Focus, team, dates and the form of feedback are agreed there.",
        LEADING,
        weeks_before("scoping_meeting"),
        states=PREPARED,
        page="cycles:meetings",
        done=_held(Meeting.Kind.PLANNING) | _recorded(Component.Key.PLANNING_MEETING),
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "invitation",
        "Answer the invitation to the team",
        "If they cannot come, somebody else can be asked in time.",
        (Role.STRANGER,),
        working_days_after("invitation"),
        states=(*PLANNED, State.ON_SITE),
        page="cycles:answer_invitation",
        escalates_to=Role.COORDINATOR,
        each=_invitations,
    ),
    DutyKind(
        "interests",
        "Declare your interests",
        "Documents open only to those who have.",
        (Role.REVIEWER,),
        working_days_after("interests"),
        states=PREPARED,
        page="cycles:declare",
        escalates_to=Role.COORDINATOR,
        each=_interests,
    ),
    DutyKind(
        "team",
        "Complete the team",
        "The host sees the names, and everybody keeps the days free.",
        (Role.COORDINATOR,),
        weeks_before("team"),
        states=PLANNED,
        page="cycles:candidates",
        done=_TEAM_STANDS,
    ),
    DutyKind(
        "timetable",
        "Agree the timetable and record it",
        "Staff need notice to be free.",
        MANAGING,
        weeks_before("timetable"),
        states=(State.PREPARING,),
        page="cycles:readiness",
        done=_recorded(Component.Key.TIMETABLE),
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "team_call",
        "Hold the team call",
        "First impressions are compared while there is time to ask for more.",
        LEADING,
        weeks_before("team_call"),
        states=(State.PREPARING,),
        page="cycles:meetings",
        done=_held(Meeting.Kind.TEAM_CALL),
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "briefing",
        "Send the briefing to those taking part and record it",
        "People talk freely when they know what it is for and what happens to their words.",
        (Role.HOST_ORGANISER, Role.HOST_SPONSOR, Role.COORDINATOR),
        weeks_before("briefing"),
        states=(State.PREPARING,),
        page="cycles:readiness",
        done=_recorded(Component.Key.BRIEFING),
        applies=recording(Component.Key.BRIEFING),
        escalates_to=Role.HOST_SPONSOR,
    ),
    DutyKind(
        "readiness",
        "Record everything the region promised",
        "The team cannot go on site while a part is missing.",
        MANAGING,
        weeks_before("readiness"),
        states=(State.PREPARING,),
        page="cycles:readiness",
        done=_ALL_RECORDED,
        escalates_to=Role.LEAD,
    ),
    DutyKind(
        "go_on_site",
        "Go on site",
        "Notes know their session only while the challenge is on site.",
        MANAGING,
        ON_THE_DAY,
        states=(State.PREPARING,),
        page="cycles:go_on_site",
        escalates_to=Role.COORDINATOR,
    ),
    DutyKind(
        "leave_site",
        "Leave the site",
        "Which session each note came from is erased then, as was promised.",
        (Role.MANAGER, Role.LEAD),
        ON_THE_DAY,
        LAST_DAY,
        states=(State.ON_SITE,),
        page="cycles:leave_site",
        escalates_to=Role.LEAD,
    ),
    DutyKind(
        "follow_up",
        "Begin the follow-up",
        "Half a year on, there is something to see.",
        (Role.COORDINATOR,),
        weeks_after("follow_up"),
        LAST_DAY,
        states=(State.PUBLISHED,),
        page="cycles:begin_follow_up",
        applies=passing(State.FOLLOW_UP),
    ),
)


def _signatures(cycles: Sequence[int]) -> Iterator[Each]:
    """Each member's signature, once there is something to sign."""
    members = CycleMember.objects.staying().filter(cycle__in=cycles).exclude(cycle__agreement_text="")
    signed = Exists(CycleMember.objects.filter(pk=OuterRef("pk"), agreements__isnull=False))
    for member in members.annotate(has_signed=signed).select_related("body", "cycle").order_by("pk"):
        ref, body = member.cycle.ref, member.body
        yield Each(
            member.cycle_id, body.ref, None, member.has_signed, body=body.pk, place=str(body), args=(ref, body.ref)
        )


def _releases(cycles: Sequence[int]) -> Iterator[Each]:
    for cycle in Cycle.objects.filter(pk__in=cycles):
        yield Each(cycle.pk, "", None, cycle.released_at is not None, args=(cycle.ref,))


CYCLE_DUTIES = (
    DutyKind(
        "signature",
        "Sign the agreement of the cycle",
        "Each member promises to receive one challenge and to give its people’s time to others.",
        (Role.HOST_SPONSOR,),
        weeks_before("signature"),
        page="cycles:sign_agreement",
        escalates_to=Role.COORDINATOR,
        each=_signatures,
    ),
    DutyKind(
        "release",
        "Release the plan",
        "Directors lend people more readily with notice.",
        (Role.COORDINATOR,),
        weeks_before("release"),
        page="cycles:release",
        each=_releases,
    ),
)
