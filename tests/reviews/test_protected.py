"""Names to protect: sealed, the host's alone, in no event, mail or log."""

import logging

import pytest
from django.urls import reverse

from cycles.models import Event, State
from notices.models import Message
from people.refusal import Refusal
from reviews.actions import protected as actions
from reviews.models import ProtectedName
from reviews.vault import KeyMissing, destroy_key, key_path
from tests.world import NOW


def address(world):
    return reverse("reviews:protect_names", args=[world.challenge.ref])


def give(world, *names):
    return actions.protect_names(challenge=world.challenge, names=names, by=world.ben, at=NOW)


def listed(world):
    return [name for _, name in actions.names_of(world.challenge)]


def test_a_pasted_list_is_cleaned_and_kept_once(world, signed_in):
    client = signed_in(world.ben)
    pasted = "  Kayleigh   Brandt \r\n\r\nDr Selina Pook\nkayleigh brandt\n"
    assert client.post(address(world), {"names": pasted}, follow=True).status_code == 200
    assert [name.casefold() for name in listed(world)] == ["dr selina pook", "kayleigh brandt"]
    page = client.post(address(world), {"names": "DR SELINA POOK\nOskar Nowak"}, follow=True).content.decode()
    assert "1 name added. 1 had been given before." in page
    assert "3 names on the list" in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Enter at least one name, or choose a structure chart"),
        ("Kay Brandt\n12345", "Line 2 is not a name: “12345”"),
        ("Kay Brandt, " * 20, "Line 1 is too long for a name. Put one name on each line"),
    ],
)
def test_a_bad_list_is_a_sentence_and_keeps_the_text(world, signed_in, text, words):
    response = signed_in(world.ben).post(address(world), {"names": text})
    assert response.status_code == 422
    assert response.context["form"].errors["names"] == [words]
    assert text.strip() in response.content.decode()
    assert not ProtectedName.objects.exists()


def test_the_list_has_an_end(world):
    give(world, *(f"Person {chr(65 + n % 26)}{n}" for n in range(499)))
    with pytest.raises(Refusal, match="would have 501"):
        give(world, "Kay Brandt", "Oskar Nowak")
    assert ProtectedName.objects.count() == 499


def test_names_are_sealed_and_leave_no_trace(world, caplog):
    with caplog.at_level(logging.DEBUG):
        give(world, "Kayleigh Brandt")
    assert b"Kayleigh" not in bytes(ProtectedName.objects.get().sealed)
    assert not Event.objects.exists()
    assert not Message.objects.exists()
    assert "Kayleigh" not in caplog.text


def test_only_the_host_sees_them(world, client, signed_in):
    give(world, "Kayleigh Brandt")
    for key in ("tom", "mina", "petra", "rana", "grace", "idris", "ada", "sam"):
        response = signed_in(getattr(world, key)).get(address(world))
        assert response.status_code == (404 if key == "sam" else 403)
        assert "Kayleigh" not in response.content.decode()
    assert "Kayleigh Brandt" in signed_in(world.carys).get(address(world)).content.decode()


def test_a_name_is_taken_off_by_its_random_id(world, signed_in):
    give(world, "Kayleigh Brandt")
    row = ProtectedName.objects.get()
    url = reverse("reviews:unprotect_name", args=[world.challenge.ref, row.pk])
    client = signed_in(world.ben)
    assert "Kayleigh" not in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 404
    assert listed(world) == []


def test_a_lost_key_is_said_and_never_replaced(world, signed_in):
    give(world, "Kayleigh Brandt")
    destroy_key(world.challenge)
    page = signed_in(world.ben).get(address(world))
    assert page.status_code == 200
    assert "their key is missing" in page.content.decode()
    with pytest.raises(KeyMissing):
        give(world, "Oskar Nowak")
    assert not key_path(world.challenge).exists()


def test_the_list_is_closed_when_the_report_is_public(world_at):
    world = world_at(State.PUBLISHED)
    with pytest.raises(Refusal, match="now “published”"):
        give(world, "Kayleigh Brandt")


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries, count):
    give(world, *(f"Person {chr(65 + n)}a" for n in range(count)))
    client = signed_in(world.ben)
    with django_assert_num_queries(8):
        page = client.get(address(world)).content.decode()
    assert page.count('<li class="line">') == count
