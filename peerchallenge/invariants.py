"""Every floor's invariants, asked at once."""

from collections.abc import Iterator
from datetime import date

from cycles.gathering import modules


def breaches(today: date) -> Iterator[str]:
    """Yield a sentence for every breach of every floor's `INVARIANTS`."""
    for module in modules("invariants"):
        for invariant in getattr(module, "INVARIANTS", ()):
            yield from invariant(today)
