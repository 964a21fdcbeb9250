"""How often a fault is tried: a fixed sample in `./peer test`, the full count in `./peer soak`.

Every fault test carries the mark `fault`, by `examples` (properties), `on_two_connections` (races) or itself;
`./peer soak` runs those and no others.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

SOAK = os.environ.get("SOAK") == "1"


def times(sample, full):
    """Return how often to try."""
    return full if SOAK else sample


def examples(sample, full):
    """Mark a property: the same examples at each run of the suite, many more and fresh ones in a soak."""
    chosen = settings(
        max_examples=times(sample, full),
        deadline=None,
        derandomize=not SOAK,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: pytest.mark.fault(chosen(test))


# A race is over in a moment and may be lost by luck: once in the suite, many times in a soak.
on_two_connections = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.fault(full=25)]


def repeat(metafunc):
    """Repeat a test marked `fault(full=…)` that often, in a soak alone."""
    mark = metafunc.definition.get_closest_marker("fault")
    count = times(1, mark.kwargs.get("full", 1)) if mark else 1
    if count > 1:
        metafunc.fixturenames.append("once_more")
        metafunc.parametrize("once_more", range(count))
