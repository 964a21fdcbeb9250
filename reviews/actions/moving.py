"""Moving a session to another day, time or track, trying that first, and taking one's last move back."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from cycles.models import Challenge
from people.models import Person
from people.refusal import Refusal
from reviews.clashes import Clash
from reviews.guard import hold, refuse_stale
from reviews.models import Session, SessionMove
from reviews.queries.timetable import days_of, judge_of, moved, slot_of

from .telling import goers, tell_changed
from .timetable import check_fits

PERMISSION = "reviews.edit_timetable"


def end_of(session: Session, starts: time) -> time:
    """Return when a session ends that starts at another time. Refuses to run past midnight."""
    begins, was, ended = (moment.hour * 60 + moment.minute for moment in (starts, session.starts, session.ends))
    minutes = begins + ended - was
    if minutes >= 24 * 60:
        raise Refusal("The session would run past midnight. Choose an earlier start.", "starts")
    return time(*divmod(minutes, 60))


def _check_day(challenge: Challenge, day: date) -> None:
    if day not in days_of(challenge.visit):
        raise Refusal(f"{day:%A %-d %B} is not a day on site. Choose one of the days on site.", "day")


def what_if(*, session: Session, day: date, starts: time) -> list[Clash]:
    """Return what would not fit if a session stood elsewhere, what blocks first. Changes nothing (five queries)."""
    ends = end_of(session, starts)
    _check_day(session.challenge, day)
    sessions = session.challenge.sessions.standing().with_team().in_order()
    slots = [slot_of(one) for one in sessions]
    there = [moved(slot, day, starts, ends) if slot.ref == session.ref else slot for slot in slots]
    judge = judge_of(session.challenge)
    now = {clash.sentence for clash in judge(slots)}
    return [clash for clash in judge(there) if session.ref in clash.refs or clash.sentence not in now]


@transaction.atomic
def move_session(
    *, session: Session, day: date, starts: time, track: int, seen: int, by: Person, at: datetime
) -> Session:
    """Move a slot; its length, room and team stay. `seen` is the version the mover looked at."""
    challenge = hold(session.challenge, PERMISSION)
    was = Session.objects.select_related("changed_by").with_team().get(pk=session.pk)
    refuse_stale(was, seen, {"day": day, "starts": starts, "track": track})
    if was.status != Session.Status.PLANNED or was.met is not None:
        raise Refusal("This session was held or cancelled, so it stays where it is.")
    _check_day(challenge, day)
    ends = end_of(was, starts)
    SessionMove.objects.create(
        session=was,
        day=was.day,
        starts=was.starts,
        ends=was.ends,
        track=was.track,
        version=was.version + 1,
        moved_by=by,
        moved_at=at,
    )
    there = {"day": day, "starts": starts, "ends": ends, "track": track}
    return _stand(challenge, was, there, by=by, at=at)


def last_move(challenge: Challenge, by: Person) -> SessionMove | None:
    """Return the move somebody could take back: their last, if nobody has changed its session since."""
    moves = SessionMove.objects.filter(session__challenge=challenge, moved_by=by).select_related("session")
    move = moves.order_by("-moved_at", "-pk").first()
    return move if move and move.session.version == move.version else None


@transaction.atomic
def undo_move(*, challenge: Challenge, by: Person, at: datetime) -> Session:
    """Take one's last move back."""
    fresh = hold(challenge, PERMISSION)
    move = last_move(fresh, by)
    if move is None:
        raise Refusal("There is no move of yours to take back, or somebody has changed the session since.")
    was = Session.objects.with_team().get(pk=move.session_id)
    there = {name: getattr(move, name) for name in ("day", "starts", "ends", "track")}
    back = _stand(fresh, was, there, by=by, at=at)
    move.delete()
    return back


def _stand(challenge: Challenge, was: Session, where: dict[str, Any], *, by: Person, at: datetime) -> Session:
    """Put a session where it is to stand. Refuses what puts a person or a room in two places."""
    Session.objects.filter(pk=was.pk).update(**where, version=was.version + 1, changed_by=by, changed_at=at)
    now = Session.objects.get(pk=was.pk)
    check_fits(challenge, now)
    tell_changed(now, goers(now), by=by, at=at)
    return now
