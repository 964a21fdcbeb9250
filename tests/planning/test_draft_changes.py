"""Changing a draft by its pages, without a script: each change is said, shown and can be taken back."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.models import ClosedPeriod, Seat
from notices.models import Message
from planning.actions import drafts
from planning.models import Draft
from planning.sketch import NEW, Sketch
from tests.world import NOW, make_challenge

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2027, 6, 7), date(2027, 7, 5)


@pytest.fixture
def rana(scene, signed_in, clock):
    """The coordinator's browser."""
    return signed_in(scene.rana)


@pytest.fixture
def draft(scene):
    """A draft in which Ashby is visited in June, when it is closed."""
    ClosedPeriod.objects.create(
        region=scene.region,
        body=scene.bodies["Ashby"],
        kind="inspection",
        label="Inspection",
        starts_on=JUNE,
        ends_on=JUNE + timedelta(days=4),
    )
    return drafts.begin(cycle=scene.cycle, reason="A try", by=scene.rana, at=NOW)


def key_of(scene, host="Ashby"):
    return NEW + scene.bodies[host].pk


def ashby(scene, draft):
    draft.refresh_from_db()
    return Sketch.of(draft.sketch)[key_of(scene)]


def address(draft, name, **kwargs):
    return reverse(f"planning:{name}", kwargs={"ref": draft.ref, **kwargs})


def send(client, draft, name, data, **kwargs):
    """Post a form drawn just now and follow where it leads; return the words of that page."""
    draft.refresh_from_db()
    answer = client.post(address(draft, name, **kwargs), {"version": draft.version, **data}, follow=True)
    return words(answer)


