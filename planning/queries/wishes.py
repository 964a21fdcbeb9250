"""What hosts may ask for, what they asked, and who has not said anything yet."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from cycles.days import in_words
from cycles.models import ClosedPeriod, CycleMember, Shape
from cycles.policy import policy_of
from cycles.queries.intervention import longer_for
from people import roles
from people.models import Profile
from people.rules import ROLE_OF, memberships_of
from people.waiting import Waiting
from planning.asking.closing import against
from planning.asking.skills import folded
from planning.asking.weeks import Weeks, days_in_week
from planning.models import Wish

MOST_SKILLS = 60
FRIDAY = timedelta(days=4)


@dataclass(frozen=True)
class Week:
    """One week of a cycle as a host sees it: closed to a visit, doubtful, or open."""

    monday: date
    closed: str = ""
    doubt: str = ""
    is_over: bool = False

    @property
    def days(self) -> str:
        """Monday to Friday in words, without the year that stands above."""
        return in_words(self.monday, self.monday + FRIDAY).removesuffix(f" {(self.monday + FRIDAY).year}")


def weeks_of(member: CycleMember, shapes: Iterable[Shape], today: date) -> list[Week]:
    """Return every week of a member's cycle with what speaks against a visit there (two queries).

    The days are those of the shape it wishes, else of the programme's first team visit.
    """
    cycle = member.cycle
    policy = policy_of(cycle.programme)
    periods = list(
        ClosedPeriod.objects.for_bodies([member.body])
        .touching(cycle.starts_on, cycle.ends_on)
        .order_by("starts_on", "pk")
    )
    length = _length(member, shapes)
    weeks = Weeks.of(cycle.starts_on, cycle.ends_on)
    found = []
    for number in range(weeks.count):
        monday = weeks.monday(number)
        said: dict[str, list[str]] = {"block": [], "warn": []}
        for reason, weight in against(cycle, policy, periods, today, days_in_week(monday, length)):
            said[weight].append(reason)
        closed, doubt = ("; ".join(dict.fromkeys(said[weight])) for weight in ("block", "warn"))
        found.append(Week(monday, closed, "" if closed else doubt, is_over=monday + FRIDAY < today))
    return found


def _length(member: CycleMember, shapes: Iterable[Shape]) -> int:
    wish, longer = getattr(member, "wish", None), longer_for(member)
    if wish is not None and wish.shape is not None:
        return wish.shape.days + longer
    return longer + next((shape.days for shape in shapes if shape.kind == Shape.Kind.TEAM_VISIT), 3)


def _words_of_pool() -> Iterator[str]:
    """Yield every word somebody active in the pool brings, as often as it is brought (one query)."""
    for skills, services in Profile.objects.filter(active=True).values_list("skills", "services"):
        yield from {*skills, *services}


def skills_of_pool() -> list[str]:
    """Return the words the pool uses for what people bring, the most used sixty, by the alphabet (one query)."""
    most_used = Counter(_words_of_pool()).most_common(MOST_SKILLS)
    return sorted((word for word, _ in most_used), key=str.casefold)


def nobody_brings(wishes: Iterable[Wish]) -> dict[int, list[str]]:
    """Return, by wish, what must be brought and nobody active in the pool brings (one query)."""
    brought = {folded(word) for word in _words_of_pool()}
    return {wish.pk: [word for word in wish.required if folded(word) not in brought] for wish in wishes}


def waiting_for(user: Any, today: date) -> list[Waiting]:
    """Return the hosts somebody acts for that have not said their wishes while the plan is made (one query)."""
    acting = {
        (held.programme_id, held.body_id)
        for held in memberships_of(user)
        if held.body_id and roles.decide("planning.give_wishes", frozenset({ROLE_OF[held.role]}))
    }
    if not acting:
        return []
    members = (
        CycleMember.objects.visible_to(user)
        .staying()
        .filter(wish=None, cycle__released_at=None, cycle__ends_on__gte=today)
        .filter(body__in={body for _, body in acting})
        .select_related("body", "cycle")
        .order_by("cycle__starts_on", "body__name")
    )
    return [
        Waiting(
            "Say which weeks suit your authority",
            f"{member.body}, {member.cycle}",
            reverse("planning:give_wishes", args=[member.cycle.ref, member.body.ref]),
            member.cycle.starts_on,
        )
        for member in members
        if (member.cycle.programme_id, member.body_id) in acting
    ]
