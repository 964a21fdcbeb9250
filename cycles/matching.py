"""Why each of a team fits, and what the team is made of: read off what is known, for host and lead.

Nothing here compares with people who were not chosen, and nothing was said in confidence: no interest, absence,
access need or limit of travel.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from people.models import Body, BodyTie, Profile

from .constraints import COUNTED
from .models import Challenge, CycleMember, Seat

MOST_WORDS, MOST_SKILLS = 4, 12
SECTORS = {
    Seat.Peer.MEMBER: "elected member",
    Seat.Peer.LIVED_EXPERIENCE: "lived experience",
    Seat.Peer.PARTNER: "partner agency",
    Seat.Peer.OFFICER: "local government officer",
}


def listed(words: Iterable[str]) -> str:
    """Write words as people say them: "a, b and c"."""
    *first, last = list(words)
    return f"{', '.join(first)} and {last}" if first else last


@dataclass
class Matching:
    """What the reasons of one team rest on: what the host asked for, its ties and its place (two queries)."""

    challenge: Challenge
    wanted: dict[str, str] = field(default_factory=dict)
    required: dict[str, str] = field(default_factory=dict)
    ties: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, challenge: Challenge) -> "Matching":
        """Read what the host wished of its team, and which bodies are tied to it."""
        made = cls(challenge)
        member = CycleMember.objects.filter(cycle=challenge.cycle_id, body=challenge.host_id, wish__isnull=False)
        for required, desired in member.values_list("wish__required", "wish__desired"):
            made.required = {word.casefold(): word for word in required}
            made.wanted = made.required | {word.casefold(): word for word in desired}
        for tie in BodyTie.objects.of(challenge.host):
            made.ties.setdefault(tie.beside(challenge.host).pk, tie.kind)
        return made

    def reasons(self, seat: Seat) -> str:
        """Return in one line why somebody fits."""
        profile = getattr(seat.person, "profile", None)
        said = [*self._skills(profile), *self._experience(seat, profile), *self._distance(seat.person.home)]
        return f"{'; '.join(said)}." if said else ""

    def _skills(self, profile: Profile | None) -> Iterable[str]:
        if profile is None:
            return
        words = {word.casefold(): word for word in [*profile.skills, *profile.services]}
        if asked := [word for key, word in self.wanted.items() if key in words]:
            yield f"brings what the host asked for: {listed(asked[:MOST_WORDS])}"
        elif words:
            yield f"brings {listed(list(words.values())[:MOST_WORDS])}"

    @staticmethod
    def _experience(seat: Seat, profile: Profile | None) -> Iterable[str]:
        if profile is not None and seat.peer == Seat.Peer.OFFICER:
            yield profile.get_grade_display().lower()
        before = getattr(seat, "visits_before", 0)
        times = "first challenge" if not before else f"{before} challenge{'s' if before > 1 else ''} before"
        yield times

    def _distance(self, home: Body | None) -> Iterable[str]:
        host = self.challenge.host
        if home is None or home.pk == host.pk:
            return
        tie = self.ties.get(home.pk)
        if tie == BodyTie.Kind.SHARED_SERVICE:
            yield f"{home} shares a service with {host}"
        elif tie:
            yield f"{home} borders {host}"
        elif home.kind == Body.Kind.PARTNER:
            yield f"from {home}, not from an authority"
        else:
            yield f"{home} neither borders {host} nor shares a service with it"
        if home.easting_km is not None and host.easting_km is not None:
            east, north = home.easting_km - host.easting_km, home.northing_km - host.northing_km
            yield f"about {math.hypot(east, north):.0f} km away"

    def mix(self, seats: Iterable[Seat]) -> list[dict[str, str]]:
        """Return the rows of `components/summary_list.html` that say what a team is made of."""
        team = [seat for seat in seats if seat.role in COUNTED]
        if not team:
            return []
        profiles = [seat.person.profile for seat in team if hasattr(seat.person, "profile")]
        grades = Counter(profile.get_grade_display().lower() for profile in profiles)
        skills = Counter(word for profile in profiles for word in {*profile.skills, *profile.services})
        brought = {word.casefold() for word in skills}
        first = [seat.person.name for seat in team if not getattr(seat, "visits_before", 0)]
        homes = {seat.person.home_id for seat in team if seat.person.home_id}
        rows = [
            ("Team", f"{len(team)} of {self.challenge.shape.team_size}, from {_organisations(len(homes))}"),
            ("Sector", _counted(Counter(SECTORS[Seat.Peer(seat.peer)] for seat in team))),
            ("Seniority", _counted(grades)),
            ("Skills and services", _most(skills)),
            ("First challenge for", f"{len(first)}: {listed(first)}" if first else "Nobody"),
        ]
        if missing := [word for key, word in self.required.items() if key not in brought]:
            rows.append(("The host asked for, and nobody brings", listed(missing)))
        return [{"key": key, "value": value} for key, value in rows]


def _organisations(number: int) -> str:
    return f"{number} organisation{'' if number == 1 else 's'}"


def _counted(counts: Counter) -> str:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0].casefold()))
    return ", ".join(f"{name} ({number})" if number > 1 else name for name, number in ordered)


def _most(skills: Counter) -> str:
    ordered = Counter(dict(sorted(skills.items(), key=lambda one: (-one[1], one[0].casefold()))[:MOST_SKILLS]))
    left = len(skills) - len(ordered)
    return f"{_counted(ordered)} and {left} more" if left else _counted(ordered)
