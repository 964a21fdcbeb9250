"""Reading the demo's content; its README says what every file holds."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Content:
    """All that is written for the demo, as plain data."""

    people: list[dict[str, Any]]
    memberships: list[dict[str, Any]]
    region: dict[str, Any]
    calendar: dict[str, Any]
    challenges: list[dict[str, Any]]
    proposals: list[dict[str, Any]]
    published: dict[str, Any]


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def read_content() -> Content:
    """Read every file; the files of one challenge are one mapping."""
    people = _read(FOLDER / "people.json")
    challenges = []
    for folder in sorted((FOLDER / "challenges").iterdir()):
        whole: dict[str, Any] = {}
        for file in sorted(folder.glob("*.json")):
            whole |= _read(file)
        challenges.append(whole)
    return Content(
        people=people["people"],
        memberships=people["memberships"],
        region=_read(FOLDER / "region.json"),
        calendar=_read(FOLDER / "calendar.json"),
        challenges=challenges,
        proposals=_read(FOLDER / "proposals.json")["plans"],
        published=_read(FOLDER / "published.json"),
    )
