"""Findings rest on evidence that is counted, flags are answered, and nothing is agreed without the lead."""

import pytest
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from reviews.actions import findings as actions
from reviews.actions import hypotheses
from reviews.models import EvidenceNote, Finding, Flag
from reviews.vault import destroy_key
from tests.access.full import full_world
from tests.world import NOW

# The full world is put down by hand, not walked to.
pytestmark = pytest.mark.breaks_rules


@pytest.fixture
def world(db, clock):
    return full_world(State.DRAFTING)


def agree(world, finding=None, reason=""):
    finding = finding or world.draft_finding
    seen = Finding.objects.get(pk=finding.pk).version
    return actions.agree_finding(finding=finding, thin_reason=reason, seen=seen, by=world.tom, at=NOW)


def test_an_agreed_finding_keeps_its_numbers(world):
    finding = agree(world)
    assert (finding.status, finding.notes_for, finding.kinds, finding.groups) == ("agreed", 2, 2, 2)


def test_a_thin_finding_needs_the_leads_reason(world):
    world.draft_finding.links.filter(note=world.other_note).delete()
    with pytest.raises(Refusal, match="rests on 1 kind of evidence and 1 source group; 2 and 2 are needed"):
        agree(world)
    assert agree(world, reason="Seen with our own eyes.").thin_reason == "Seen with our own eyes."


def test_what_speaks_against_does_not_strengthen(world):
    world.draft_finding.links.filter(note=world.other_note).update(speaks_for=False)
    found = actions.measured(world.draft_finding)
    assert (found.notes_for, found.notes_against, found.word) == (1, 1, "Thin")


def test_an_unanswered_flag_holds_a_finding_back(world):
    flag = hypotheses.flag(challenge=world.challenge, thing=world.draft_finding, text="One view.", by=world.olu, at=NOW)
    with pytest.raises(Refusal, match="The flag must be answered"):
        agree(world)
    with pytest.raises(Refusal, match="Somebody else answers a flag you raised"):
        hypotheses.answer_flag(flag=flag, text="I did.", by=world.olu, at=NOW)
    hypotheses.answer_flag(flag=flag, text="Two audits agree.", by=world.tom, at=NOW)
    assert agree(world).status == "agreed"
    with pytest.raises(Refusal, match="Somebody has just answered this flag"):
        hypotheses.answer_flag(flag=Flag.objects.get(pk=flag.pk), text="Again.", by=world.mina, at=NOW)


def test_somebody_elses_change_takes_the_agreement_back(world):
    finding = agree(world)
    changed = actions.edit_finding(
        finding=finding,
        kind="strength",
        text="Other words",
        so_what="",
        line=None,
        theme=None,
        seen=finding.version,
        by=world.petra,
        at=NOW,
    )
    assert (changed.status, changed.agreed_by) == ("draft", None)


def test_a_note_cannot_speak_for_and_against(world):
    with pytest.raises(Refusal, match="both for and against"):
        actions.link_evidence(
            finding=world.draft_finding, notes_for=[world.note], notes_against=[world.note], by=world.petra, at=NOW
        )


def test_two_people_linking_notes_lose_nothing(world, signed_in):
    world.draft_finding.links.all().delete()
    address = reverse("reviews:link_evidence", args=[world.challenge.ref, world.draft_finding.ref])
    for key, note in (
        ("petra", world.note),
        ("tom", world.other_note),
    ):  # both opened the page while nothing was linked
        signed_in(getattr(world, key)).post(address, {"shown": "", f"note-{note.pk}": "for"})
    assert dict(world.draft_finding.links.values_list("note", "speaks_for")) == {
        world.note.pk: True,
        world.other_note.pk: True,
    }


def test_a_link_is_turned_and_taken_away(world, signed_in):
    address = reverse("reviews:link_evidence", args=[world.challenge.ref, world.draft_finding.ref])
    client = signed_in(world.tom)
    shown = client.get(address).context["shown"]
    client.post(address, {"shown": shown, f"note-{world.note.pk}": "against", f"note-{world.other_note.pk}": ""})
    assert dict(world.draft_finding.links.values_list("note", "speaks_for")) == {world.note.pk: False}


