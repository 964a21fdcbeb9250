"""Loading the promise: the cycle, its members and their signatures, themes, and who is closed when."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from cycles.models import Agreement, ClosedPeriod, Cycle, CycleMember, Framework, Shape, ShapePlace, Theme
from cycles.places import size_of
from people.models import Programme

from .polls import weeks_to_move
from .stage import Stage

TEAM_SIZE = 6
LARGE_TEAM = 8  # the main challenge's


def load_cycle(stage: Stage) -> None:
    """Make the cycle with its shape, members and agreements."""
    words = stage.content.region["cycle"]
    programme = stage.programmes[words["programme"]]
    frameworks = _load_frameworks(stage, programme)
    stage.shape = Shape.objects.create(programme=programme, name="Team visit", team_size=TEAM_SIZE)
    stage.large_shape = Shape.objects.create(
        programme=programme, name="Team visit with a large team", team_size=LARGE_TEAM
    )
    _load_shapes(stage, programme)
    stage.cycle = Cycle.objects.create(
        programme=programme,
        name=words["name"],
        starts_on=stage.clock.day(words["starts"]),
        ends_on=stage.clock.day(words["ends"]),
        framework=frameworks["signature"],
        agreement_text=words["agreement"],
        released_at=stage.clock.moment(words["starts"] - 5),
        released_by=stage.people["rana"],
    )
    rows = words["members"]
    members = CycleMember.objects.bulk_create(
        CycleMember(cycle=stage.cycle, body=stage.bodies[row["body"]]) for row in rows
    )
    Agreement.objects.bulk_create(
        Agreement(
            member=member,
            office=Agreement.Office.DIRECTOR,
            signed_name=stage.people[row["signed_by"]].name,
            signed_on=stage.clock.day(row["signed"]),
            recorded_by=stage.people["rana"],
        )
        for member, row in zip(members, rows, strict=True)
    )


def _load_shapes(stage: Stage, programme: Programme) -> None:
    """Make the other shapes a challenge may take, with their places set out."""
    for row in stage.content.region["shapes"]:
        places = [
            ShapePlace(number=number, role=place["role"], peer=place.get("peer", "officer"), grades=place["grades"])
            for number, place in enumerate(row["places"], 1)
        ]
        shape = Shape.objects.create(
            programme=programme,
            name=row["name"],
            kind=row["kind"],
            days=row["days"],
            team_size=size_of(places),
            min_lines=row["lines"][0],
            max_lines=row["lines"][1],
        )
        for place in places:
            place.shape = shape
        ShapePlace.objects.bulk_create(places)


def _load_frameworks(stage: Stage, programme: Programme) -> dict[str, Framework]:
    frameworks = {}
    for row in stage.content.region["frameworks"]:
        framework = Framework.objects.create(programme=programme, name=row["name"])
        frameworks[row["key"]] = framework
        made = Theme.objects.bulk_create(
            Theme(framework=framework, number=number, name=theme["label"])
            for number, theme in enumerate(row["themes"], 1)
        )
        for theme, written in zip(made, row["themes"], strict=True):
            stage.themes[row["key"], written["key"]] = theme
    return frameworks


def load_calendar(stage: Stage) -> None:
    """Close every body on its own days; bank holidays close the whole region."""
    ClosedPeriod.objects.bulk_create([*_closed(stage), *_polls(stage)])


def _closed(stage: Stage) -> Iterator[ClosedPeriod]:
    for row in stage.content.calendar["closed"]:
        source = "modelled" if row.get("modelled") else "published"
        for body in _followers(stage, row):
            yield ClosedPeriod(
                region=stage.region,
                body=body,
                kind=row["kind"],
                label=row["label"],
                starts_on=row["from"],
                ends_on=row["to"],
                source=source,
            )


def _followers(stage: Stage, row: dict[str, Any]) -> list:
    if row["kind"] == ClosedPeriod.Kind.BANK_HOLIDAY:
        return [None]
    follows = stage.content.calendar["follows"]
    return [
        stage.bodies[key] for key, how in follows.items() if row["follow"] == "all" or how["breaks"] in row["follow"]
    ]


def _polls(stage: Stage) -> Iterator[ClosedPeriod]:
    rows = stage.content.calendar["polls"]
    closed = [
        (date.fromisoformat(row["publicity_closed_from"]), date.fromisoformat(row["publicity_closed_to"]))
        for row in rows
    ]
    weeks = weeks_to_move(closed, _publications(stage), stage.clock.today)
    move = timedelta(weeks=weeks)
    source = f"moved by {weeks} weeks for the demo" if weeks else "published"
    for row, (first, last) in zip(rows, closed, strict=True):
        poll = last + move
        for key, how in stage.content.calendar["follows"].items():
            if row["year"] in how["polls"]:
                yield ClosedPeriod(
                    region=stage.region,
                    body=stage.bodies[key],
                    kind=ClosedPeriod.Kind.POLL,
                    label=f"Local elections of {poll:%-d %B %Y}",
                    starts_on=first + move,
                    ends_on=poll,
                    source=source,
                )


def _publications(stage: Stage) -> list[date]:
    """Return the days on which the demo's reports were published."""
    days = [challenge["dates"].get("published") for challenge in stage.content.challenges]
    return [stage.clock.day(day) for day in days if stage.clock.reached(day)]
