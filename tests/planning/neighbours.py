"""A second region beside a scene or world, with its own coordinator, cycle and people."""

from datetime import date
from types import SimpleNamespace

from cycles.models import Cycle
from people.models import Body, Membership, Person, Programme, Region
from planning.actions import sharing
from planning.models import PlaceRequest
from tests.planning.scene import make_reviewer, with_login
from tests.world import NOW

FIRST, LAST = date(2027, 1, 4), date(2028, 6, 30)


def build():
    """Build North East with Nell, who coordinates, and Jarrow with a director and a manager."""
    region = Region.objects.create(name="North East")
    programme = Programme.objects.create(region=region, name="children's services")
    body = Body.objects.create(region=region, name="Jarrow")
    cycle = Cycle.objects.create(programme=programme, name="Secret cycle", starts_on=FIRST, ends_on=LAST)
    nell = with_login(Person.objects.create(name="Nell", email="nell@example.org"))
    Membership.objects.create(person=nell, role="coordinator", programme=programme)
    return SimpleNamespace(
        region=region,
        programme=programme,
        body=body,
        cycle=cycle,
        nell=nell,
        director=make_reviewer("Jarrow director", body, "director"),
        manager=make_reviewer("Jarrow manager", body),
    )


def ask(cycle, by, number=2, what_for="Two directors in the autumn"):
    """Ask for places as a coordinator."""
    return sharing.ask_places(cycle=cycle, number=number, what_for=what_for, by=by, at=NOW)


def offer(asked, person, by):
    """Offer somebody."""
    return sharing.offer_place(request=asked, person=person, by=by, at=NOW)


def fresh(asked):
    """Return a request as it stands now."""
    return PlaceRequest.objects.select_related("cycle__programme__region").get(pk=asked.pk)
