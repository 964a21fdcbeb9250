"""How often a fault is tried: a fixed sample in `./peer test`, the full count in `./peer soak`.

Every fault test carries the mark `fault`, by `examples` (properties), `on_two_connections` (races) or itself;
`./peer soak` runs those and no others.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings

SOAK = os.environ.get("SOAK") == "1"
SEEDED = os.environ.get("SEEDED") == "1"  # a fault was put in to be found, not to be explained


def times(sample, full):
    """Return how often to try."""
    return full if SOAK else sample


def settings_of(sample, full):
    """Return how a property is tried: by the same examples in each suite, by many more and fresh ones in a soak."""
    return settings(
        max_examples=times(sample, full),
        deadline=None,
        derandomize=not SOAK,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[phase for phase in Phase if not (SEEDED and phase in (Phase.shrink, Phase.explain))],
    )


def examples(sample, full):
    """Mark a property to be tried so often."""
    return lambda test: pytest.mark.fault(settings_of(sample, full)(test))


def sums(reports):
    """Yield what tests said they came to, by `record_property("sum", …)`."""
    for report in reports:
        yield from (words for name, words in getattr(report, "user_properties", ()) if name == "sum")


# A race is over in a moment and may be lost by luck: once in the suite, many times in a soak.
on_two_connections = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.fault(full=25)]


def repeat(metafunc):
    """Repeat a test marked `fault(full=…)` that often, in a soak alone."""
    mark = metafunc.definition.get_closest_marker("fault")
    count = times(1, mark.kwargs.get("full", 1)) if mark else 1
    if count > 1:
        metafunc.fixturenames.append("once_more")
        metafunc.parametrize("once_more", range(count))