def words(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_visit_is_moved_from_a_list_that_says_what_each_week_means(scene, rana, draft):
    form = address(draft, "move", key=key_of(scene))
    said = dict(rana.get(form).context["form"].fields["week"].choices)
    assert len(said) == 79
    assert said[JUNE.isoformat()] == (
        "8 to 10 June 2027: Ashby cannot be visited in the week of 7 June 2027: Inspection, 7 to 11 June 2027."
    )
    assert said[JULY.isoformat()].startswith("6 to 8 July 2027: ")
    answer = rana.post(form, {"week": JUNE.isoformat(), "version": 0})
    assert answer.url == f"{address(draft, 'draft')}?visit={key_of(scene)}"
    page = words(rana.get(answer.url))
    assert "Moved to 8 to 10 June 2027 in this draft." in page
    assert "Undo : Ashby: 8 to 10 June 2027 (was no days yet)" in page
    assert "Inspection, 7 to 11 June 2027." in page
    assert dict(rana.get(form).context["form"].fields["week"].choices)[JUNE.isoformat()].endswith("where it stands")
    near = rana.post(f"{form}?zoom=6&changed=1", {"week": JULY.isoformat(), "version": 1})
    assert near.url == f"{address(draft, 'draft')}?changed=1&zoom=6&visit={key_of(scene)}"
    assert send(rana, draft, "move", {"week": "none"}, key=key_of(scene)).count("No week yet")
    assert ashby(scene, draft).starts_on is None


def test_a_week_that_is_none_is_refused_at_its_field(scene, rana, draft):
    form = address(draft, "move", key=key_of(scene))
    for week in ("", "2027-06-08", "2031-06-02", "?" * 6000):
        answer = rana.post(form, {"week": week, "version": 0})
        assert answer.status_code == 422
        assert "week" in answer.context["form"].errors
    assert ashby(scene, draft).starts_on is None


def test_the_second_of_two_is_told_what_the_first_did(scene, rana, draft):
    drafts.move(draft=draft, key=key_of(scene), week=JULY, by=scene.ravi, at=NOW)
    answer = rana.post(address(draft, "move", key=key_of(scene)), {"week": JUNE.isoformat(), "version": 0})
    assert answer.status_code == 409
    assert "The last step is Ravi’s: Ashby: 6 to 8 July 2027" in answer.content.decode()
    answer = rana.post(address(draft, "undo"), {"version": 0}, follow=True)
    assert "The draft has changed since this page was shown." in words(answer)
    assert ashby(scene, draft).week == JULY


def test_a_week_is_tried_without_being_written(scene, rana, draft):
    drafts.move(draft=draft, key=key_of(scene), week=JULY, by=scene.rana, at=NOW)
    ask = address(draft, "try_week")
    found = rana.get(ask, {"visit": key_of(scene), "week": JUNE.isoformat()}).json()
    assert found["days"] == "8 to 10 June 2027"
    assert found["breaks"] is True
    assert found["said"].startswith("8 to 10 June 2027: ")
    assert "Ashby cannot be visited in the week of 7 June 2027" in found["said"]
    here = rana.get(ask, {"visit": key_of(scene), "week": JULY.isoformat()}).json()
    assert here == {"days": "6 to 8 July 2027", "said": "6 to 8 July 2027: where it stands.", "breaks": False}
    for visit, week in ((7, JUNE), (key_of(scene), "2027-06-08"), ("x", JUNE), (key_of(scene), "soon"), ("", "")):
        assert rana.get(ask, {"visit": visit, "week": week}).status_code == 404
    assert ashby(scene, draft).week == JULY


def test_somebody_is_chosen_for_a_place_and_nobody_is_told(scene, rana, draft):
    key = key_of(scene)
    drafts.move(draft=draft, key=key, week=JULY, by=scene.rana, at=NOW)
    form = address(draft, "seat", key=key, number=0)
    can = rana.get(form).context["page"]
    assert [one.person.name for one in can] == [f"{host} director" for host in ("Brigg", "Crowle", "Epworth", "Filey")]
    everybody = words(rana.get(f"{form}?show=all"))
    assert "Ashby director works for Ashby: nobody reviews their own authority." in everybody
    assert "Choose all the same Ashby director" in everybody
    brigg = scene.people["Brigg director"]
    said = send(rana, draft, "seat", {"person": brigg.pk}, key=key, number=0)
    assert "Brigg director takes the place in this draft. No message is sent." in said
    assert "Brigg director takes the place" in words(rana.get(form))
    assert "already has a place in this team" in send(rana, draft, "seat", {"person": brigg.pk}, key=key, number=1)
    assert "Nobody was chosen" in send(rana, draft, "seat", {"person": "x"}, key=key, number=0)
    assert "The place is free in this draft." in send(rana, draft, "seat", {"person": ""}, key=key, number=0)
    assert ashby(scene, draft).people == ()
    assert rana.get(address(draft, "seat", key=key, number=3)).status_code == 404
    assert not Message.objects.exists()
    assert not Seat.objects.exists()


def test_weeks_and_places_are_locked_and_freed(scene, rana, draft):
    key = key_of(scene)
    assert "has no week to lock" in send(rana, draft, "lock", {"locked": "1"}, key=key)
    drafts.move(draft=draft, key=key, week=JULY, by=scene.rana, at=NOW)
    assert "Locked. Proposals keep it as it is." in send(rana, draft, "lock", {"locked": "1"}, key=key)
    assert ashby(scene, draft).locked
    assert "Unlock week" in words(rana.get(f"{address(draft, 'draft')}?visit={key}"))
    assert "Free to change again." in send(rana, draft, "lock", {}, key=key)
    assert not ashby(scene, draft).locked
    assert "An empty place cannot be locked." in send(rana, draft, "lock", {"locked": "1", "number": 0}, key=key)
    send(rana, draft, "seat", {"person": scene.people["Brigg director"].pk}, key=key, number=0)
    send(rana, draft, "lock", {"locked": "1", "number": 0}, key=key)
    assert ashby(scene, draft).seats[0].locked
    assert "cannot be read" in send(rana, draft, "lock", {"version": "x"}, key=key)


def test_a_step_is_taken_back_and_the_page_says_which(scene, rana, draft):
    send(rana, draft, "move", {"week": JULY.isoformat()}, key=key_of(scene))
    said = send(rana, draft, "undo", {})
    assert "Taken back: Ashby: 6 to 8 July 2027 (was no days yet)." in said
    assert ashby(scene, draft).starts_on is None
    assert "There is no step left to undo." in send(rana, draft, "undo", {})
    assert rana.get(address(draft, "undo")).url == address(draft, "draft")


def test_a_dropped_draft_no_longer_changes(scene, rana, draft):
    assert "Drop this draft?" in words(rana.get(address(draft, "drop")))
    assert "The draft is dropped." in words(rana.post(address(draft, "drop"), follow=True))
    draft.refresh_from_db()
    assert draft.status == Draft.Status.DROPPED
    answer = rana.post(address(draft, "move", key=key_of(scene)), {"week": JULY.isoformat(), "version": 0})
    assert "it no longer changes" in answer.content.decode()
    assert "The draft is dropped" not in words(rana.get(address(draft, "draft")))


def test_looking_again_says_what_happened_meanwhile(scene, rana, draft):
    send(rana, draft, "move", {"week": JULY.isoformat()}, key=key_of(scene))
    scene.cycle.members.filter(body=scene.bodies["Filey"]).update(left_on=NOW.date(), left_reason="Merged")
    assert "It is a step like any other and can be undone." in words(rana.get(address(draft, "look_again")))
    assert "The plan has changed since" in words(rana.get(address(draft, "draft")))
    said = send(rana, draft, "look_again", {})
    assert "Filey: this visit is no longer in the plan." in said
    assert ashby(scene, draft).week == JULY
    assert "Nothing has changed since" in send(rana, draft, "look_again", {})
    draft.refresh_from_db()
    assert [step.sentence[:12] for step in draft.steps.order_by("number")] == ["Ashby: 6 to ", "Looked again"]
    assert "Taken back: Looked again at what stands. Filey" in send(rana, draft, "undo", {"version": draft.version})
    assert "The plan has changed since" in words(rana.get(address(draft, "draft")))
    draft.refresh_from_db()
    send(rana, draft, "undo", {"version": draft.version})
    draft.refresh_from_db()
    assert (draft.sketch, draft.looked_at) == (draft.base, draft.made_at)


def test_a_visit_that_has_begun_is_drawn_and_has_no_page_to_change_it(scene, rana):
    challenge = make_challenge(scene.cycle, scene.shape, scene.bodies["Ashby"], state="on_site", starts=NOW.date())
    draft = drafts.begin(cycle=scene.cycle, reason="A try", by=scene.rana, at=NOW)
    page = words(rana.get(f"{address(draft, 'draft')}?visit={challenge.pk}"))
    assert "This visit has begun." in page
    assert "Move week" not in page
    of = {"key": challenge.pk}
    pages = [address(draft, "move", **of), address(draft, "lock", **of), address(draft, "seat", number=0, **of)]
    pages.append(f"{address(draft, 'try_week')}?visit={challenge.pk}&week={JULY}")
    assert {rana.get(url).status_code for url in pages} == {404}


def test_nobody_else_knows_of_a_draft(scene, client, signed_in, draft, clock):
    assert client.get(address(draft, "draft")).status_code == 302
    scene.rana.memberships.all().delete()
    assert signed_in(scene.rana).get(address(draft, "draft")).status_code == 404
