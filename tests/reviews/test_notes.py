"""Evidence notes: kept once, in nobody's name, under a group that gives nobody away."""

import uuid

import pytest
from django.urls import reverse

from cycles import history
from cycles.actions import life
from cycles.models import Event, State
from people.refusal import Refusal
from reviews.actions import notes as actions
from reviews.guard import Stale
from reviews.models import EvidenceNote, GroupSize, Session
from reviews.names import names_somebody
from reviews.vault import vault_of
from tests.access.full import full_world
from tests.world import NOW

FACTS = {
    "kind": "heard",
    "source": "front_line",
    "leans": "development",
    "feeling": "several",
    "verbatim": False,
    "quote_checked": False,
    "follow_up": False,
    "follow_up_source": "",
}


@pytest.fixture
def on_site(world_at):
    world = world_at(State.ON_SITE)
    GroupSize.objects.create(challenge=world.challenge, source="front_line", size=40)
    return world


def write(world, text="Letters go out late.", note_id=None, by=None, **facts):
    return actions.write_note(
        challenge=world.challenge,
        note_id=note_id or uuid.uuid4(),
        text=text,
        session=None,
        line=None,
        by=by or world.petra,
        at=NOW,
        **{**FACTS, **facts},
    )


def test_pressing_twice_keeps_one_note(on_site):
    note_id = uuid.uuid4()
    assert write(on_site, note_id=note_id) == write(on_site, note_id=note_id)
    assert EvidenceNote.objects.count() == 1


def test_the_same_form_with_other_words_is_refused_and_the_first_stays(on_site):
    note = write(on_site)
    with pytest.raises(Refusal, match="sent before with other words"):
        write(on_site, note_id=note.pk, text="Something else.")
    note.refresh_from_db()
    assert note.text(vault_of(on_site.challenge)) == "Letters go out late."


@pytest.mark.parametrize(("size", "kept"), [(None, "staff"), (4, "staff"), (5, "front_line"), (40, "front_line")])
def test_a_small_group_is_kept_as_the_broader_one(on_site, size, kept):
    GroupSize.objects.all().delete()
    if size is not None:
        GroupSize.objects.create(challenge=on_site.challenge, source="front_line", size=size)
    assert write(on_site).source == kept


@pytest.mark.parametrize("source", ["documents", "data", "cases"])
def test_a_thing_has_no_size(on_site, source):
    assert write(on_site, source=source).source == source


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Amir said so", "Take the name out"),
        ("write to a.b@c.gov.uk", "Take the e-mail address"),
        ("ring 01422 123456", "Take the e-mail address or telephone"),
        ("ring +44 7700 900123", "Take the e-mail address or telephone"),
        ("ring (01422) 555123", "Take the e-mail address or telephone"),
        ("ring 07700 900 123", "Take the e-mail address or telephone"),
    ],
)
def test_a_note_with_a_name_or_a_number_is_refused(on_site, text, sentence):
    with pytest.raises(Refusal, match=sentence):
        write(on_site, text=text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was Grace Young.", True),
        ("We heard young people wait; may be for weeks.", False),
        ("Young people wait. Grace under pressure.", False),
        ("I asked Grace about it.", True),
        ("tariq told us.", True),
        ("The tariqs of this world.", False),
    ],
)
def test_first_and_last_names_count_alone_unless_they_are_words(text, names):
    assert names_somebody(text, "Grace Young" if "tariq" not in text else "Tariq Al") == names


@pytest.mark.parametrize(
    ("kind", "source", "words"),
    [
        ("heard", "carers", "Heard from parents and carers"),
        ("read", "documents", "Read in documents"),
        ("data", "data", "Data"),
        ("case", "cases", "Cases"),
        ("case", "documents", "Case in documents"),
    ],
)
def test_a_note_says_in_words_where_it_comes_from(kind, source, words):
    assert EvidenceNote(kind=kind, source=source).comes_from == words


def test_writing_leaves_no_event(on_site):
    write(on_site)
    assert not Event.objects.exists()