@pytest.mark.parametrize(("name", "typed"), [("agree_finding", "thin_reason"), ("drop_finding", "reason")])
def test_the_lead_settles_only_the_words_he_read(world, signed_in, name, typed):
    client, finding = signed_in(world.tom), world.draft_finding
    address = reverse(f"reviews:{name}", args=[world.challenge.ref, finding.ref])
    version = client.get(address).context["form"]["version"].value()
    Finding.objects.filter(pk=finding.pk).update(text="Quite other words.", version=version + 1)
    page = client.post(address, {"version": version, typed: "My reason."})
    assert page.status_code == 409
    assert "It now says: “Quite other words.”" in page.text
    assert "My reason." in page.text
    assert client.post(address, {"version": page.context["form"]["version"].value(), typed: "My reason."}).url


def test_a_flag_takes_agreement_and_support_back(world):
    world.hypothesis.status = "supported"
    world.hypothesis.save()
    for thing in (world.finding, world.hypothesis):
        hypotheses.flag(challenge=world.challenge, thing=thing, text="One view.", by=world.olu, at=NOW)
        thing.refresh_from_db()
    assert (world.finding.status, world.finding.agreed_by, world.finding.version) == ("draft", None, 1)
    assert world.hypothesis.status == "open"


def test_of_two_who_settle_a_hypothesis_the_second_is_told(world, signed_in):
    address = reverse("reviews:settle", args=[world.challenge.ref, world.hypothesis.pk])
    client, typed = signed_in(world.tom), {"seen": "open", "status": "dropped"}
    assert client.post(address, typed).status_code == 302
    page = client.post(address, {**typed, "status": "supported"})
    assert (page.status_code, "Somebody has called it “dropped” while you were deciding" in page.text) == (409, True)
    assert client.post(address, {"seen": "dropped", "status": "supported"}).status_code == 409  # its flag waits
    world.hypothesis.refresh_from_db()
    assert world.hypothesis.status == "dropped"


def test_numbers_of_evidence_held_elsewhere_survive_linking(world):
    Finding.objects.filter(pk=world.finding.pk).update(held_elsewhere=True, notes_for=9, kinds=3, groups=3)
    facts = {"notes_for": [], "notes_against": [], "by": world.mina, "at": NOW}
    actions.link_evidence(finding=world.finding, unlinked=[world.note, world.other_note], **facts)
    world.finding.refresh_from_db()
    assert (world.finding.status, world.finding.notes_for, world.finding.kinds) == ("agreed", 9, 3)


def test_a_dropped_finding_keeps_its_reason_and_can_come_back(world):
    dropped = actions.drop_finding(finding=world.finding, reason="Said twice.", seen=0, by=world.tom, at=NOW)
    assert (dropped.status, dropped.dropped_reason) == ("dropped", "Said twice.")
    assert actions.restore_finding(finding=dropped, by=world.tom, at=NOW).status == "draft"


@pytest.mark.parametrize("rows", [1, 30, 190])
def test_the_findings_page_asks_the_same_queries_whatever_its_length(world, signed_in, rows, django_assert_num_queries):
    Finding.objects.bulk_create(
        Finding(challenge=world.challenge, kind="strength", text=f"Finding {number}") for number in range(rows)
    )
    client = signed_in(world.tom)
    address = reverse("reviews:findings", args=[world.challenge.ref])
    with django_assert_num_queries(9):
        client.get(address)


def many_notes(world, count, **more):
    for number in range(count):
        note = EvidenceNote(
            **{
                "challenge": world.challenge,
                "author": world.amir,
                "day": NOW.date(),
                "kind": "read",
                "source": "documents",
                "leans": "context",
                **more,
            }
        )
        note.seal(world.vault, f"Note {number}")
        note.save()


def chooser(world, what="link_evidence"):
    return reverse(f"reviews:{what}", args=[world.challenge.ref, world.draft_finding.ref])


@pytest.mark.parametrize("rows", [1, 400])
def test_choosing_among_notes_asks_the_same_queries_whatever_their_number(
    world, signed_in, rows, django_assert_num_queries
):
    many_notes(world, rows)
    client = signed_in(world.tom)
    with django_assert_num_queries(11):
        page = client.get(chooser(world))
    assert len(page.context["rows"]) == min(rows + 2, 25)


