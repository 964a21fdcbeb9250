"""Points before the visit: from anybody, sealed, for lead and manager, never for the host."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from cycles.models import Event, State
from notices.models import Message
from people.refusal import Refusal
from reviews.actions.destruction import SEALED
from reviews.vault import vault_of
from tests.world import NOW
from voices.actions import points
from voices.models import EarlyPoint, PointAnswer, Said, Survey

WORDS = "The duty room rings out after four."


def put(world, text=WORDS, client=None):
    url = reverse("voices:hand_in_point", args=[world.challenge.ref])
    return (client or Client()).post(url, {"text": text}, follow=True)


def test_a_point_is_sealed_and_knows_nothing_of_who_put_it(world):
    client = Client()
    assert "Thank you" in put(world, client=client).content.decode()
    assert "Thank you" in put(world, client=client).content.decode()

    point = EarlyPoint.objects.get()
    assert point.text(vault_of(world.challenge)) == WORDS
    assert WORDS.encode() not in bytes(point.sealed)
    assert not client.cookies
    assert not Message.objects.exists()
    assert not Event.objects.exists()
    with connection.cursor() as cursor:
        columns = {c.name for c in connection.introspection.get_table_description(cursor, "voices_earlypoint")}
    assert columns == {"id", "sealed", "challenge_id", "status", "decided_by_id"}
    assert "early_points" in SEALED, "it is destroyed with the notes"


def test_the_leaflet_leads_there_while_it_is_open(world_at):
    world = world_at(State.PREPARING)
    leaflet = reverse("reviews:leaflet", args=[world.challenge.ref])
    url = reverse("voices:hand_in_point", args=[world.challenge.ref])
    assert url in Client().get(leaflet).content.decode()
    assert Client().post(url, {"text": " "}).status_code == 422
    world.challenge.state = State.DRAFTING
    world.challenge.save()
    assert url not in Client().get(leaflet).content.decode()
    assert Client().get(url).status_code == 404
    with pytest.raises(Refusal, match="no longer possible"):
        points.hand_in_point(challenge=world.challenge, text=WORDS, at=NOW)


def test_lead_and_manager_read_and_the_host_never(world, signed_in):
    put(world)
    url = reverse("voices:points", args=[world.challenge.ref])
    seen = {key: signed_in(getattr(world, key)).get(url) for key in ("tom", "mina", "petra", "carys", "ben", "rana")}
    assert {key: page.status_code for key, page in seen.items()} == {
        "tom": 200,
        "mina": 200,
        "petra": 403,
        "carys": 403,
        "ben": 403,
        "rana": 403,
    }
    assert WORDS in seen["tom"].content.decode()
    point = EarlyPoint.objects.get()
    assert (
        signed_in(world.mina).get(reverse("voices:decide_point", args=[world.challenge.ref, point.pk])).status_code
        == 403
    )


def test_what_is_answered_is_public_and_gives_nobody_away(world, signed_in):
    put(world)
    point = EarlyPoint.objects.get()
    url = reverse("voices:decide_point", args=[world.challenge.ref, point.pk])
    client = signed_in(world.tom)
    quoted = client.post(url, {"status": "in_scope", "answer": f"Somebody wrote: {WORDS}"})
    assert quoted.status_code == 409
    named = client.post(url, {"status": "in_scope", "answer": "Carys told us about duty."})
    assert named.status_code == 409
    assert not PointAnswer.objects.exists()
    told = "We will look at how calls to duty are answered late in the day."
    assert client.post(url, {"status": "in_scope", "answer": told}).status_code == 302
    point.refresh_from_db()
    assert (point.status, point.decided_by) == ("in_scope", world.tom)
    public = Client().get(reverse("voices:hand_in_point", args=[world.challenge.ref])).content.decode()
    assert told in public
    assert WORDS not in public


def test_an_answer_is_taken_off_the_public_page_once_or_twice(world, signed_in):
    put(world)
    ref, point = world.challenge.ref, EarlyPoint.objects.get()
    client, told = signed_in(world.tom), "We will look at how calls to duty are answered late in the day."
    decide = reverse("voices:decide_point", args=[ref, point.pk])
    client.post(decide, {"status": "in_scope", "answer": told})
    client.post(decide, {"status": "out_of_scope"})
    public = reverse("voices:hand_in_point", args=[ref])
    assert told in Client().get(public).content.decode()  # it stays until it is taken off, and the inbox says so
    off = reverse("voices:take_off_answer", args=[ref, PointAnswer.objects.get().ref])
    assert off in client.get(reverse("voices:points", args=[ref])).content.decode()
    mina = signed_in(world.mina)
    assert off not in mina.get(reverse("voices:points", args=[ref])).content.decode()
    assert mina.post(off).status_code == 403
    client = signed_in(world.tom)
    assert told in client.get(off).content.decode()
    for _ in range(2):
        assert "off the public page." in client.post(off, follow=True).content.decode()
    assert client.get(off).url == reverse("voices:points", args=[ref])
    assert told not in Client().get(public).content.decode()


def test_a_flood_is_held_back_without_looking_at_addresses(world):
    cache.clear()
    for _ in range(points.MOST_AN_HOUR):
        points.refuse_a_flood(world.challenge)
    held = put(world, "One more")
    assert held.status_code == 409
    assert "One more" in held.content.decode()
    assert not EarlyPoint.objects.exists()


@pytest.mark.breaks_rules
def test_points_and_unread_words_wait_on_the_leads_home_alone(world, signed_in):
    put(world)
    survey = Survey.objects.create(
        cycle=world.cycle,
        challenge=world.challenge,
        kind="interviewees",
        title="Afterwards",
        intro="Say it.",
    )
    question = survey.questions.create(number=1, kind="words", words="What else?")
    made = survey.rounds.create(name="First", way="link", asked=30, opens_on=NOW.date(), closes_on=NOW.date())
    Said.objects.create(round=made, question=question, words="More time for visits")
    home = signed_in(world.tom).get(reverse("home")).content.decode()
    assert "Decide on 1 point put before the visit" in home
    assert "Read what people wrote in surveys: 1 answer waits" in home
    for other in (world.petra, world.ben):
        page = signed_in(other).get(reverse("home")).content.decode()
        assert "put before the visit" not in page
        assert "Read what people wrote" not in page
