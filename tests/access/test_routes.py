"""No route without a permission of the table, none without a sample."""

from people import roles
from tests.access import oracle
from tests.access.routes import own_routes
from tests.access.samples import all_samples


def test_every_route_declares_a_permission_of_the_table():
    undeclared = {
        name for name, view in own_routes() if oracle.row(getattr(view, "permission", "")) not in roles.table()
    }
    assert undeclared == set()


def test_every_route_has_a_sample_and_every_sample_a_route():
    assert set(all_samples()) == {name for name, _ in own_routes()}
