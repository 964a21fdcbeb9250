"""Loading indicators: those each challenge chose, their baselines and points, and what others published."""

from decimal import Decimal
from typing import Any

from cycles.models import State
from followup.models import Indicator, IndicatorPoint, PublishedValue

from .stage import Scene, Stage

FACTS = ("name", "definition", "unit", "direction", "source", "covers", "frequency", "owner")


def load_published_values(stage: Stage) -> None:
    """Load what other authorities published: invented numbers for real places."""
    words = stage.content.published
    PublishedValue.objects.bulk_create(
        PublishedValue(
            body=stage.bodies[place],
            key=row["key"],
            period=row["period"],
            value=Decimal(value),
            source=words["source"],
            brought_by=stage.people["rana"],
            brought_at=stage.clock.moment(-200),
        )
        for row in words["values"]
        for place, value in row["of"].items()
    )


def load_indicators(scene: Scene) -> None:
    """Make a challenge's indicators with the values that are there by now."""
    if not scene.been(State.SCOPING):
        return
    for words in scene.words.get("indicators", []):
        chosen = scene.clock.moment(scene.began(State.SCOPING) + 2, "14:00")
        indicator = Indicator.objects.create(
            challenge=scene.challenge,
            key=words.get("key", ""),
            eighteen=words.get("eighteen", False),
            changed_by=scene.organiser,
            changed_at=chosen,
            **{name: words[name] for name in FACTS},
        )
        for point in words["points"]:
            if scene.clock.reached(point["on"]):
                _load_point(scene, indicator, point)


def _load_point(scene: Scene, indicator: Indicator, words: dict[str, Any]) -> None:
    """Write a value down; one that was superseded by now stays beside the other."""
    later = words.get("superseded")
    if later is None or not scene.clock.reached(later["on"]):
        _write(scene, indicator, words, words)
        return
    said = {"superseded_by": scene.organiser, "superseded_reason": later["reason"]}
    _write(scene, indicator, words, words, superseded_at=scene.clock.moment(later["on"]), **said)
    _write(scene, indicator, words, later)


def _write(scene: Scene, indicator: Indicator, words: dict[str, Any], value: dict[str, Any], **more: Any) -> None:
    IndicatorPoint.objects.create(
        indicator=indicator,
        months=words["months"],
        value=Decimal(value["value"]),
        period=words["period"],
        source=indicator.source,
        definition=indicator.definition,
        quality=words["quality"],
        quality_note=words.get("quality_note", ""),
        attribution=words.get("attribution", ""),
        recorded_by=scene.organiser,
        recorded_at=scene.clock.moment(value["on"], "15:00"),
        frozen=bool(words["months"]) or scene.been(State.ON_SITE),
        **more,
    )
