"""What every floor offers to the pages and moves of a challenge, gathered without naming a floor.

An app that has something to offer writes it in a module `offers.py`, each name optional:

- `PARTS`: a list of `Part`, the pages of a challenge, in the order they stand within what they are for (`grouping.py`);
- `CYCLE_TABS`: the same for a cycle;
- `LEAFLET_PAGE`: (name of an address, permission) of what everybody may do before a visit, by the briefing leaflet;
- `MOVE_PAGES`: move → name of the address where it is taken;
- `CONDITIONS`: move → functions that take the challenge and say, in short phrases, what it lacks;
- `ON_LEAVING`: state → functions that take the challenge and do what must happen whenever it leaves that state;
- `FIRST_ASKED`: functions that take challenges and return, by their keys, who is first in line for their team;
- `REPORT_SECTIONS`: functions that take a challenge and return a section of its report with the findings told in it;
- `CLOCK_MET`: step of the publication clock → events that meet it by themselves, of an outer challenge;
- `KEPT`: what is kept of a challenge for a while and then destroyed (`reviews/keeping.py`);
- `HELD`, `HELD_TEXTS`: what else is held of a challenge, to be counted, and its words an information officer may read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import module_has_submodule

from .grouping import Doing, Navigation, Planning, in_groups
from .kinds import every
from .models import Challenge, Cycle, State
from .rules import possible
from .workflow import Move


@dataclass(frozen=True)
class Part:
    """One page of a challenge that others may lie beside: shown to whoever holds its permission."""

    label: str
    url_name: str
    permission: str
    group: Doing = Doing.OVERVIEW
    # What must be one tap away on every page of a challenge while the team is on site; it is no link among others.
    is_urgent: bool = False
    # Of which kinds of shapes it is a page.
    applies: Callable[[str], bool] = every


@dataclass(frozen=True)
class Tab:
    """One page of a cycle, shown to whoever holds its permission; `place` says how far to the right it stands."""

    label: str
    url_name: str
    permission: str
    place: int
    group: Planning = Planning.PLAN


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """Return the modules of that name of all our apps, lower floors first."""
    return tuple(
        import_module(f"{config.name}.{name}")
        for config in apps.get_app_configs()
        if config.module is not None and module_has_submodule(config.module, name)
    )


def _address(name: str, challenge: Challenge) -> str:
    try:
        return reverse(name, args=[challenge.ref])
    except NoReverseMatch:
        return ""


def parts_open_to(user: Any, challenge: Challenge, here: str = "") -> list[dict]:
    """Return the pages of a challenge that somebody may open, each with its group; `here` is the page's own address.

    A part whose floor has no such page in this installation is left out.
    """
    offered = [part for module in modules("offers") for part in getattr(module, "PARTS", [])]
    links = [
        {"label": part.label, "url": url, "group": part.group}
        for part in offered
        if not part.is_urgent
        and part.applies(challenge.shape.kind)
        and (url := _address(part.url_name, challenge))
        and user.has_perm(part.permission, challenge)
    ]
    # Every page of a challenge lies beneath its front, so the longest address is the nearest.
    current = max((link["url"] for link in links if here.startswith(link["url"])), key=len, default="")
    return [{**link, "is_current": link["url"] == current, "is_page": link["url"] == here} for link in links]


def navigation_of(user: Any, challenge: Challenge, here: str) -> Navigation:
    """Return the pages of a challenge that somebody may open, by what they do there."""
    return in_groups(parts_open_to(user, challenge, here), Doing)


def leaflet_page(challenge: Challenge) -> str:
    """Return the address of what everybody may do before the visit, while anybody may; else nothing."""
    offered = [found for module in modules("offers") if (found := getattr(module, "LEAFLET_PAGE", None))]
    return next((_address(name, challenge) for name, permission in offered if possible(permission, challenge)), "")


def urgent_for(user: Any, challenge: Challenge, here: str) -> str:
    """Return the address of what may not wait, for those who may go there while the team is on site; else nothing."""
    if challenge.state != State.ON_SITE:
        return ""
    offered = [part for module in modules("offers") for part in getattr(module, "PARTS", []) if part.is_urgent]
    urls = [_address(part.url_name, challenge) for part in offered if user.has_perm(part.permission, challenge)]
    return next((url for url in urls if url and url != here), "")


def tabs_of_cycle(user: Any, cycle: Cycle, current: str, here: str = "") -> Navigation:
    """Return the pages of a cycle that somebody may open, by what they do there.

    `current` names the address one is at or beneath, `here` is the page's own.
    """
    offered = [tab for module in modules("offers") for tab in getattr(module, "CYCLE_TABS", [])]
    held = {permission: user.has_perm(permission, cycle) for permission in {tab.permission for tab in offered}}
    links = [
        {"label": tab.label, "url": reverse(tab.url_name, args=[cycle.ref]), "group": tab.group, "name": tab.url_name}
        for tab in sorted(offered, key=lambda tab: tab.place)
        if held[tab.permission]
    ]
    marked = [{**link, "is_current": link["name"] == current, "is_page": link["url"] == here} for link in links]
    return in_groups(marked, Planning)


def page_of(step: Move, challenge: Challenge) -> str:
    """Return the address where a move is taken, or nothing when no floor has a page for it."""
    for module in modules("offers"):
        if name := getattr(module, "MOVE_PAGES", {}).get(step.name):
            return _address(name, challenge)
    return ""


def lacking(move: str, challenge: Challenge) -> list[str]:
    """Return what a challenge still lacks before a move, in short phrases, from every floor."""
    asked: list[Callable[[Challenge], Iterable[str]]] = [
        condition for module in modules("offers") for condition in getattr(module, "CONDITIONS", {}).get(move, ())
    ]
    return [phrase for condition in asked for phrase in condition(challenge)]


def do_on_leaving(state: str, challenge: Challenge) -> None:
    """Do what every floor wants done when a challenge leaves a state, whatever the move. Only `history` calls it."""
    for module in modules("offers"):
        for follow in getattr(module, "ON_LEAVING", {}).get(state, ()):
            follow(challenge)


def first_asked(challenges: Sequence[Challenge]) -> dict[int, set[int]]:
    """Return who is first in line for the teams of some challenges, fetched with their shapes, by challenge."""
    found: dict[int, set[int]] = {}
    for module in modules("offers"):
        for ask in getattr(module, "FIRST_ASKED", ()):
            for challenge, people in ask(challenges).items():
                found.setdefault(challenge, set()).update(people)
    return found
