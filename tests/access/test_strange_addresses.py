"""An address with a character nobody types is not found, before anything is asked of the database."""

import pytest
from django.urls import reverse

from cycles.models import State
from tests.access.full import full_world
from tests.access.samples import all_samples


@pytest.fixture
def places(db, clock, settings):
    """Return (name, address, part of the address that names a thing) of every route that names one."""
    settings.ROOT_URLCONF = "tests.access.urls"
    world = full_world(State.PUBLISHED)
    found = []
    for name, make in all_samples().items():
        kwargs = {key: str(value) for key, value in (make(world).get("kwargs") or {}).items()}
        address = reverse(name, kwargs=kwargs) if kwargs else ""
        found += [(name, address, value) for value in kwargs.values()]
    return found


@pytest.mark.breaks_rules  # the samples make rows of their own
def test_no_route_takes_nul_in_its_address(client, places, django_assert_num_queries):
    assert len(places) > 100
    wrong = []
    with django_assert_num_queries(0):
        for name, address, part in places:
            before, _, after = address.rpartition(part)
            for strange in ("%00", f"{part}%00", f"%01{part}"):
                status = client.get(f"{before}{strange}{after}").status_code
                if status != 404:
                    wrong.append((name, part, strange, status))
    assert wrong == []
