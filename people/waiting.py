"""One line of "what waits for me". Each floor's `queries.waiting_for` makes them; home shows them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """Something a person is expected to do.

    `what` begins with a verb; `about` names the challenge or cycle; `due` is the last day, if any.
    """

    what: str
    about: str
    url: str
    due: date | None = None
