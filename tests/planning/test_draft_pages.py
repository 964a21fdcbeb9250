"""The pages of a draft: the list, the board, the chosen visit, the table and the file say the same."""

import csv
import io
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cycles.models import ClosedPeriod, CycleMember, Seat
from people.models import Body
from planning.actions import drafts
from planning.board import DraftBoard
from planning.judging import Judged
from planning.lines import counted, lines_of, months_of
from planning.sketch import NEW, Sketch
from tests.planning import scene as scenes
from tests.world import NOW, make_challenge
from tests.world import seat as make_seat

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2027, 6, 7), date(2027, 7, 5)


@pytest.fixture
def rana(scene, signed_in, clock):
    """The coordinator's browser."""
    return signed_in(scene.rana)


def key_of(scene, host):
    return NEW + scene.bodies[host].pk


def begin(scene, reason="Ashby was inspected"):
    return drafts.begin(cycle=scene.cycle, reason=reason, by=scene.rana, at=NOW)


def move(scene, draft, host, week):
    return drafts.move(draft=draft, key=key_of(scene, host), week=week, by=scene.rana, at=NOW)


def seat(scene, draft, host, number, who):
    more = {"key": key_of(scene, host), "number": number, "person": scene.people[who]}
    return drafts.seat(draft=draft, by=scene.rana, at=NOW, **more)


def inspected(scene, host, monday):
    ClosedPeriod.objects.create(
        region=scene.region,
        body=scene.bodies[host],
        kind="inspection",
        label="Inspection",
        starts_on=monday,
        ends_on=monday + timedelta(days=4),
    )


def busy(scene):
    """Return a draft on top of a plan that had Ashby in July: moved, seated by their own, closed, locked."""
    inspected(scene, "Ashby", JUNE)
    draft = move(scene, begin(scene), "Ashby", JULY)
    draft.base = draft.sketch
    draft.save()
    move(scene, draft, "Ashby", JUNE)
    seat(scene, draft, "Ashby", 1, "Ashby service_manager")
    move(scene, draft, "Brigg", JUNE + timedelta(weeks=4))
    return drafts.lock(draft=draft, key=key_of(scene, "Brigg"), locked=True, by=scene.rana, at=NOW)


def page(client, draft, name="draft", query="", **kwargs):
    return client.get(reverse(f"planning:{name}", kwargs={"ref": draft.ref, **kwargs}) + query)


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def lines(draft):
    judged = Judged.of(draft.problem, Sketch.of(draft.sketch), Sketch.of(draft.base))
    return lines_of(judged, {})


def board(scene, draft, **more):
    closed = list(scene.region.closed_periods.all())
    return DraftBoard(scene.cycle, lines(draft), closed, NOW.date(), publish_weeks=13, **more)


def test_the_list_says_what_a_draft_is_then_shows_those_being_made_first(scene, rana):
    address = reverse("planning:drafts", args=[scene.cycle.ref])
    assert "A draft is a plan being made" in words(rana.get(address))
    answer = rana.post(reverse("planning:begin", args=[scene.cycle.ref]), {"reason": "Filey left"})
    first = scene.cycle.drafts.get()
    assert (answer.status_code, answer.url) == (302, reverse("planning:draft", args=[first.ref]))
    second = begin(scene)
    drafts.drop(draft=second, by=scene.rana, at=NOW)
    listed = list(rana.get(address).context["page"])
    assert listed == [first, second]
    assert rana.post(reverse("planning:begin", args=[scene.cycle.ref]), {"reason": ""}).status_code == 422


def test_a_line_says_what_changed_and_what_is_wrong(scene):
    ashby, brigg, *_ = lines(busy(scene))
    assert (ashby.days, ashby.moved) == ("8 to 10 June 2027", "Moved: was 6–8 Jul. Comes: Ashby service_manager")
    assert [warning["kind"] for warning in ashby.warnings] == ["breach", "breach", "breach", "unfilled"]
    assert ashby.warnings[0]["text"].startswith("Ashby cannot be visited in the week of 7 June 2027")
    assert ashby.team == ["Ashby service_manager"]
    assert (brigg.moved, brigg.visit.locked, brigg.is_changed) == ("Had no week before", True, True)
    assert "locked" in brigg.said
    draft = begin(scene)
    assert counted(lines(draft)) == "Nothing is changed yet"
    assert counted(lines(scene.cycle.drafts.get(number=1))) == "2 visits moved and 1 seat changed"


