"""Personal and public calendars: whose they are, what stands in them, what never does, and how they follow."""

import logging
import runpy
from datetime import date, datetime, time, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from gunicorn.config import Config
from icalendar import Calendar

from cycles.actions import life, visit
from cycles.actions import meeting as meetings
from cycles.models import State
from notices import feeds
from notices.models import Duty, Feed
from peerchallenge.logs import Masked
from people.models import Membership
from reviews.models import Session, SessionReviewer
from tests.access.canaries import CANARIES
from tests.access.full import full_world
from tests.world import LONDON, NOW, VISIT_STARTS, make_challenge

LATER = NOW + timedelta(minutes=1)


def address_of(person):
    return reverse("cycles:personal_feed", args=[feeds.renew(person=person, by=person, at=NOW)])


def events(client, address):
    """Return the events of a calendar by the first part of their UID."""
    found = Calendar.from_ical(client.get(address).content).walk("VEVENT")
    return {str(event["UID"]).partition("@")[0]: event for event in found}


def owe(world, person, **more):
    facts = {"kind": "by_hand", "about": world.challenge.ref, "programme": world.programme, "place": "Calderdale"}
    days = {"anchor_on": VISIT_STARTS, "set_on": date(2027, 3, 1), "due_on": date(2027, 3, 1)}
    facts |= {"what": "Send the data pack", "why": "The team reads it.", "path": "/x/", "owner": "HO", **days, **more}
    duty = Duty.objects.create(**facts)
    duty.holders.create(person=person)
    return duty


def test_a_calendar_is_made_renewed_and_revoked_and_its_address_shown_once(world, signed_in, client):
    page = reverse("cycles:my_calendar")
    said = signed_in(world.petra).post(page, {"do": "renew"})
    [first] = [word for word in said.text.split() if "/my-calendar/" in word and ".ics" in word]
    path = first.partition("localhost:8000")[2].partition("<")[0]
    token = path.rpartition("/")[2].removesuffix(".ics")
    assert len(token) == 43  # 256 bits
    assert said.headers["Cache-Control"] == "no-store"
    assert token not in signed_in(world.petra).get(page).text
    assert token not in str(list(Feed.objects.values()))
    client.logout()
    assert client.get(path).status_code == 200
    signed_in(world.petra).post(page, {"do": "renew"})
    client.logout()
    gone = client.get(path)
    signed_in(world.petra).post(page, {"do": "revoke"})
    assert signed_in(world.petra).post(page, {"do": "revoke"}, follow=True).text.count("no calendar address to revoke")
    assert list(Feed.objects.values_list("ended_at", flat=True)) == [NOW, NOW]
    disabled = address_of(world.amir)
    world.amir.user.is_active = False
    world.amir.user.save()
    for nobody in (disabled, reverse("cycles:personal_feed", args=["x"]), path):
        answer = client.get(nobody)
        assert (answer.status_code, answer.content, dict(answer.headers)) == (404, gone.content, dict(gone.headers))


def test_no_log_keeps_the_address(world, client, caplog):
    made = settings.LOGGING["formatters"]["plain"]
    assert made["()"] == "peerchallenge.logs.Masked"
    with caplog.at_level(logging.INFO):
        client.get("/my-calendar/abcSECRETxyz.ics")
        client.get("/answer/abcSECRETxyz:sig/")
    lines = [Masked(made["format"], style="{").format(record) for record in caplog.records]
    assert len(lines) == 2
    assert "/my-calendar/…" in lines[0]
    assert "SECRET" not in "".join(lines)


def test_gunicorn_masks_its_lines_too(tmp_path):
    quiet = runpy.run_path("gunicorn.conf.py")["logger_class"]
    cfg = Config()
    cfg.set("accesslog", str(tmp_path / "access.log"))
    cfg.set("errorlog", str(tmp_path / "error.log"))
    log = quiet(cfg)
    log.access_log.info('"GET /my-calendar/abcSECRETxyz.ics HTTP/1.1" 200')
    log.error("Error handling request /answer/SECRET/")
    kept = (tmp_path / "access.log").read_text() + (tmp_path / "error.log").read_text()
    assert "GET /my-calendar/… HTTP/1.1" in kept
    assert "SECRET" not in kept


