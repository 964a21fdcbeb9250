"""Building the timetable: nobody and no room is ever in two sessions at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from cycles.models import Challenge, Seat, Visit
from cycles.policy import policy_of
from people.models import Person
from people.refusal import Refusal
from reviews.clashes import Clash
from reviews.guard import hold, refuse_stale
from reviews.models import GroupSize, LineOfEnquiry, Session, SessionReviewer
from reviews.queries.timetable import clashes_among, days_of, slot_of
from reviews.sources import BROADER, Source

from .telling import goers, tell_changed


@dataclass(frozen=True)
class Plan:
    """What a slot of the timetable says."""

    day: date
    starts: time
    ends: time
    kind: str
    title: str
    room: str = ""
    track: int = 1
    source: str = ""
    contact_role: str = ""
    expected: int = 0
    leads: tuple[Seat, ...] = ()
    takes_notes: tuple[Seat, ...] = ()
    lines: tuple[LineOfEnquiry, ...] = ()

    @property
    def fields(self) -> dict:
        """The columns of the session."""
        names = ("day", "starts", "ends", "kind", "title", "room", "track", "source", "contact_role", "expected")
        return {name: getattr(self, name) for name in names}


def clashes_of(challenge: Challenge) -> list[Clash]:
    """Return everything that does not fit in a challenge's timetable (five queries)."""
    sessions = challenge.sessions.standing().with_team().in_order()
    return clashes_among(challenge, [slot_of(session) for session in sessions])


def _check_plan(challenge: Challenge, plan: Plan) -> None:
    if plan.ends <= plan.starts:
        raise Refusal("The session must end after it starts.", "ends")
    if plan.day not in days_of(challenge.visit):
        raise Refusal(f"{plan.day:%A %-d %B} is not a day on site. Choose one of the days on site.", "day")
    for seat in (*plan.leads, *plan.takes_notes):
        if seat.challenge_id != challenge.pk or seat.status != Seat.Status.ACCEPTED:
            raise Refusal("Choose people who have accepted a seat in this team.", "leads")
    _check_size(challenge, plan.source)


def _check_size(challenge: Challenge, source: str) -> None:
    """The size decides under which group a note may be kept, so it must be known before anybody is heard."""
    if source not in BROADER or challenge.group_sizes.filter(source=source).exists():
        return
    smallest = policy_of(challenge.cycle.programme)["smallest_group"]
    raise Refusal(
        f"Enter how many people belong to “{Source(source).label}” at the host. In a group of fewer than {smallest} "
        "somebody could be recognised, so notes are then kept under a broader group.",
        "group_size",
    )


def check_fits(challenge: Challenge, session: Session) -> None:
    """Refuse what would put somebody or a room in two places. Runs after the rows are written, in the transaction."""
    for clash in clashes_of(challenge):
        if clash.blocks and session.ref in clash.refs:
            raise Refusal(f"{clash.sentence} Change the time, the people or the room. Nothing was saved.")
    # Challenges that share a visit are held apart by their own rows; the visit's row joins them here.
    Visit.objects.select_for_update().get(pk=challenge.visit_id)
    elsewhere = (
        SessionReviewer.objects.filter(
            seat__person__in=session.reviewers.values("seat__person"),
            session__day=session.day,
            session__starts__lt=session.ends,
            session__ends__gt=session.starts,
        )
        .exclude(session__challenge=challenge)
        .exclude(session__status=Session.Status.CANCELLED)
        .exclude(session__challenge__state="cancelled")
        .select_related("seat__person")
        .first()
    )
    if elsewhere:
        raise Refusal(
            f"{elsewhere.seat.person} is in a session of another challenge at that time. "
            "Change the time or the people. Nothing was saved."
        )


def _seat_team(session: Session, plan: Plan) -> None:
    session.reviewers.all().delete()
    parts = dict.fromkeys(plan.takes_notes, SessionReviewer.Part.NOTES)
    parts |= dict.fromkeys(plan.leads, SessionReviewer.Part.LEADS)
    SessionReviewer.objects.bulk_create(
        SessionReviewer(session=session, seat=seat, part=part) for seat, part in parts.items()
    )
    session.lines.set(plan.lines)


def set_group_size(*, challenge: Challenge, source: str, size: int) -> None:
    """Keep the host's number for a group; the challenge is held by the caller."""
    GroupSize.objects.update_or_create(challenge=challenge, source=source, defaults={"size": size})


@transaction.atomic
def set_group_sizes(*, challenge: Challenge, sizes: dict[str, int | None], by: Person, at: datetime) -> None:
    """Keep the host's numbers by group. A number once given can be changed, not taken away."""
    fresh = hold(challenge, "reviews.edit_timetable")
    for source, size in sizes.items():
        if size is not None:
            set_group_size(challenge=fresh, source=source, size=size)