def test_two_devices_of_one_author_lose_neither_text(on_site):
    note = write(on_site)
    change = {"note": note, "line": None, "by": on_site.petra, "at": NOW, **FACTS}
    actions.edit_note(text="First device.", seen=1, **change)
    with pytest.raises(Stale, match="Kept now is: “First device"):
        actions.edit_note(text="Second device.", seen=1, **change)
    actions.edit_note(text="Second device.", seen=2, **change)
    note.refresh_from_db()
    assert note.text(vault_of(on_site.challenge)) == "Second device."


@pytest.mark.parametrize(
    ("move", "key", "more"),
    [
        (life.leave_site, "tom", {}),
        (life.cancel, "rana", {"reason": "The host left the programme"}),
        (history.advance, "rana", {"move": "cancel"}),
    ],
)
def test_no_way_off_the_site_keeps_which_session_a_note_came_from(world_at, move, key, more):
    world = full_world(State.ON_SITE)
    assert EvidenceNote.objects.filter(session__isnull=False).count() == 1
    move(challenge=world.challenge, by=getattr(world, key), at=NOW, **more)
    assert not EvidenceNote.objects.filter(session__isnull=False).exists()
    assert Session.objects.exists()


@pytest.mark.parametrize(("move", "key"), [("leave_site", "mina"), ("cancel", "rana")])
def test_the_pages_of_leaving_and_cancelling_erase_it_too(world_at, signed_in, move, key):
    world = full_world(State.ON_SITE)
    client, address = signed_in(getattr(world, key)), reverse(f"cycles:{move}", args=[world.challenge.ref])
    assert "There is no way back" in client.get(address).text
    assert client.post(address, {"reason": "The host left the programme"}).status_code == 302
    assert not EvidenceNote.objects.filter(session__isnull=False).exists()


@pytest.mark.parametrize(("key", "shown"), [("petra", 0), ("olu", 0), ("joan", 0), ("nia", 0), ("tom", 1), ("mina", 1)])
def test_only_lead_and_manager_see_who_wrote_a_note(world_at, signed_in, key, shown):
    world = full_world(State.ON_SITE)
    client, ref = signed_in(getattr(world, key)), world.challenge.ref
    for address in (reverse("reviews:notes", args=[ref]), reverse("reviews:end_of_day", args=[ref])):
        assert client.get(address).text.count("CANARYAUTHOR") == shown
    if key in ("petra", "joan"):
        chooser = client.get(reverse("reviews:link_evidence", args=[ref, world.draft_finding.ref]))
        assert "CANARYAUTHOR" not in chooser.text


def post(text="Families wait.", **more):
    return {
        "note_id": str(uuid.uuid4()),
        "text": text,
        "kind": "heard",
        "source": "front_line",
        "leans": "development",
        "line": "",
        **more,
    }


def test_the_capture_page_remembers_the_last_choices(on_site, signed_in):
    client = signed_in(on_site.petra)
    address = reverse("reviews:write_note", args=[on_site.challenge.ref])
    page = client.post(address, post(), follow=True)
    assert "Saved." in page.text
    assert "Families wait." in page.text
    assert page.context["form"].initial["source"] == "front_line"


def test_the_sign_in_keeps_no_small_group_and_no_note(on_site, signed_in):
    GroupSize.objects.create(challenge=on_site.challenge, source="carers", size=2)
    client = signed_in(on_site.petra)
    client.post(reverse("reviews:write_note", args=[on_site.challenge.ref]), post(source="carers"))
    kept = client.session[f"capture-{on_site.challenge.ref}"]
    assert kept == {"kind": "heard", "source": "people_who_use_services", "line": ""}


def test_going_back_to_correct_a_choice_does_not_lose_it(on_site, signed_in):
    client, first = signed_in(on_site.petra), post()
    address = reverse("reviews:write_note", args=[on_site.challenge.ref])
    client.post(address, first)
    client.post(address, {**first, "leans": "strength"})
    assert [note.leans for note in EvidenceNote.objects.all()] == ["strength"]
    assert "You have changed this note since" in client.post(address, first).text