def test_what_stands_in_it_by_who_asks(world, client):
    meeting = meetings.schedule_meeting(
        challenge=world.challenge,
        kind="feedback",
        starts_at=datetime(2027, 3, 29, 9, 0, tzinfo=LONDON),
        ends_at=datetime(2027, 3, 29, 10, 0, tzinfo=LONDON),
        place="Town hall",
        by=world.mina,
        at=NOW,
    )
    slot = {"challenge": world.challenge, "day": VISIT_STARTS, "starts": time(9), "ends": time(10)}
    mine = Session.objects.create(**slot, kind="focus_group", title="Foster carers", source="carers", room="Room 9")
    SessionReviewer.objects.create(session=mine, seat=world.seats["petra"])
    Session.objects.create(**slot, kind="group", title="Another's")
    duty = owe(world, world.ben)
    on = {f"visit-{world.challenge.ref}", f"meeting-{meeting.ref}"}
    assert set(events(client, address_of(world.petra))) == {*on, f"session-{mine.ref}"}
    assert set(events(client, address_of(world.ben))) == {*on, f"duty-{duty.ref}"}
    assert set(events(client, address_of(world.rana))) == {f"visit-{world.challenge.ref}"}
    for nobody in (world.sam, world.ada, world.grace):
        assert events(client, address_of(nobody)) == {}
    seen = events(client, address_of(world.petra))
    visited, session = seen[f"visit-{world.challenge.ref}"], seen[f"session-{mine.ref}"]
    assert (visited["SUMMARY"], visited["DTEND"].dt) == (
        "Peer challenge visit: Calderdale, Transitions",
        date(2027, 2, 12),
    )
    assert session["SUMMARY"] == "Session of the peer challenge at Calderdale"
    assert session["DTSTART"].dt.isoformat() == "2027-02-09T09:00:00+00:00"
    assert seen[f"meeting-{meeting.ref}"]["DTSTART"].dt.isoformat() == "2027-03-29T08:00:00+00:00"
    text = client.get(address_of(world.petra)).text
    assert not [word for word in ("carers", "Foster", "Room 9", "ocus") if word in text]
    alarm = events(client, address_of(world.ben))[f"duty-{duty.ref}"].walk("VALARM")
    assert [one["TRIGGER"].dt for one in alarm] == [timedelta(hours=-15)]


def test_a_visit_that_moves_keeps_its_uid_and_one_cancelled_stays_as_cancelled(world, client):
    address, key = address_of(world.petra), f"visit-{world.challenge.ref}"
    duty = owe(world, world.petra)
    before = events(client, address)
    first = VISIT_STARTS + timedelta(weeks=3)
    visit.move_visit(challenge=world.challenge, starts_on=first, by=world.rana, at=NOW)
    moved = events(client, address)
    assert set(moved) == set(before)
    assert (moved[key]["DTSTART"].dt, moved[key]["DTEND"].dt) == (first, first + timedelta(days=3))
    assert (before[key]["SEQUENCE"], moved[key]["SEQUENCE"]) == (0, 1)
    assert moved[f"duty-{duty.ref}"]["SEQUENCE"] == before[f"duty-{duty.ref}"]["SEQUENCE"] + 1
    life.postpone(challenge=world.challenge, cause="inspection", reason="CQC", by=world.rana, at=NOW)
    paused = events(client, address)[key]
    assert (paused["STATUS"], paused["SEQUENCE"], "CQC" in str(paused)) == ("CANCELLED", 2, False)
    life.resume(challenge=world.challenge, starts_on=first + timedelta(weeks=1), by=world.rana, at=NOW)
    back = events(client, address)[key]
    assert (back["STATUS"], back["SEQUENCE"], back["DTSTART"].dt) == ("CONFIRMED", 3, first + timedelta(weeks=1))
    life.cancel(challenge=world.challenge, reason="Merged", by=world.rana, at=NOW)
    off = events(client, address)[key]
    assert (off["STATUS"], off["SEQUENCE"]) == ("CANCELLED", 4)


