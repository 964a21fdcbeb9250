"""Bodies by the names people write in tables."""

from collections import defaultdict
from collections.abc import Iterable

from people.models import Body

from .columns import Line


class Names:
    """Finds a body by its name, or by "Name (Region)" where two regions have one of that name."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._by_name: dict[str, list[Body]] = defaultdict(list)
        for body in bodies:
            self._by_name[body.name.casefold()].append(body)
            self._by_name[f"{body.name} ({body.region})".casefold()].append(body)

    def find(self, line: Line, key: str) -> Body | None:
        """Return the body a cell names, or note in the line why there is none."""
        written = line.values[key]
        found = self._by_name.get(written.casefold(), [])
        if not found:
            line.wrong(key, f"No body is called “{written}”. Add it first, or correct the name.")
        elif len(found) > 1:
            regions = ", ".join(f"“{body.name} ({body.region})”" for body in found)
            line.wrong(key, f"More than one body is called “{written}”. Write one of {regions}.")
        else:
            return found[0]
        return None

    def write(self, body: Body) -> str:
        """Return the shortest name that finds the body again."""
        alone = len(self._by_name.get(body.name.casefold(), [])) == 1
        return body.name if alone else f"{body.name} ({body.region})"
