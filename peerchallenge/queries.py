"""What waits for somebody, gathered from every floor."""

from datetime import date
from typing import Any

from cycles.gathering import modules
from people.waiting import Waiting


def waits_of(user: Any, today: date) -> list[Waiting]:
    """Return everything somebody is expected to do, the earliest day first and the undated last."""
    floors = [module.waiting_for for module in modules("queries") if hasattr(module, "waiting_for")]
    found = [line for waiting_for in floors for line in waiting_for(user, today)]
    return sorted(found, key=lambda line: (line.due is None, line.due or today))