def test_the_board_draws_ghosts_marks_and_what_can_be_moved(scene):
    draft = busy(scene)
    ashby, brigg, *others = board(scene, draft).rows
    assert ashby["visit"]["kind"] == "moved"
    assert ashby["ghost"]["text"] == "was 6 Jul"
    assert ashby["ghost"]["x"] > ashby["visit"]["x"]
    assert [mark["kind"] for mark in ashby["marks"]] == ["breach", "unfilled"]
    assert ashby["grip"] == {"week": 22, "day": 1}
    assert [mark["kind"] for mark in brigg["marks"]] == ["unfilled", "locked"]
    assert brigg["grip"] is None
    assert brigg["ghost"] is None
    assert [row["bars"] for row in others] == [[], [], []]  # no week yet
    near = board(scene, draft, near=True).rows[0]
    assert near["marks"][0]["x"] > ashby["marks"][0]["x"]  # nearer to the visit where there is more room
    later = move(scene, draft, "Crowle", date(2028, 6, 26))
    crowle = board(scene, later).rows[2]
    assert crowle["dates"]["ends"]


def test_the_list_for_a_phone_has_what_changed_first(scene):
    months = months_of(lines(move(scene, busy(scene), "Ashby", JULY)))
    assert [month["label"] for month in months] == ["Changed or needs attention"]
    ashby = next(row for row in months[0]["rows"] if row["host"] == "Ashby")
    assert (ashby["dates"], ashby["moved"]) == ("6–8 Jul", "Comes: Ashby service_manager")


def test_the_board_shows_all_or_what_is_asked_for(scene, rana):
    draft = busy(scene)
    whole = page(rana, draft)
    assert len(whole.context["board"].rows) == 5
    assert (whole.context["changed"], whole.context["attention"]) == (2, 5)
    changed = page(rana, draft, query="?changed=1&zoom=6")
    assert [row["line"].host for row in changed.context["board"].rows] == ["Ashby", "Brigg"]
    assert "board--near" in changed.content.decode()
    assert f"?changed=1&amp;zoom=6&amp;visit={key_of(scene, 'Ashby')}#visit" in changed.content.decode()
    scripts = re.findall(r'<script[^>]* src="/static/([^"]+)"', whole.content.decode())
    assert sum(Path(finders.find(script)).stat().st_size for script in scripts) < 15 * 1024
    front = reverse("planning:draft", args=[draft.ref])
    assert changed.context["view"].zooms == {"far": f"{front}?changed=1", "near": f"{front}?changed=1&zoom=6"}
    drafts.drop(draft=draft, by=scene.rana, at=NOW)
    closed = page(rana, draft, query=f"?visit={key_of(scene, 'Ashby')}").content.decode()
    assert 'method="post"' not in closed.replace(reverse("account_logout"), "").split("<main")[1].split("</main>")[0]
    assert "board.js" not in closed


def test_the_chosen_visit_says_who_why_and_what_is_wrong(scene, rana):
    draft = busy(scene)
    seat(scene, draft, "Ashby", 0, "Crowle director")
    said = words(page(rana, draft, query=f"?visit={key_of(scene, 'Ashby')}"))
    assert "8 to 10 June 2027 was 6 to 8 July 2027" in said
    assert "Inspection, 7 to 11 June 2027." in said
    assert "Seats 2 of 3" in said
    assert "Crowle director" in said
    assert "Unfilled" in said
    assert "next is" in said  # who else could go, and at what cost
    assert "Back to 6 Jul" in said
    assert "Cost of draft 1" in said
    assert "Ashby service_manager works for Ashby" in said
    assert "Selected" not in words(page(rana, draft, query="?visit=7%00"))


