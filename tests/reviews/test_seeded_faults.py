"""Faults put into a copy of the server are found by the tests of the protocol: a sample here, all in a soak."""

import pytest

from tests import soak
from tests.reviews.seeded_faults import FAULTS, is_found

SAMPLE = ["a second body replaces the first", "a new note is not saved"]


@pytest.mark.fault
@pytest.mark.plain
@pytest.mark.parametrize("name", soak.times(SAMPLE, list(FAULTS)))
def test_a_seeded_fault_is_found(name):
    assert is_found(name)
