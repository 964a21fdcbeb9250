"""A page that is of some kinds of shapes alone is not there for the others, whoever asks and in whatever state."""

import pytest
from django.urls import reverse

from cycles.gathering import modules
from cycles.models import Challenge, Shape, State

WITHOUT_REPORT = (Shape.Kind.TRIAD, Shape.Kind.MANY_HOSTS, Shape.Kind.HEALTH_CHECK)


def of_kind(world, kind):
    Shape.objects.filter(pk=world.shape.pk).update(kind=kind)
    return Challenge.objects.get(pk=world.challenge.pk)


@pytest.mark.parametrize("kind", Shape.Kind.values)
@pytest.mark.parametrize("state", [State.DRAFTING, State.FOLLOW_UP])
def test_what_is_hidden_is_not_there_and_what_is_shown_is(world_at, signed_in, kind, state):
    world = world_at(state)
    challenge = of_kind(world, kind)
    parts = [part for module in modules("offers") for part in getattr(module, "PARTS", ())]
    floors = ("reports:", "followup:plan")
    hidden = {part.url_name for part in parts if part.url_name.startswith(floors) and not part.applies(kind)}
    hidden -= {part.url_name for part in parts if part.applies(kind)}  # the same page under another name
    for key in ("tom", "mina", "rana", "carys"):
        client = signed_in(getattr(world, key))
        for name in hidden:
            assert client.get(reverse(name, args=[challenge.ref])).status_code == 404, (key, name)
    assert bool(hidden) == (kind in WITHOUT_REPORT)
    shown = client.get(reverse("reports:report", args=[challenge.ref])).status_code
    assert (shown == 404) == (kind in WITHOUT_REPORT)
