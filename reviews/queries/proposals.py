"""A proposed timetable as its page shows it: beside what stands, with what it gives each of the team."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time

from cycles.models import Challenge
from reviews.models import TimetableProposal
from reviews.timetabling.costs import leads_of
from reviews.timetabling.problem import Problem, Window
from reviews.timetabling.tracks import tracks_of


@dataclass(frozen=True)
class Drawn:
    """A session in the picture: one that stands, or one that is proposed."""

    title: str
    starts: time
    ends: time
    room: str
    names: str
    track: int
    is_new: bool


@dataclass(frozen=True)
class DrawnDay:
    """One day of the picture, as `queries.timetable.Day` lays out sessions."""

    day: date
    tracks: list[int]
    rows: list[tuple[time, list[list[Drawn]]]]


def latest(challenge: Challenge) -> TimetableProposal | None:
    """Return the last proposal asked for."""
    rows = challenge.timetable_proposals.select_related("asked_by", "used_by")
    return rows.order_by("-asked_at", "-pk").first()


def drawn(challenge: Challenge, proposal: TimetableProposal) -> list[DrawnDay]:
    """Return the days of a proposal, with the sessions it was asked around (one query)."""
    problem = Problem.of(proposal.problem)
    now = dict(challenge.sessions.standing().values_list("ref", "track"))
    tracks = tracks_of(problem, proposal.standing, now)
    titles = {row.key: row.title for row in problem.wanted}
    names = {one.key: one.name for one in problem.team}
    days: dict[int, list[Drawn]] = defaultdict(list)

    def draw(title: str, window: Window, room: str, people: tuple[int, ...], track: int, *, is_new: bool) -> None:
        who = [names[key] for key in people if key in names]
        words = "The whole team" if len(who) == len(names) > 1 else ", ".join(who)
        starts, ends = (time(*divmod(at, 60)) for at in (window.begins, window.stops))
        days[window.day].append(Drawn(title, starts, ends, room, words, track, is_new))

    for fixed in problem.fixed:
        draw(fixed.title, fixed.window, fixed.room, fixed.people, now.get(fixed.key, 1), is_new=False)
    for one in proposal.standing:
        draw(titles[one.key], one.window, one.room, one.people, tracks[one.key], is_new=True)
    return [_laid_out(date.fromisoformat(day), days[number]) for number, day in enumerate(problem.days)]


def _laid_out(day: date, sessions: list[Drawn]) -> DrawnDay:
    tracks = sorted({one.track for one in sessions})
    starts = sorted({one.starts for one in sessions})
    rows = [
        (at, [[one for one in sessions if (one.starts, one.track) == (at, track)] for track in tracks]) for at in starts
    ]
    return DrawnDay(day, tracks, rows)


def said_of(proposal: TimetableProposal) -> list[str]:
    """Return what a proposal gives and does not give, a sentence each."""
    problem = Problem.of(proposal.problem)
    rows = {row.key: row for row in problem.wanted}
    names = {one.key: one.name for one in problem.team}
    loads = {one.key: 0 for one in problem.team if one.chosen}
    unled = 0
    for one in proposal.standing:
        unled += bool(set(leads_of(problem, rows[one.key])) - set(one.people))
        for key in one.people:
            if key in loads and not rows[one.key].everybody:
                loads[key] += 1
    shares = ", ".join(f"{names[key]} {load}" for key, load in sorted(loads.items(), key=lambda row: names[row[0]]))
    found = [f"New sessions for each of the team: {shares}."]
    if unled:
        found.append(f"Nobody who leads on its line is in {unled} session{'s' if unled > 1 else ''}.")
    if proposal.unplaced:
        titles = ", ".join(f"“{rows[key].title}”" for key in proposal.unplaced)
        found.append(f"No place was found for {titles}. Give the host’s other hours, another room or another person.")
    elif proposal.is_proved:
        found.append("No timetable shares the work more evenly or puts leads in more of their sessions.")
    return found
