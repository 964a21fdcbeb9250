"""One line of "what waits for me". Each floor's `queries.waiting_for` makes them; home shows them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """Something a person is expected to do.

    `what` begins with a verb; `about` names the challenge or cycle; `due` is the last day, if any.
    What is urgent stands before everything else.
    """

    what: str
    about: str
    url: str
    due: date | None = None
    is_urgent: bool = False
    why: str = ""
    # A page that says more of it, and whether a duty stands behind it.
    more_url: str = ""
    is_duty: bool = False

    @property
    def badge(self) -> str:
        """A word beside it, where it needs one."""
        return "Urgent" if self.is_urgent else ""

    @property
    def tone(self) -> str:
        """How that word looks."""
        return "bad"
