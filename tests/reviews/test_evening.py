"""The evening's meeting: the day's notes by line and by session, key points, and what to test tomorrow."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from cycles.models import State
from people.refusal import Refusal
from reviews.actions import stars
from reviews.models import EvidenceNote, Flag, Session
from tests.access.evidence import sealed
from tests.access.full import full_world
from tests.world import NOW

pytestmark = pytest.mark.breaks_rules  # the full world is put down by hand
TODAY = NOW.date()


@pytest.fixture
def world(db, clock):
    return full_world(State.ON_SITE)


def write(world, text, **facts):
    kept = {"kind": "heard", "source": "staff", "leans": "context", "day": TODAY, "author": world.petra, **facts}
    return sealed(EvidenceNote, text, world.vault, challenge=world.challenge, **kept)


def page(world, signed_in, key="petra", **wanted):
    return signed_in(getattr(world, key)).get(reverse("reviews:end_of_day", args=[world.challenge.ref]), wanted)


def test_a_star_is_the_teams_and_leaves_everything_else_as_it_was(world, signed_in):
    address = reverse("reviews:star_note", args=[world.challenge.ref, world.other_note.pk])
    before = EvidenceNote.objects.filter(pk=world.other_note.pk).values().get()
    client = signed_in(world.petra)
    for _ in range(2):  # twice is as good as once
        answer = client.post(f"{address}?by=session", {"star": "yes"})
    assert answer.url.endswith(f"?by=session&day={TODAY}#note-{world.other_note.pk}")
    assert EvidenceNote.objects.filter(pk=world.other_note.pk).values().get() == {**before, "is_key": True}
    shown = page(world, signed_in).text
    assert shown.index("Key points") < shown.index("CANARYNOTE too") < shown.index("What each line has")
    client.post(address, {"star": "no"})
    assert EvidenceNote.objects.filter(pk=world.other_note.pk).values().get() == before
    world.note.delete()
    with pytest.raises(Refusal, match="has deleted this note"):
        stars.star_note(note=world.note, is_key=True, by=world.tom, at=NOW)


def test_notes_stand_by_line_and_while_on_site_by_session(world, signed_in):
    later = Session.objects.create(
        challenge=world.challenge, day=TODAY, starts=time(15), ends=time(16), kind="group", title="Foster carers"
    )
    write(world, "Carers wait.", session=later)
    by_line = page(world, signed_in)
    assert [str(line) for line, _ in by_line.context["groups"]] == ["1. Do families know?", "None"]
    by_session = page(world, signed_in, by="session")
    assert [str(thing) for thing, _ in by_session.context["groups"]] == ["CANARYSESSION", "Foster carers", "None"]
    world.challenge.state = State.DRAFTING
    world.challenge.save()
    assert page(world, signed_in, by="session").context["grouping"] == "line"


def test_a_day_is_chosen_among_those_with_notes(world, signed_in):
    yesterday = TODAY - timedelta(days=1)
    write(world, "Read the day before.", kind="read", source="documents", day=yesterday)
    assert "Read the day before." not in page(world, signed_in).text
    shown = page(world, signed_in, day=yesterday.isoformat())
    assert "Read the day before." in shown.text
    assert shown.context["days"] == [yesterday, TODAY]
    assert page(world, signed_in, day="nonsense").context["day"] == TODAY


def test_each_line_says_what_it_has_and_lacks(world, signed_in):
    yesterday = TODAY - timedelta(days=1)
    write(world, "Seen then.", kind="seen", source="providers", day=yesterday, line=world.line)
    first, second = page(world, signed_in).context["reach"]
    assert [kind["label"] for kind in first.kinds if kind["is_today"]] == ["Read", "Heard"]
    assert [kind["label"] for kind in first.kinds if kind["is_known"]] == ["Read", "Heard", "Seen"]
    assert (first.today, first.groups) == (2, "Front-line staff, Documents")
    assert first.lacks == "data, case, people who use services"
    assert (second.today, second.groups) == (0, "")
    yesterdays = page(world, signed_in, day=yesterday.isoformat()).context["reach"][0]
    assert [kind["label"] for kind in yesterdays.kinds if kind["is_known"]] == ["Seen"]  # what came later is no matter


def test_what_to_test_tomorrow(world, signed_in):
    write(world, "Ask whether the letters came.", follow_up=True, follow_up_source="carers")
    shown = page(world, signed_in)
    assert [(group, len(notes)) for group, notes in shown.context["follow_up"]] == [("Parents and carers", 1)]
    assert [item["lacks"] for item in shown.context["untested"]] == ["nobody has looked for what speaks against it"]
    assert [flag["on"] for flag in shown.context["flags"]] == ["CANARYHYPOTHESIS"]
    for_nia = page(world, signed_in, "nia")  # a shadow reads no board and only own notes
    assert (for_nia.context["untested"], for_nia.context["flags"], for_nia.context["follow_up"]) == ([], [], [])


def test_the_order_tells_nothing_of_who_wrote_when(world, signed_in):
    made = [write(world, f"Point {n}", line=world.line) for n in range(12)]
    ((_, shown),) = [(line, notes) for line, notes in page(world, signed_in).context["groups"] if line]
    stood = [note.text for note in shown if note.text.startswith("Point")]
    assert stood == [f"Point {made.index(note)}" for note in sorted(made, key=lambda note: note.pk)]
    assert stood != [f"Point {n}" for n in range(12)]


def test_it_asks_a_set_number_of_questions(world, signed_in, django_assert_num_queries):
    client, address = signed_in(world.tom), reverse("reviews:end_of_day", args=[world.challenge.ref])
    for many in (0, 20):
        for number in range(many):
            write(world, f"{number}", follow_up=True, is_key=True, session=world.session, line=world.line)
            sealed(Flag, "?", world.vault, challenge=world.challenge, finding=world.finding, raised_by=world.olu)
        with django_assert_num_queries(11):
            client.get(address)
