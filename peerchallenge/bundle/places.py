"""Where a bundle lands: region, programme, cycle, shape, bodies and themes, found or made."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cycles.models import Challenge, Cycle, CycleMember, Framework, Shape, Theme
from people.models import Body, Programme, Region
from reviews.models import Finding
from voices.ready_made import STANDARDS

from .reading import Faulty

Row = Region | Programme | Cycle | Shape | Body | Framework | Theme


@dataclass
class Places:
    """What is there for a bundle; with `create`, what was missing is made, else it is a fault."""

    front: dict[str, Any]
    create: bool
    faults: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    region: Region = None
    programme: Programme = None
    cycle: Cycle = None
    shape: Shape = None
    bodies: dict[str, Body] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    # Whose asks, offers and next steps are; the standards surveys ask about; by name.
    owners: dict[str, Body] = field(default_factory=dict)
    standards: dict[str, Theme] = field(default_factory=dict)
    # What a progress review looks back on, and its findings by their words.
    original: Challenge | None = None
    earlier: dict[str, Finding] = field(default_factory=dict)

    def take(self, found: Row | None, path: str, words: str, new: Row) -> Row:
        """Return what was found, or the new row, saved when it may be made."""
        if found:
            return found
        if self.create:
            new.save()
            self.made.append(words)
        else:
            self.faults.append(f"{path}: there is no {words} here. Import with --create to make it.")
        return new


def find_places(data: dict[str, Any], *, create: bool) -> Places:
    """Find or make everything the challenge stands on. Raises Faulty naming all that is missing."""
    front = data["challenge"]
    places = Places(front, create)
    _find_programme(places)
    _find_cycle(places)
    _find_bodies(places)
    themes = data.get("themes", [])
    if themes:
        wanted = [(f"$.themes[{number}]", row["name"]) for number, row in enumerate(themes)]
        found = _find_themes(places, front["framework"], wanted)
        places.themes = {row["key"]: found[row["name"]] for row in themes}
    _find_standards(places, data.get("surveys", []))
    _find_owners(places, data.get("outcomes", []))
    _find_original(places, data.get("review"))
    if places.faults:
        raise Faulty(places.faults)
    return places


def _first(rows: Any, parent: Row, **named: Any) -> Row | None:
    """Look something up under its parent; nothing is there under a parent that is not."""
    return rows.filter(**named).first() if parent.pk else None


def _find_programme(places: Places) -> None:
    name, programme = places.front["region"], places.front["programme"]
    places.region = places.take(
        Region.objects.filter(name=name).first(), "$.challenge.region", f"region “{name}”", Region(name=name)
    )
    region = places.region
    places.programme = places.take(
        _first(Programme.objects, region, region=region, name=programme["name"]),
        "$.challenge.programme",
        f"programme “{programme['name']}”",
        Programme(region=region, name=programme["name"], service=programme["service"]),
    )


def _find_cycle(places: Places) -> None:
    programme, cycle, shape = places.programme, places.front["cycle"], places.front["shape"]
    places.cycle = places.take(
        _first(Cycle.objects, programme, programme=programme, name=cycle["name"]),
        "$.challenge.cycle",
        f"cycle “{cycle['name']}”",
        Cycle(
            programme=programme,
            name=cycle["name"],
            starts_on=date.fromisoformat(cycle["starts_on"]),
            ends_on=date.fromisoformat(cycle["ends_on"]),
        ),
    )
    places.shape = places.take(
        _first(Shape.objects, programme, programme=programme, name=shape["name"]),
        "$.challenge.shape",
        f"shape “{shape['name']}”",
        Shape(programme=programme, **shape),
    )


def _find_bodies(places: Places) -> None:
    region = places.region
    for number, body in enumerate(places.front["hosts"]):
        places.bodies[body["name"]] = places.take(
            _first(Body.objects, region, region=region, name=body["name"]),
            f"$.challenge.hosts[{number}]",
            f"body “{body['name']}”",
            Body(region=region, **body),
        )
    host, cycle = places.bodies[places.front["host"]], places.cycle
    if cycle.pk and host.pk and not CycleMember.objects.filter(cycle=cycle, body=host).exists():
        if places.create:
            CycleMember.objects.create(cycle=cycle, body=host)
        else:
            places.faults.append(
                f"$.challenge.host: “{host}” is no member of the cycle “{cycle}”. Import with --create to add it."
            )


def _find_themes(places: Places, name: str, wanted: list[tuple[str, str]]) -> dict[str, Theme]:
    """Return themes of a framework by name; each is wanted at a place of the file."""
    programme = places.programme
    framework = places.take(
        _first(Framework.objects, programme, programme=programme, name=name),
        "$.challenge.framework" if name == places.front.get("framework") else wanted[0][0],
        f"framework “{name}”",
        Framework(programme=programme, name=name),
    )
    last = framework.themes.count() if framework.pk else 0
    there: dict[str, Theme] = {}
    for path, theme in wanted:
        found = there.get(theme) or _first(Theme.objects, framework, framework=framework, name=theme)
        last += not found
        words = f"theme “{theme}” in the framework “{name}”"
        there[theme] = places.take(found, path, words, Theme(framework=framework, number=last, name=theme))
    return there


def _find_standards(places: Places, surveys: list[dict[str, Any]]) -> None:
    wanted = [
        (f"$.surveys[{place}].questions[{nth}].standard", question["standard"])
        for place, survey in enumerate(surveys)
        for nth, question in enumerate(survey["questions"])
        if "standard" in question
    ]
    if wanted:
        places.standards = _find_themes(places, STANDARDS, wanted)


def _find_owners(places: Places, outcomes: list[dict[str, Any]]) -> None:
    region = places.region
    for number, row in enumerate(outcomes):
        owner = row["owner"]
        found = places.bodies.get(owner["name"]) or places.owners.get(owner["name"])
        places.owners[owner["name"]] = places.take(
            found or _first(Body.objects, region, region=region, name=owner["name"]),
            f"$.outcomes[{number}].owner",
            f"body “{owner['name']}”",
            Body(region=region, **owner),
        )


def _find_original(places: Places, review: dict[str, Any] | None) -> None:
    """Find what a progress review looks back on: it cannot be made, it must be imported before."""
    host, programme = places.bodies[places.front["host"]], places.programme
    if review is None:
        return
    named = {"cycle__programme": programme, "cycle__name": review["cycle"], "host": host}
    rows = (
        Challenge.objects.filter(**named, topic=review["topic"])
        if programme.pk and host.pk
        else Challenge.objects.none()
    )
    places.original = rows.order_by("pk").first()
    if places.original is None:
        places.faults.append(
            f"$.review: this host has no challenge on “{review['topic']}” in the cycle “{review['cycle']}” here. "
            "Import that one first."
        )
        return
    agreed = Finding.objects.agreed().filter(challenge=places.original).order_by("-order", "-pk")
    places.earlier = {finding.text: finding for finding in agreed}
    for number, row in enumerate(review["reopened"]):
        if row["original"] not in places.earlier:
            places.faults.append(f"$.review.reopened[{number}].original: the earlier challenge has no such finding")