def test_turning_the_page_saves_what_was_chosen_and_passes_no_note_over(world, signed_in):
    """Of the notes not linked, linking ten of a page leaves the next ones to be shown, each once."""
    world.draft_finding.links.all().delete()
    many_notes(world, 58)
    client, seen = signed_in(world.petra), []
    page = client.get(f"{chooser(world)}?linked=no")
    for _ in range(3):
        shown = [item["note"].row.pk for item in page.context["rows"]]
        seen += [pk for pk in shown if pk not in seen]
        chosen = {f"note-{pk}": "for" if place < 10 else "" for place, pk in enumerate(shown)}
        typed = {**chosen, "shown": page.context["shown"], "linked": "no", "go": "after"}
        page = client.post(page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"], typed, follow=True)
    assert len(seen) == 60
    first = client.get(chooser(world)).context["rows"][0]["note"].row.pk
    second = client.get(f"{chooser(world)}?start=25")
    back = client.post(chooser(world), {"shown": second.context["shown"], "go": "before"}, follow=True)
    assert (back.context["first"], back.context["rows"][0]["note"].row.pk) == (1, first)
    assert client.get(f"{chooser(world)}?start=999").context["last"] == 60


def test_the_chooser_filters_by_link_and_seals_the_words(world, signed_in):
    many_notes(world, 1, leans="strength")
    client = signed_in(world.petra)
    answer = client.post(chooser(world), {"linked": "no", "q": "NOTE", "go": "show", "shown": ""})
    assert "linked=no&words=" in answer.url
    page = client.get(answer.url)
    assert [item["note"].text for item in page.context["rows"]] == ["Note 0"]
    assert page.context["form"]["q"].value() == "NOTE"
    assert [item["side"] for item in client.get(f"{chooser(world)}?linked=for").context["rows"]] == ["for", "for"]
    assert client.get(f"{chooser(world)}?linked=against").context["rows"] == []
    wrong = client.post(chooser(world), {"kind": "smelt", f"note-{world.note.pk}": "against", "shown": ""})
    assert wrong.status_code == 422
    assert {item["note"].row.pk: item["side"] for item in wrong.context["rows"]}[world.note.pk] == "against"
    assert world.draft_finding.links.get(note=world.note).speaks_for


@pytest.mark.parametrize(
    ("key", "texts"), [("tom", 2), ("petra", 2), ("olu", 2), ("nia", 0)], ids=["lead", "reviewer", "observer", "shadow"]
)
def test_a_finding_shows_the_notes_for_and_against_it_to_those_who_read_notes(world, signed_in, key, texts):
    world.draft_finding.links.filter(note=world.other_note).update(speaks_for=False)
    page = signed_in(getattr(world, key)).get(chooser(world, "finding"))
    evidence = page.context["evidence"]
    assert [len(evidence["for"]), len(evidence["against"]), evidence["unread"]] == [texts // 2, texts // 2, 2 - texts]
    assert page.text.count("CANARYNOTE") == texts
    assert "1 note, 1 kind, 1 group" in page.text
    assert ("CANARYAUTHOR" in page.text) == (key == "tom")


def test_beside_its_form_stands_what_a_finding_rests_on(world, signed_in, django_assert_num_queries):
    client = signed_in(world.tom)
    for what in ("edit_finding", "agree_finding"):
        assert "CANARYNOTE too" in client.get(chooser(world, what)).text
    with django_assert_num_queries(10):
        client.get(chooser(world, "finding"))
    many_notes(world, 30)
    for note in EvidenceNote.objects.filter(author=world.amir):
        world.draft_finding.links.create(note=note)
    with django_assert_num_queries(10):
        client.get(chooser(world, "finding"))


def test_a_finding_without_its_key_still_shows_its_words(world, signed_in):
    destroy_key(world.challenge)
    page = signed_in(world.tom).get(chooser(world, "edit_finding"))
    assert (page.status_code, "CANARYFINDING draft" in page.text, "their key is missing" in page.text) == (
        200,
        True,
        True,
    )


def test_the_host_learns_nothing_of_the_evidence(world, signed_in):
    client = signed_in(world.carys)
    for name in ("notes", "hypotheses", "findings", "end_of_day"):
        assert client.get(reverse(f"reviews:{name}", args=[world.challenge.ref])).status_code == 403
