"""The pages of a challenge and of a cycle by what a person does: few places, and every page by links."""

import re

import pytest
from django.urls import reverse

from cycles.gathering import navigation_of, parts_open_to, tabs_of_cycle
from cycles.grouping import FEW, Doing, Planning, in_groups
from cycles.models import State
from people.models import User

MOST = 7
CAST = ("rana", "tom", "mina", "petra", "olu", "nia", "ben", "carys", "idris", "grace", "ada", "sam")
CURRENT = re.compile(r'<a [^>]*aria-current="(\w+)"[^>]*>([^<]*)')


def reached(navigate):
    """Return every address one comes to from the front by following what each page shows."""
    seen, rest = set(), [navigate("")]
    while rest:
        shown = rest.pop()
        assert len(shown.places) <= MOST
        links = [link["url"] for link in (*shown.places, *shown.pages)]
        rest += [navigate(url) for url in links if url not in seen]
        seen |= set(links)
    return seen


@pytest.mark.parametrize("state", [State.PREPARING, State.ON_SITE, State.ACCURACY, State.PUBLISHED])
def test_everybody_reaches_every_page_open_to_them_and_no_other(world, state):
    challenge = world.challenge
    challenge.state = state
    crowded = 0
    for key in CAST:
        user = User.objects.get(person=getattr(world, key))
        open_to = {link["url"] for link in parts_open_to(user, challenge)}
        crowded += len(open_to) > FEW
        assert reached(lambda here, user=user: navigation_of(user, challenge, here)) == open_to
    assert crowded


def test_a_coordinator_reaches_every_page_of_a_cycle(world):
    user = User.objects.get(person=world.rana)
    names = {link["url"]: link["name"] for link in tabs_of_cycle(user, world.cycle, "").places if "name" in link}
    shown = [tabs_of_cycle(user, world.cycle, name) for name in ("cycles:coverage", "learning:themes", "learning:pool")]
    assert [one.place for one in shown] == [Planning.HOSTS, Planning.LEARNING, Planning.PEOPLE]
    assert [link["label"] for link in shown[0].places] == list(Planning)
    assert not names
    assert "Annual report" in [link["label"] for link in shown[1].pages]


def test_few_links_stand_side_by_side_and_a_group_of_one_is_its_page():
    def links(count):
        return [
            {"label": f"P{n}", "url": f"/{n}/", "group": Doing.PREPARE if n else Doing.RECORDS, "is_current": n == 1}
            for n in range(count)
        ]

    few = in_groups(links(FEW), Doing)
    assert (len(few.places), few.pages) == (FEW, [])
    many = in_groups(links(FEW + 1), Doing)
    assert [link["label"] for link in many.places] == [Doing.PREPARE, "P0"]
    assert (many.place, many.page, len(many.pages)) == (Doing.PREPARE, "P1", FEW)


def test_the_page_and_the_place_it_lies_in_are_marked(world, signed_in):
    client, ref = signed_in(world.rana), world.challenge.ref
    page = client.get(reverse("cycles:readiness", args=[ref])).content.decode()
    assert CURRENT.findall(page)[1:] == [("true", "Prepare"), ("page", "Readiness")]
    beneath = client.get(reverse("cycles:candidates", args=[ref])).content.decode()
    assert CURRENT.findall(beneath)[1:] == [("true", "Challenge"), ("true", "Team")]
    cycle = client.get(reverse("cycles:coverage", args=[world.cycle.ref])).content.decode()
    assert CURRENT.findall(cycle)[1:] == [("true", "Hosts and visits"), ("page", "Coverage")]