def test_what_was_cancelled_long_ago_is_gone(world, client, clock):
    life.cancel(challenge=world.challenge, reason="Merged", by=world.rana, at=NOW - timedelta(weeks=9))
    assert events(client, address_of(world.petra)) == {}


def test_a_place_in_a_team_that_ended_ends_its_events(world, client):
    address = address_of(world.petra)
    world.seats["petra"].status = "withdrawn"
    world.seats["petra"].save()
    assert events(client, address) == {}


def test_a_topic_before_the_plan_is_released_is_in_no_calendar(world, client):
    address, everybodys = address_of(world.petra), reverse("cycles:region_calendar", args=[world.region.ref])
    assert "Transitions" in client.get(address).text
    assert "Transitions" in client.get(everybodys).text
    world.cycle.released_at = None
    world.cycle.save()
    assert "Transitions" not in client.get(address).text
    assert client.get(everybodys).status_code == 404


def test_it_is_fetched_again_only_when_something_changed_and_sets_no_cookie(world, client):
    address = address_of(world.petra)
    first = client.get(address)
    assert (first.cookies.output(), first.headers["Content-Type"]) == ("", "text/calendar; charset=utf-8")
    assert first.headers["Cache-Control"] == "private, max-age=900"
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    visit.move_visit(challenge=world.challenge, starts_on=VISIT_STARTS + timedelta(weeks=3), by=world.rana, at=LATER)
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.breaks_rules  # Petra sits on many visits at once
def test_calendars_ask_a_fixed_number_of_queries(world, client, django_assert_num_queries):
    address, everybodys = address_of(world.petra), reverse("cycles:region_calendar", args=[world.region.ref])
    for count in (1, 12):
        for number in range(count):
            place = world.bodies["Rotherham"]
            starts = VISIT_STARTS + timedelta(weeks=number + count)
            made = make_challenge(world.cycle, world.shape, place, starts=starts, topic=f"T{count}-{number}")
            own = {"person": world.petra, "role": "reviewer", "visit": made.visit, "invited_at": NOW}
            seat = made.seats.create(**own, starts_on=starts, ends_on=starts, status="accepted")
            slot = Session.objects.create(
                challenge=made, day=starts, starts=time(9), ends=time(10), kind="group", title="x"
            )
            SessionReviewer.objects.create(session=slot, seat=seat)
            owe(world, world.petra, about=made.ref)
            made.meetings.create(kind="other", starts_at=NOW, ends_at=NOW + timedelta(hours=1))
        with django_assert_num_queries(8):
            assert len(events(client, address)) == 4 * (count + (1 if count == 12 else 0)) + 1
        with django_assert_num_queries(4):
            client.get(everybodys)


def test_the_public_calendar_of_a_region_has_visits_reports_and_clock(db, clock, client):
    world = full_world(State.PUBLISHED)
    address = reverse("cycles:region_calendar", args=[world.region.ref])
    answer = client.get(address)
    found = events(client, address)
    assert answer.cookies.output() == ""
    steps = {f"{world.challenge.ref}-{n}" for n in (3, 5, 10, 12)}
    [visited] = [event for key, event in found.items() if key.startswith("visit-")]
    assert (visited["DTSTART"].dt, visited["DTEND"].dt) == (date(2027, 2, 1), date(2027, 3, 1))
    assert f"visit-{world.challenge.ref}" not in answer.text
    assert {key for key in found if not key.startswith("visit-")} == {"report-calderdale-transitions-2027", *steps}
    assert found["report-calderdale-transitions-2027"]["DTSTART"].dt == NOW.date()
    assert client.get(reverse("cycles:region_calendar", args=["nowhere"])).status_code == 404


@pytest.mark.parametrize("state", [State.PREPARING, State.ON_SITE, State.FINAL])
def test_no_calendar_holds_what_was_said_in_confidence(db, clock, client, state):
    world = full_world(state)
    Membership.objects.create(person=world.sam, role="sponsor_group", programme=world.programme)
    for key in ("petra", "tom", "ben", "rana", "idris", "sam"):
        text = client.get(address_of(getattr(world, key))).text
        assert "BEGIN:VEVENT" in text or key == "sam"
        assert not [canary for canary in CANARIES if canary in text]
        assert "front_line" not in text.lower()
