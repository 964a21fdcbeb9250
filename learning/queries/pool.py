"""The health of a region's pool, and what the next cycle will ask of it: numbers alone, nobody is named."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil

from django.db.models import Count, Exists, OuterRef, Q

from cycles.models import Cycle, Seat, Shape
from cycles.places import promised
from people.models import Person, Profile, Region, Training
from planning.asking.skills import folded

SOON = timedelta(days=182)
YEAR = 365
MEASURES = ("Trained and active", "Run out in six months", "Lost", "Never trained", "First-timers")


@dataclass(frozen=True)
class Pool:
    """The pool by grade and by authority: a Counter of MEASURES under each name, and all together."""

    by_grade: dict[str, Counter]
    by_home: dict[str, Counter]
    total: Counter


@dataclass(frozen=True)
class Need:
    """Places of one kind in the next cycle: how many, how many people could take one, how many they could take."""

    what: str
    places: int
    people: int
    could_take: int

    @property
    def missing(self) -> int:
        """How many people more are needed, each taking as many places as those there are."""
        if self.could_take >= self.places:
            return 0
        each = max(1.0, self.could_take / self.people) if self.people else 1.0
        return ceil((self.places - self.could_take) / each)


@dataclass(frozen=True)
class Forecast:
    """What a cycle asks of the pool as it is now."""

    cycle: Cycle
    hosts: int
    needs: list[Need] = field(default_factory=list)
    skills: list[Need] = field(default_factory=list)

    @property
    def short(self) -> list[Need]:
        """The kinds of places and skills for which people are missing."""
        return [need for need in (*self.needs, *self.skills) if need.missing]


def people_of(region: Region, today: date) -> list[Person]:
    """Return the region's pool with what its health is told by (one query)."""
    served = Q(seats__status=Seat.Status.ACCEPTED, seats__starts_on__lte=today) & ~Q(
        seats__challenge__state="cancelled"
    )
    ever = Training.objects.filter(person=OuterRef("pk"))
    rows = Person.objects.in_pool().filter(home__region=region).with_training(today)
    rows = rows.annotate(served=Count("seats", filter=served, distinct=True), was_trained=Exists(ever))
    return list(rows.select_related("profile", "home").order_by("pk"))


def _is_ready(person: Person, day: date) -> bool:
    return person.profile.active and person.trained_until is not None and person.trained_until >= day


def _measures(person: Person, today: date) -> list[str]:
    ready, soon, lost, never, first = MEASURES
    if _is_ready(person, today):
        said = [ready]
        said += [soon] if person.trained_until <= today + SOON else []
        return said + ([first] if not person.served else [])
    return [lost] if person.was_trained else [never]


def health(people: list[Person], today: date) -> Pool:
    """Count the pool by grade and by authority."""
    by_grade: dict[str, Counter] = defaultdict(Counter)
    by_home: dict[str, Counter] = defaultdict(Counter)
    total: Counter = Counter()
    for person in people:
        for measure in _measures(person, today):
            by_grade[person.profile.get_grade_display()][measure] += 1
            by_home[person.home.name][measure] += 1
            total[measure] += 1
    order = [label for _, label in Profile.Grade.choices if label in by_grade]
    return Pool({name: by_grade[name] for name in order}, dict(sorted(by_home.items())), total)


def as_table(name: str, counts: dict[str, Counter], total: Counter) -> tuple[list[dict], list[list[dict]]]:
    """Return columns and rows for `components/table.html`, all together last."""
    columns = [{"label": name}, *({"label": measure, "is_number": True} for measure in MEASURES)]
    rows = [
        [{"text": label}, *({"text": count[measure], "is_number": True} for measure in MEASURES)]
        for label, count in [*counts.items(), ("All", total)]
    ]
    return columns, rows


def next_cycle(cycle: Cycle) -> Cycle:
    """Return the cycle after this one, or this one when none is planned: the same hosts once more (one query)."""
    later = Cycle.objects.filter(programme=cycle.programme_id, starts_on__gt=cycle.starts_on)
    return later.order_by("starts_on", "pk").first() or cycle


def forecast(cycle: Cycle, people: list[Person]) -> Forecast:
    """Return what a cycle asks: each member hosts once, in the shape it wished for or the programme's first."""
    members = list(cycle.members.staying().select_related("wish"))
    known = {shape.pk: shape for shape in Shape.objects.filter(programme=cycle.programme_id).prefetch_related("places")}
    usual = min(
        (shape for shape in known.values() if shape.kind == Shape.Kind.TEAM_VISIT), key=lambda s: s.pk, default=None
    )
    wishes = [getattr(member, "wish", None) for member in members]
    shapes = [known.get(wish.shape_id, usual) if wish else usual for wish in wishes]
    ready = [person for person in people if _is_ready(person, cycle.starts_on)]
    days = Counter(shape.days for shape in shapes if shape).most_common(1)
    takes = {person.pk: _seats(person, cycle, days[0][0]) for person in ready} if days else {}
    needs = [_need(what, count, grades, ready, takes) for (what, grades), count in _places(shapes).items()]
    asked: Counter = Counter()
    spelt: dict[str, str] = {}
    for word in (word for wish in wishes if wish for word in {*wish.required}):
        spelt.setdefault(folded(word), word)
        asked[folded(word)] += 1
    skills = [_skill(spelt[word], count, ready, takes) for word, count in sorted(asked.items())]
    return Forecast(cycle, len(members), needs, skills)


def _places(shapes: list[Shape | None]) -> dict[tuple[str, tuple[str, ...]], int]:
    found: Counter = Counter()
    for shape in filter(None, shapes):
        for place in promised(shape):
            found[f"{place.get_role_display()}: {place.who.lower()}", tuple(place.wanted)] += 1
    return dict(found)


def _seats(person: Person, cycle: Cycle, days: int) -> int:
    """Return how many visits of so many days somebody's employer lends them for in a cycle."""
    years = (cycle.ends_on - cycle.starts_on).days / YEAR
    return int(person.profile.days_a_year * years // max(1, days))


def _need(what: str, places: int, grades: tuple[str, ...], ready: list[Person], takes: dict[int, int]) -> Need:
    able = [person for person in ready if person.profile.grade in grades]
    return Need(what, places, len(able), sum(takes[person.pk] for person in able))


def _skill(word: str, hosts: int, ready: list[Person], takes: dict[int, int]) -> Need:
    able = [person for person in ready if folded(word) in map(folded, person.profile.skills)]
    return Need(word, hosts, len(able), sum(takes.get(person.pk, 0) for person in able))
