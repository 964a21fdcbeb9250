"""What is wrong with a problem that cannot be asked, named by its field in one line."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

if TYPE_CHECKING:
    from .problem import Authority, Challenge, Problem, Reviewer

SCHEMA = Path(__file__).parent / "problem.schema.json"


class BadProblem(ValueError):  # noqa: N818 -- read as a sentence
    """A problem that cannot be asked; says the field and what is wrong with it in one line."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(f"{where}: {sentence}")
        self.where = where


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def check_shape(data: Any) -> None:
    """Refuse what the schema does not allow."""
    error = best_match(_validator().iter_errors(data))
    if error is None:
        return
    where = error.json_path.removeprefix("$").lstrip(".")
    raise BadProblem(where or "file", error.message.replace("\n", " "))


def check_references(problem: "Problem") -> None:
    """Refuse what names something that is not there, or twice the same."""
    known = {name: _once(name, getattr(problem, name)) for name in ("authorities", "challenges", "reviewers")}
    for place, challenge in enumerate(problem.challenges):
        _known(challenge.host, known["authorities"], f"challenges[{place}].host", "authority")
        late = sorted(week for week in challenge.preferred | challenge.acceptable if week >= problem.weeks)
        if late:
            raise BadProblem(f"challenges[{place}]", f"wishes for week {late[0]} of {problem.weeks}")
    for place, reviewer in enumerate(problem.reviewers):
        _known(reviewer.home, known["authorities"], f"reviewers[{place}].home", "authority")
    for place, authority in enumerate(problem.authorities):
        if authority.region not in problem.max_per_week_region:
            raise BadProblem(f"authorities[{place}].region", f"max_per_week_region has no {authority.region!r}")
    _check_people(problem, known)
    for name in ("locked", "released"):
        for key, lock in getattr(problem, name).items():
            _known(key, known["challenges"], f"{name}.{key}", "challenge")
            for one in (member for member in lock.team or () if member is not None):
                _known(one, known["reviewers"], f"{name}.{key}.team", "reviewer")


def _check_people(problem: "Problem", known: dict[str, frozenset[int]]) -> None:
    """Refuse an original team, a tie or a share that names somebody who is not there."""
    for place, challenge in enumerate(problem.challenges):
        for one in sorted(challenge.original):
            _known(one, known["reviewers"], f"challenges[{place}].original", "reviewer")
    for place, tie in enumerate(problem.ties):
        _known(tie.challenge, known["challenges"], f"ties[{place}].challenge", "challenge")
        _known(tie.reviewer, known["reviewers"], f"ties[{place}].reviewer", "reviewer")
    for key, share in problem.shares.items():
        _known(key, known["authorities"], f"shares.{key}", "authority")
        _in_order(share, f"shares.{key}")
    for slot, share in (problem.rotation.slots if problem.rotation else {}).items():
        _in_order(share, f"rotation.slots.{slot}")


def _in_order(share: tuple[int, int], where: str) -> None:
    if share[0] > share[1]:
        raise BadProblem(where, f"the least, {share[0]}, is more than the most, {share[1]}")


def _once(name: str, rows: "tuple[Authority | Challenge | Reviewer, ...]") -> frozenset[int]:
    """Return the ids of a list, each there once."""
    seen: set[int] = set()
    for place, row in enumerate(rows):
        if row.id in seen:
            raise BadProblem(f"{name}[{place}].id", f"{row.id} is there twice")
        seen.add(row.id)
    return frozenset(seen)


def _known(one: int, ids: Iterable[int], where: str, what: str) -> None:
    if one not in ids:
        raise BadProblem(where, f"there is no {what} {one}")