def test_other_words_on_a_sent_form_can_be_sent_again(on_site, signed_in):
    client, first = signed_in(on_site.petra), post()
    address = reverse("reviews:write_note", args=[on_site.challenge.ref])
    client.post(address, first)
    second = {**first, "text": "A second point."}
    page = client.post(address, second)
    assert page.status_code == 409
    assert client.post(address, {**second, "note_id": page.context["form"]["note_id"].value()}).status_code == 302
    assert EvidenceNote.objects.count() == 2


def test_a_note_kept_under_a_broader_group_can_be_changed(on_site, signed_in):
    note = write(on_site, source="carers")
    address = reverse("reviews:edit_note", args=[on_site.challenge.ref, note.pk])
    client = signed_in(on_site.petra)
    assert client.get(address).context["form"]["source"].value() == "people_who_use_services"
    client.post(address, post(source="people_who_use_services", text="Said otherwise.", version=1))
    note.refresh_from_db()
    assert (note.source, note.text(vault_of(on_site.challenge))) == ("people_who_use_services", "Said otherwise.")


def test_a_wrong_note_keeps_what_was_typed(on_site, signed_in):
    address = reverse("reviews:write_note", args=[on_site.challenge.ref])
    page = signed_in(on_site.petra).post(address, post(kind="", verbatim="on"))
    assert page.status_code == 422
    assert "Families wait." in page.text
    assert "Check the quotation" in page.text


def test_a_shadow_reads_their_own_notes_only(on_site, signed_in):
    write(on_site, text="By one.")
    write(on_site, text="By the other.", by=on_site.nia)
    page = signed_in(on_site.nia).get(reverse("reviews:notes", args=[on_site.challenge.ref]))
    assert [note.text for note in page.context["notes"]] == ["By the other."]


def test_words_looked_for_stand_in_no_address(on_site, signed_in):
    write(on_site, text="The panel meets monthly.")
    write(on_site, text="Letters go out late.")
    client, here = signed_in(on_site.petra), reverse("reviews:notes", args=[on_site.challenge.ref])
    answer = client.post(here, {"q": "PANEL", "kind": "heard", "leans": ""})
    assert answer.url.startswith(f"{here}?kind=heard&words=")
    assert "panel" not in answer.url.lower()
    page = client.get(answer.url)
    assert [note.text for note in page.context["notes"]] == ["The panel meets monthly."]
    assert page.context["form"]["q"].value() == "PANEL"
    assert page.context["query"].startswith("kind=heard&words=")
    assert len(client.get(f"{here}?q=PANEL").context["notes"]) == 2
    assert client.post(here, {"q": ""}).url == here
    wrong = client.post(here, {"q": "PANEL", "kind": "smelt"})
    assert (wrong.status_code, wrong.context["form"]["q"].value()) == (422, "PANEL")
    theirs = signed_in(on_site.amir).get(answer.url)
    assert "not yours to read" in theirs.text
    assert theirs.context["form"]["q"].value() == ""
    assert "not yours to read" in client.get(f"{here}?words=AAAA").text


def test_looking_among_no_notes_is_answered_by_the_empty_page(on_site, signed_in):
    here = reverse("reviews:notes", args=[on_site.challenge.ref])
    page = signed_in(on_site.petra).post(here, {"q": "panel"}, follow=True)
    assert "No note is written yet" in page.text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_notes_asks_the_same_queries_whatever_its_length(
    on_site, signed_in, rows, django_assert_num_queries
):
    for number in range(rows):
        write(on_site, text=f"Note {number}.")
    client = signed_in(on_site.petra)
    address = reverse("reviews:notes", args=[on_site.challenge.ref])
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)


def test_a_missing_key_is_a_sentence_and_no_error(on_site, signed_in):
    write(on_site)
    from reviews.vault import destroy_key

    destroy_key(on_site.challenge)
    page = signed_in(on_site.petra).get(reverse("reviews:notes", args=[on_site.challenge.ref]))
    assert page.status_code == 409
    assert "their key is missing" in page.text
