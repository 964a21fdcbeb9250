"""A page that is of some kinds of shapes alone is not there for the others, whoever asks and in whatever state."""

import pytest
from django.urls import reverse

from cycles.gathering import modules, parts_open_to
from cycles.models import Challenge, Shape, State
from tests.access.routes import all_routes, view_of

WITHOUT_REPORT = (Shape.Kind.TRIAD, Shape.Kind.MANY_HOSTS, Shape.Kind.HEALTH_CHECK)
PARTS = [part for module in modules("offers") for part in getattr(module, "PARTS", ())]
VIEWS = {name: view_of(pattern) for name, pattern in all_routes()}
ADDRESSES = {name: str(pattern.pattern) for name, pattern in all_routes()}


def of_kind(world, kind):
    Shape.objects.filter(pk=world.shape.pk).update(kind=kind)
    return Challenge.objects.get(pk=world.challenge.pk)


def of_page(name, kind):
    """Say whether a kind has a page: it may stand in the navigation under one name for some and another for others."""
    return any(part.applies(kind) for part in PARTS if part.url_name == name)


@pytest.mark.parametrize(
    ("kind", "state"),
    [*((kind, State.DRAFTING) for kind in Shape.Kind.values), *((kind, State.FOLLOW_UP) for kind in WITHOUT_REPORT)],
)
def test_what_is_hidden_is_not_there_and_what_is_shown_is(world_at, signed_in, kind, state):
    challenge = of_kind(world := world_at(state), kind)
    hidden = {part.url_name for part in PARTS if not of_page(part.url_name, kind)}
    assert ("reports:report" in hidden) == (kind in WITHOUT_REPORT)
    for key in ("tom", "carys"):
        client = signed_in(getattr(world, key))
        for name in hidden:
            assert client.get(reverse(name, args=[challenge.ref])).status_code == 404, (key, name)
        for link in parts_open_to(getattr(world, key).user, challenge):
            assert client.get(link["url"]).status_code == 200, (key, link["url"])


@pytest.mark.parametrize("name", sorted({part.url_name for part in PARTS}))
def test_every_page_beneath_one_is_of_the_same_kinds(name):
    beneath = [other for other, address in ADDRESSES.items() if address.startswith(ADDRESSES[name])]
    if name == "cycles:challenge":  # everything of a challenge lies beneath its front
        beneath = [name]
    for kind in Shape.Kind.values:
        assert {other: VIEWS[other].applies(kind) for other in beneath} == dict.fromkeys(beneath, of_page(name, kind))


@pytest.mark.parametrize("kind", Shape.Kind.values)
def test_every_page_about_a_report_is_there_where_there_is_one(kind):
    about = {view for name, view in VIEWS.items() if name.startswith("reports:") and hasattr(view, "applies")}
    assert len(about) > 30
    there = {view.__name__ for view in about if view.applies(kind)}
    everywhere = {"Holdings"}
    assert there == (everywhere if kind in WITHOUT_REPORT else {view.__name__ for view in about})
