"""Characters nobody types reach no view: not by the address, the query, a cookie or a form."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from people.characters import TAKEN_OUT, sifted
from people.models import Person, Training


@pytest.mark.parametrize("query", ["q=%00", "page=%00", "q=a%01b", "next=%2F%00", "%00=1", "when=past&q=%7f"])
def test_a_query_with_a_control_character_makes_no_sense(client, db, query):
    answer = client.get(f"{reverse('reports:register')}?{query}")
    assert answer.status_code == 400
    assert "We could not read that request" in answer.text


@pytest.mark.parametrize("address", ["/%00", "/reports/%00/", "/challenges/%00/", "/static/%00", "/nowhere/%1f/"])
def test_an_address_with_a_control_character_is_not_found(client, db, address):
    assert client.get(address).status_code == 404


def test_lines_and_tabs_are_no_strange_characters(client, db):
    assert client.get(f"{reverse('reports:register')}?q=one%09two%0d%0athree").status_code == 200


def test_who_is_signed_in_still_is_on_the_page_that_refuses(signed_in, world):
    client = signed_in(world.petra)
    for address in (f"/challenges/{world.challenge.ref}%00/", "/challenges/?q=%00"):
        assert ">Petra" in client.get(address).text


def test_a_cookie_with_a_control_character_is_no_session(client, db):
    """A quoted cookie may spell NUL in octal, and PostgreSQL would be asked for it as a session."""
    client.cookies.clear()
    answer = client.get(reverse("cycles:challenges"), headers={"cookie": 'session="\\000aaaaaaaaaaaa"'})
    assert answer.status_code == 302


def test_a_form_says_what_was_taken_out_and_keeps_the_rest(signed_in, world):
    page = reverse("people:edit_profile")
    typed = {"name": "Pe\x00tra", "phone": "01274\x0b1", "job_title": "Head\tof it", "days_a_year": "8", "version": "1"}
    client = signed_in(world.petra)
    answer = client.post(page, typed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form.errors == {"name": [TAKEN_OUT], "phone": [TAKEN_OUT]}
    kept = [form[name].value() for name in ("name", "phone", "job_title")]
    assert kept == ["Petra", "012741", "Head\tof it"]
    assert client.post(page, {**typed, "name": "Petra", "phone": "012741"}).status_code == 302
    assert Person.objects.get(pk=world.petra.pk).phone == "012741"


def test_a_strange_choice_or_day_is_named_and_changes_nothing(signed_in, world):
    typed = {"course": "Chairing", "completed_on_day": "1\x00", "completed_on_month": "2", "completed_on_year": "2027"}
    answer = signed_in(world.sam).post(reverse("people:add_own_training"), typed)
    assert answer.context["form"].errors == {"completed_on": [TAKEN_OUT]}
    assert not Training.objects.filter(course="Chairing").exists()


def test_every_value_of_a_form_is_sifted_and_none_is_lost():
    posted = QueryDict("a=1%00&a=2&b=%01%0d%0a%09&c=")
    assert dict(sifted(posted).lists()) == {"a": ["1", "2"], "b": ["\r\n\t"], "c": [""]}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("account_login", {"login": "petra@example.org\x00", "password": "x\x00"}),
        ("account_reset_password", {"email": "petra\x00@example.org"}),
    ],
)
def test_the_pages_of_signing_in_take_no_nul_either(client, world, name, typed):
    assert client.post(reverse(name), typed).status_code in (200, 302)
