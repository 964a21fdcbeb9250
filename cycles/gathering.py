"""What every floor offers to the pages and moves of a challenge, gathered without naming a floor.

An app that has something to offer writes it in a module `offers.py`, each name optional:

- `PARTS`: a list of `Part`, the links under a challenge's heading, in the order they stand;
- `CYCLE_TABS`: the same for a cycle;
- `MOVE_PAGES`: move → name of the address where it is taken;
- `CONDITIONS`: move → functions that take the challenge and say, in short phrases, what it lacks;
- `ON_LEAVING`: state → functions that take the challenge and do what must happen whenever it leaves that state;
- `KEPT`: what is kept of a challenge for a while and then destroyed (`reviews/keeping.py`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import module_has_submodule

from .models import Challenge, Cycle, State
from .workflow import Move


@dataclass(frozen=True)
class Part:
    """One page of a challenge that others may lie beside: shown to whoever holds its permission."""

    label: str
    url_name: str
    permission: str
    # What must be one tap away on every page of a challenge while the team is on site; it is no link among others.
    is_urgent: bool = False


@dataclass(frozen=True)
class Tab:
    """One page of a cycle, shown to whoever holds its permission; `place` says how far to the right it stands."""

    label: str
    url_name: str
    permission: str
    place: int


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
    """Return the links under a challenge's heading that somebody may follow; `here` is the page's own address.

    A part whose floor has no such page in this installation is left out.
    """
    offered = [part for module in modules("offers") for part in getattr(module, "PARTS", [])]
    links = [
        {"label": part.label, "url": url}
        for part in offered
        if not part.is_urgent
        and (url := _address(part.url_name, challenge))
        and user.has_perm(part.permission, challenge)
    ]
    current = max((link["url"] for link in links if here.startswith(link["url"])), key=len, default="")
    return [{**link, "is_current": link["url"] == current} for link in links]


def urgent_for(user: Any, challenge: Challenge, here: str) -> str:
    """Return the address of what may not wait, for those who may go there while the team is on site; else nothing."""
    if challenge.state != State.ON_SITE:
        return ""
    offered = [part for module in modules("offers") for part in getattr(module, "PARTS", []) if part.is_urgent]
    urls = [_address(part.url_name, challenge) for part in offered if user.has_perm(part.permission, challenge)]
    return next((url for url in urls if url and url != here), "")


def tabs_of_cycle(user: Any, cycle: Cycle, current: str) -> list[dict]:
    """Return the pages of a cycle that somebody may open, by place; `current` names the address one is at."""
    offered = [tab for module in modules("offers") for tab in getattr(module, "CYCLE_TABS", [])]
    held = {permission: user.has_perm(permission, cycle) for permission in {tab.permission for tab in offered}}
    return [
        {"label": tab.label, "url": reverse(tab.url_name, args=[cycle.ref]), "is_current": tab.url_name == current}
        for tab in sorted(offered, key=lambda tab: tab.place)
        if held[tab.permission]
    ]


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
