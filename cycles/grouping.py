"""The pages of a challenge, and those of a cycle, by what a person does there: a few places, then the pages of one."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

# So many links are found at a glance: fewer than that stand side by side, without groups.
FEW = 6


class Doing(StrEnum):
    """What a person does with a challenge, in the order of its life."""

    OVERVIEW = "Challenge"
    PREPARE = "Prepare"
    ON_SITE = "On site"
    REPORT = "Findings and report"
    OUTCOME = "What came of it"
    RECORDS = "Records"


class Planning(StrEnum):
    """What a person does with a cycle."""

    PLAN = "Plan"
    HOSTS = "Hosts and visits"
    PEOPLE = "People"
    LEARNING = "Learning"


@dataclass(frozen=True)
class Navigation:
    """What a page links to beside itself: `places`, and the `pages` of the place it lies in, if that has several."""

    places: list[dict]
    pages: list[dict] = field(default_factory=list)
    place: str = ""
    page: str = ""


def in_groups(links: list[dict], order: Iterable[str]) -> Navigation:
    """Gather links by their `group`; a group with one page shows that page, and few links need no groups."""
    page = next((link["label"] for link in links if link["is_current"]), "")
    if len(links) <= FEW:
        return Navigation(links, place=page)
    groups = {name: [link for link in links if link["group"] == name] for name in order}
    places = [_place(name, group) for name, group in groups.items() if group]
    place = next((place["label"] for place in places if place["is_current"]), "")
    pages = groups.get(place, [])
    return Navigation(places, pages if len(pages) > 1 else [], place, page)


def _place(name: str, group: list[dict]) -> dict:
    """Return the link of a group: to its first page."""
    if len(group) == 1:
        return group[0]
    is_current = any(link["is_current"] for link in group)
    return {"label": str(name), "url": group[0]["url"], "is_current": is_current, "is_page": False}
