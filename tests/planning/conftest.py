"""What every test of planning may stand on."""

import pytest

from tests.planning import scene as scenes


@pytest.fixture
def scene(db):
    """Five authorities with nothing planned yet."""
    return scenes.build()
