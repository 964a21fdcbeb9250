"""What a schema cannot say of a bundle: that what it points to is there, once, and in order."""

from collections.abc import Iterator
from typing import Any

from .afterwards import later_faults
from .repeated import twice


def crossing_faults(data: dict[str, Any]) -> list[str]:
    """Return the faults of a bundle that fits the schema, each with its JSON path."""
    return [
        *_front(data["challenge"]),
        *_numbers(data),
        *_findings(data),
        *_recommendations(data),
        *_tally(data),
        *later_faults(data),
    ]


def _front(front: dict[str, Any]) -> Iterator[str]:
    names = [body["name"] for body in front["hosts"]]
    yield from twice("$.challenge.hosts", names, "name", "body")
    if front["host"] not in names:
        yield f"$.challenge.host: “{front['host']}” is not one of the hosts"
    for key in ("visit", "cycle"):
        if front[key]["ends_on"] < front[key]["starts_on"]:
            yield f"$.challenge.{key}.ends_on: is before starts_on"
    visit, cycle = front["visit"], front["cycle"]
    if visit["starts_on"] < cycle["starts_on"] or visit["ends_on"] > cycle["ends_on"]:
        yield "$.challenge.visit: is outside the cycle"


def _numbers(data: dict[str, Any]) -> Iterator[str]:
    yield from twice("$.lines", [line["number"] for line in data.get("lines", [])], "number", "line")
    themes = data.get("themes", [])
    yield from twice("$.themes", [theme["key"] for theme in themes], "key", "theme")
    yield from twice("$.themes", [theme["name"] for theme in themes], "name", "theme")
    yield from twice("$.findings", [finding["key"] for finding in data.get("findings", [])], "key", "finding")
    if themes and "framework" not in data["challenge"]:
        yield "$.challenge: framework is missing, and there are themes"
    leads = [place for place, seat in enumerate(data.get("team", [])) if seat["role"] == "lead"]
    yield from (f"$.team[{place}].role: there is another lead before it" for place in leads[1:])


def _findings(data: dict[str, Any]) -> Iterator[str]:
    themes = {theme["key"] for theme in data.get("themes", [])}
    lines = {line["number"] for line in data.get("lines", [])}
    for place, finding in enumerate(data.get("findings", [])):
        path = f"$.findings[{place}]"
        if "theme" in finding and finding["theme"] not in themes:
            yield f"{path}.theme: there is no theme “{finding['theme']}”"
        if "line" in finding and finding["line"] not in lines:
            yield f"{path}.line: there is no line of enquiry {finding['line']}"
        if not finding["text"].strip():
            yield f"{path}.text: is empty"


def _recommendations(data: dict[str, Any]) -> Iterator[str]:
    findings = {finding["key"] for finding in data.get("findings", [])}
    for place, advice in enumerate(data.get("recommendations", [])):
        path = f"$.recommendations[{place}]"
        if advice["number"] != place + 1:
            yield f"{path}.number: is {advice['number']} where {place + 1} should be"
        if not advice["text"].strip():
            yield f"{path}.text: is empty"
        for nth, key in enumerate(advice.get("findings", [])):
            if key not in findings:
                yield f"{path}.findings[{nth}]: there is no finding “{key}”"
            elif key in advice["findings"][:nth]:
                yield f"{path}.findings[{nth}]: “{key}” is named twice"


def _tally(data: dict[str, Any]) -> Iterator[str]:
    tally = data.get("accuracy")
    if tally and tally["accepted"] > tally["raised"]:
        yield "$.accuracy.accepted: is more than raised"
