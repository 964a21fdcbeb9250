"""Weeks, people and places of a plan in words."""

from collections.abc import Mapping
from typing import Any

from cycles.days import in_words
from cycles.planner.rules import SENTENCES, Breach, Cost

from .asking.weeks import Weeks
from .sketch import PlannedVisit

ROLES = {"lead": "lead challenger", "manager": "challenge manager", "reviewer": "reviewer", "observer": "observer"}
PEERS = {"member": "member peer", "lived_experience": "lived experience peer", "partner": "partner"}


class Names:
    """Who is who in a plan: people, bodies, visits and weeks by the planner's numbers."""

    def __init__(
        self, people: Mapping[int, str], bodies: Mapping[int, str], hosts: Mapping[int, int], weeks: Weeks
    ) -> None:
        self._people, self._bodies, self._hosts, self._weeks = people, bodies, hosts, weeks

    def person(self, number: int | None) -> str:
        """Return somebody's name."""
        return self._people.get(number, "Somebody no longer in the pool")

    def body(self, number: int) -> str:
        """Return a body's name; somebody who works for none stands for themselves."""
        return self._bodies.get(number, "Another body")

    def host(self, key: int) -> str:
        """Return the host of a visit."""
        return self.body(self._hosts[key]) if key in self._hosts else "Another challenge"

    def week(self, number: int) -> str:
        """Return a week by its Monday."""
        return f"the week of {in_words(self._weeks.monday(number))}"

    def say(self, breach: Breach) -> str:
        """Return the sentence of a broken rule, beginning with a capital."""
        said = breach.said(self._call)
        return said[:1].upper() + said[1:]

    def _call(self, name: str, one: Any) -> str:
        known = {
            "challenge": self.host,
            "reviewer": self.person,
            "authority": self.body,
            "other": self.body,
            "week": self.week,
            "other_week": self.week,
            "slot": slot_in_words,
        }
        return known[name](one) if name in known else str(one).replace("_", " ")


def slot_in_words(slot: str) -> str:
    """Write a place as people say it: "lead challenger", "member peer"."""
    role, peer, *_ = [*slot.split("/"), ""]
    return PEERS.get(peer) or ROLES.get(role, role)


def cost_in_words(part: Cost) -> str:
    """Write a part of the cost: "travel"."""
    return SENTENCES[part]


def days_of(visit: PlannedVisit) -> str:
    """Write the days of a visit, or that it has none."""
    return in_words(visit.starts_on, visit.ends_on) if visit.starts_on else "no days yet"
