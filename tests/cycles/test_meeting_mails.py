"""A meeting goes to those it is for as a mail with a file for their calendar: arranged, changed, cancelled."""

from datetime import timedelta

from django.core import mail
from django.urls import reverse
from icalendar import Calendar

from cycles.actions import meeting as actions
from cycles.models import Meeting
from notices.actions.sending import send_batch
from notices.post import office
from tests.world import NOW

SOON = NOW + timedelta(days=20)


def arrange(world, kind="planning", **more):
    facts = {"challenge": world.challenge, "kind": kind, "starts_at": SOON, "ends_at": SOON + timedelta(hours=1)}
    return actions.schedule_meeting(**{**facts, "by": world.mina, "at": NOW, **more})


def sent():
    """Deliver what is queued and return each mail by who got it, with its event."""
    mail.outbox.clear()
    with office() as post:
        while send_batch(office=post, at=NOW):
            pass
    return {one.to[0].partition("@")[0]: (one, event_in(one)) for one in mail.outbox}


def event_in(one):
    """Return the method and the event of a mail, looked for as a mail program does."""
    for part in one.message().walk():
        if part.get_content_type() == "text/calendar":
            made = Calendar.from_ical(part.get_payload(decode=True))
            assert part.get_param("method") == str(made["METHOD"])
            assert part.get_content_charset() == "utf-8"
            return str(made["METHOD"]), made.walk("VEVENT")[0]
    return None, None


def test_everybody_it_is_for_gets_it_in_their_calendar_and_every_change(world):
    meeting = arrange(world, place="Town hall")
    first = sent()
    assert set(first) == {"tom", "mina", "petra", "amir", "joan", "olu", "nia", "carys", "ben"}
    one, (method, event) = first["petra"]
    assert (one.subject, method) == ("Planning meeting about Calderdale: arranged", "REQUEST")
    assert [name for name, *_ in one.attachments] == ["meeting.ics"]
    assert str(event["ATTENDEE"]) == "mailto:petra@example.org"
    assert "ben@example.org" not in one.message().as_string()
    assert (event["DTSTART"].dt, event["LOCATION"], event["SEQUENCE"]) == (SOON, "Town hall", 1)
    later = {"starts_at": SOON + timedelta(days=1), "ends_at": SOON + timedelta(days=1, hours=1), "kind": "planning"}
    actions.change_meeting(meeting=meeting, version=1, **later, place="Town hall", by=world.tom, at=NOW)
    _, (method, moved) = sent()["petra"]
    assert (method, moved["UID"], moved["SEQUENCE"]) == ("REQUEST", event["UID"], 2)
    actions.minute_meeting(meeting=meeting, version=2, minutes="Agenda", held=False, by=world.tom, at=NOW)
    assert sent() == {}  # nothing of when and where has changed
    actions.cancel_meeting(meeting=meeting, by=world.mina, at=NOW)
    one, (method, off) = sent()["petra"]
    assert (method, off["UID"], off["SEQUENCE"], off["STATUS"]) == ("CANCEL", event["UID"], 4, "CANCELLED")
    assert one.subject == "Planning meeting about Calderdale: cancelled"


def test_a_mail_that_waited_carries_the_meeting_as_it_is_when_it_leaves(world):
    meeting = arrange(world)
    actions.cancel_meeting(meeting=meeting, by=world.mina, at=NOW)
    assert {method for _, (method, _) in sent().values()} == {"CANCEL"}


def test_who_it_is_for_goes_by_its_kind(world):
    assert set(arrange(world, "team_call").people.values_list("name", flat=True)) == {
        "Tom", "Mina", "Petra", "Amir", "Joan", "Olu", "Nia",
    }  # fmt: skip
    assert set(arrange(world, "keep_in_touch").people.values_list("name", flat=True)) == {"Tom", "Mina", "Carys", "Ben"}
    assert arrange(world, by=world.rana).people.filter(name="Rana").exists()


def test_a_meeting_that_is_over_is_told_to_nobody(world):
    arrange(world, starts_at=NOW - timedelta(days=1), ends_at=NOW - timedelta(hours=23))
    assert sent() == {}


def test_a_cancelled_meeting_is_shown_so_and_cannot_be_changed(world, signed_in):
    meeting = arrange(world)
    client = signed_in(world.mina)
    address = reverse("cycles:cancel_meeting", args=[world.challenge.ref, meeting.ref])
    assert "There is no way back" in client.get(address).text
    page = client.post(address, follow=True).text
    assert "Cancelled on 10 February 2027" in page
    assert "cycles:change_meeting" not in page
    assert "This meeting was cancelled" in client.post(address, follow=True).text
    held = Meeting.objects.create(
        challenge=world.challenge, kind="other", starts_at=NOW, ends_at=SOON, held=True, version=1
    )
    refused = client.post(reverse("cycles:cancel_meeting", args=[world.challenge.ref, held.ref]), follow=True).text
    assert "This meeting took place, so it cannot be cancelled." in refused
