"""Days given and received over the cycles of a programme."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.ledger import as_table, ledger_of
from cycles.models import Cycle
from tests.world import NOW, make_challenge, seat


@pytest.mark.breaks_rules
def test_every_cycle_counts_and_the_balance_adds_them_up(world, client):
    earlier = Cycle.objects.create(
        programme=world.programme,
        name="Second cycle",
        starts_on=date(2025, 1, 1),
        ends_on=date(2026, 6, 30),
        released_at=NOW - timedelta(days=700),
    )
    past = make_challenge(earlier, world.shape, world.bodies["Leeds"], starts=date(2025, 3, 4), topic="Neglect")
    seat(past, world.tom, "lead")
    ledger = ledger_of(world.cycle)
    assert [cycle.name for cycle in ledger.cycles] == ["Second cycle", "Third cycle"]
    accounts = {account.body.name: account for account in ledger.accounts}
    assert accounts["Wakefield"].given == {earlier.pk: 3, world.cycle.pk: 3}
    assert accounts["Wakefield"].balance == 6
    assert accounts["Leeds"].balance == 6 - 3
    assert accounts["Calderdale"].balance == -21
    _, rows = as_table(ledger)
    assert [cell["text"] for cell in rows[-2]] == ["Wakefield", "3 − 0", "3 − 0", "+6"]
    client.force_login(world.rana.user)
    page = client.get(reverse("cycles:coverage", args=[world.cycle.ref])).content.decode()
    assert "Days given and received over the cycles" in page
