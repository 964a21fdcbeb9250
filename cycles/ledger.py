"""Days given and received over the cycles of a programme: who has given more than they got, and who owes."""

from collections import defaultdict
from dataclasses import dataclass, field

from people.models import Body

from .days import working_days_between
from .models import Cycle, Seat, State

MOST_CYCLES = 4


@dataclass
class Account:
    """One member's days, cycle by cycle: given and received by the cycle's id."""

    body: Body
    given: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    received: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def balance(self) -> int:
        """How many days more it gave than it received."""
        return sum(self.given.values()) - sum(self.received.values())


@dataclass(frozen=True)
class Ledger:
    """The latest cycles, the oldest first, and every member's account in them."""

    cycles: list[Cycle]
    accounts: list[Account]


def ledger_of(cycle: Cycle) -> Ledger:
    """Return the ledger of a cycle's members up to this cycle, in three queries whatever its size.

    Only released cycles count beside this one. A day counts as in the coverage grid.
    """
    earlier = Cycle.objects.filter(
        programme=cycle.programme_id, starts_on__lt=cycle.starts_on, released_at__isnull=False
    )
    cycles = [*reversed(earlier.order_by("-starts_on", "-pk")[: MOST_CYCLES - 1]), cycle]
    members = cycle.members.staying().select_related("body").order_by("body__name")
    accounts = {member.body_id: Account(member.body) for member in members}
    seats = (
        Seat.objects.accepted()
        .filter(challenge__cycle__in=cycles)
        .exclude(challenge__state=State.CANCELLED)
        .values_list("challenge__cycle", "challenge__host", "person__home", "starts_on", "ends_on")
    )
    for of, host, home, first, last in seats:
        days = working_days_between(first, last)
        if host in accounts:
            accounts[host].received[of] += days
        if home in accounts:
            accounts[home].given[of] += days
    return Ledger(cycles, list(accounts.values()))


def as_table(ledger: Ledger) -> tuple[list[dict], list[list[dict]]]:
    """Return columns and rows for `components/table.html`."""
    columns = [{"label": "Body"}]
    columns += [{"label": f"{cycle}: given − received", "is_number": True} for cycle in ledger.cycles]
    columns.append({"label": "Balance", "is_number": True})
    rows = []
    for account in ledger.accounts:
        cells = [{"text": account.body.name}]
        for cycle in ledger.cycles:
            cells.append({"text": f"{account.given[cycle.pk]} − {account.received[cycle.pk]}", "is_number": True})
        cells.append({"text": f"{account.balance:+d}" if account.balance else "0", "is_number": True})
        rows.append(cells)
    return columns, rows