def test_table_and_file_hold_every_line(scene, rana):
    draft = busy(scene)
    table = words(page(rana, draft, "draft_table"))
    assert "Ashby Topic to be agreed · New 8 to 10 June 2027" in table
    assert "Moved: was 6–8 Jul. Comes: Ashby service_manager" in table
    rows = list(csv.DictReader(io.StringIO(page(rana, draft, "draft_file").content.decode("utf-8-sig"))))
    assert [row["Host"] for row in rows] == list(scene.bodies)
    ashby = rows[0]
    assert (ashby["First day"], ashby["Was from"], ashby["Team"]) == (
        "2027-06-08",
        "2027-07-06",
        "Ashby service_manager",
    )
    assert "Inspection, 7 to 11 June 2027." in ashby["Breaches"]


def test_steps_are_listed_the_newest_first(scene, rana):
    draft = busy(scene)
    said = words(page(rana, draft, "steps"))
    assert said.index("Brigg: its week locked") < said.index("Ashby: 8 to 10 June 2027 (was 6 to 8 July 2027)")


def add_host(scene, name):
    """Let one more authority take part, with a challenge of its own and somebody to lend."""
    body = scene.bodies[name] = Body.objects.create(region=scene.region, name=name)
    CycleMember.objects.create(cycle=scene.cycle, body=body)
    scenes.make_reviewer(f"{name} lender", body)
    challenge = make_challenge(scene.cycle, scene.shape, body, state="preparing", starts=date(2027, 9, 7))
    make_seat(challenge, scenes.make_reviewer(f"{name} guest", scene.bodies["Ashby"]), "reviewer", status="invited")


def test_a_draft_that_is_behind_says_so(scene, rana):
    add_host(scene, "Goole")
    draft = begin(scene)
    assert "The plan has changed since" not in words(page(rana, draft))
    Seat.objects.update(answered_at=NOW + timedelta(hours=1), status="declined")
    assert "The plan has changed since" in words(page(rana, draft))
    drafts.look_again(draft=draft, by=scene.rana, at=NOW + timedelta(hours=2))
    assert "The plan has changed since" not in words(page(rana, draft))
    inspected(scene, "Ashby", JUNE)
    assert "The plan has changed since" in words(page(rana, draft))


def addresses(draft, scene):
    """Return every page of a draft, the one of a visit that has a challenge, with the queries it takes."""
    visit = next(visit for visit in Sketch.of(draft.sketch) if visit.challenge)
    of = {"ref": draft.ref}
    front = reverse("planning:draft", kwargs=of)
    return {
        reverse("planning:drafts", args=[scene.cycle.ref]): 6,
        front: 11,
        f"{front}?visit={visit.key}": 12,
        reverse("planning:draft_table", kwargs=of): 6,
        reverse("planning:draft_file", kwargs=of): 6,
        reverse("planning:steps", kwargs=of): 6,
        reverse("planning:try_week", kwargs=of) + f"?visit={visit.key}&week={JULY}": 5,
        reverse("planning:move", kwargs={**of, "key": visit.key}): 5,
        reverse("planning:seat", kwargs={**of, "key": visit.key, "number": 1}) + "?show=all": 5,
        reverse("planning:drop", kwargs=of): 4,
        reverse("planning:look_again", kwargs=of): 4,
    }


def test_every_page_takes_the_same_queries_whatever_there_is(db, signed_in, clock):
    scene = scenes.build(("Ashby", "Brigg"))
    client = signed_in(scene.rana)
    add_host(scene, "Crowle")
    few = begin(scene)
    move(scene, few, "Ashby", JUNE)
    for name in ("Epworth", "Filey", "Goole", "Hook"):
        add_host(scene, name)
        begin(scene)
    many = begin(scene)
    inspected(scene, "Ashby", JUNE)
    for week in (JUNE, JULY):
        move(scene, many, "Ashby", week)
        move(scene, many, "Brigg", week)
    wrong = []
    for draft in (few, many):
        for address, count in addresses(draft, scene).items():
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            if answer.status_code != 200 or len(asked) != count:
                wrong.append((address, answer.status_code, len(asked), count))
    assert wrong == []