@transaction.atomic
def add_session(
    *, challenge: Challenge, plan: Plan, group_size: int | None = None, by: Person, at: datetime
) -> Session:
    """Add a slot. Refuses what puts a person or a room in two places."""
    fresh = hold(challenge, "reviews.edit_timetable")
    if group_size is not None and plan.source in BROADER:
        set_group_size(challenge=fresh, source=plan.source, size=group_size)
    _check_plan(fresh, plan)
    session = Session.objects.create(challenge=fresh, changed_by=by, changed_at=at, **plan.fields)
    _seat_team(session, plan)
    check_fits(fresh, session)
    tell_changed(session, goers(session), by=by, at=at)
    return session


@transaction.atomic
def edit_session(
    *, session: Session, plan: Plan, seen: int, group_size: int | None = None, by: Person, at: datetime
) -> Session:
    """Change a slot. `seen` is the version the editor started from."""
    challenge = hold(session.challenge, "reviews.edit_timetable")
    fresh = Session.objects.select_related("changed_by").with_team().get(pk=session.pk)
    refuse_stale(fresh, seen, plan.fields, _team_differences(fresh, plan))
    if group_size is not None and plan.source in BROADER:
        set_group_size(challenge=challenge, source=plan.source, size=group_size)
    _check_plan(challenge, plan)
    Session.objects.filter(pk=fresh.pk).update(**plan.fields, version=fresh.version + 1, changed_by=by, changed_at=at)
    fresh, went = Session.objects.get(pk=session.pk), goers(session)
    _seat_team(fresh, plan)
    if fresh.status != Session.Status.CANCELLED:
        check_fits(challenge, fresh)
        tell_changed(fresh, went | goers(fresh), by=by, at=at)
    return fresh


def _team_differences(saved: Session, plan: Plan) -> Iterable[str]:
    now = {row.seat_id: row.seat.person.name for row in saved.reviewers.all()}
    if set(now) != {seat.pk for seat in (*plan.leads, *plan.takes_notes)}:
        yield f"team: {', '.join(sorted(now.values())) or 'nobody'}"


def _saved_by(session: Session, by: Person, at: datetime, **changes: object) -> None:
    Session.objects.filter(pk=session.pk).update(version=session.version + 1, changed_by=by, changed_at=at, **changes)


@transaction.atomic
def cancel_session(*, session: Session, reason: str, by: Person, at: datetime) -> None:
    """Call a slot off, with the reason; its people and room are free again."""
    hold(session.challenge, "reviews.edit_timetable")
    fresh = Session.objects.get(pk=session.pk)
    if fresh.status == Session.Status.HELD:
        raise Refusal("The numbers of people met are already recorded for this session, so it was held.")
    if fresh.status == Session.Status.CANCELLED:
        raise Refusal("Somebody has already cancelled this session. Nothing was changed.")
    _saved_by(fresh, by, at, status=Session.Status.CANCELLED, cancelled_reason=reason)
    tell_changed(Session.objects.get(pk=fresh.pk), goers(fresh), by=by, at=at)


@transaction.atomic
def restore_session(*, session: Session, by: Person, at: datetime) -> None:
    """Put a cancelled slot back, unless its people or room are taken by now."""
    challenge = hold(session.challenge, "reviews.edit_timetable")
    fresh = Session.objects.get(pk=session.pk)
    if fresh.status != Session.Status.CANCELLED:
        raise Refusal("This session is not cancelled. Nothing was changed.")
    _saved_by(fresh, by, at, status=Session.Status.PLANNED, cancelled_reason="")
    fresh = Session.objects.get(pk=fresh.pk)
    check_fits(challenge, fresh)
    tell_changed(fresh, goers(fresh), by=by, at=at)


@transaction.atomic
def copy_session(*, session: Session, day: date, starts: time, by: Person, at: datetime) -> Session:
    """Repeat a slot at another time: same length, room, team and lines; its numbers start afresh."""
    saved = Session.objects.with_team().get(pk=session.pk)
    minutes = slot_of(saved).stops - slot_of(saved).begins + starts.hour * 60 + starts.minute
    if minutes >= 24 * 60:
        raise Refusal("The copy would run past midnight. Enter an earlier start.", "starts")
    seats = {part: tuple(row.seat for row in saved.reviewers.all() if row.part == part) for part in ("leads", "notes")}
    plan = Plan(
        day=day,
        starts=starts,
        ends=time(*divmod(minutes, 60)),
        kind=saved.kind,
        title=saved.title,
        room=saved.room,
        track=saved.track,
        source=saved.source,
        contact_role=saved.contact_role,
        expected=saved.expected,
        leads=tuple(seat for seat in seats["leads"] if seat.status == Seat.Status.ACCEPTED),
        takes_notes=tuple(seat for seat in seats["notes"] if seat.status == Seat.Status.ACCEPTED),
        lines=tuple(saved.lines.all()),
    )
    return add_session(challenge=session.challenge, plan=plan, by=by, at=at)
