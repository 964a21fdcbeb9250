"""Where a bundle lands: region, programme, cycle, shape, bodies and themes, found or made."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cycles.models import Cycle, CycleMember, Framework, Shape, Theme
from people.models import Body, Programme, Region

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
    _find_themes(places, data.get("themes", []))
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


def _find_themes(places: Places, themes: list[dict[str, str]]) -> None:
    if not themes:
        return
    programme, name = places.programme, places.front["framework"]
    framework = places.take(
        _first(Framework.objects, programme, programme=programme, name=name),
        "$.challenge.framework",
        f"framework “{name}”",
        Framework(programme=programme, name=name),
    )
    last = framework.themes.count() if framework.pk else 0
    for number, theme in enumerate(themes):
        found = _first(Theme.objects, framework, framework=framework, name=theme["name"])
        last += not found
        places.themes[theme["key"]] = places.take(
            found,
            f"$.themes[{number}]",
            f"theme “{theme['name']}” in the framework “{name}”",
            Theme(framework=framework, number=last, name=theme["name"]),
        )
