"""Notes without signal: written, kept through the death of the tab, sent, and read by nobody else."""

from datetime import time

import pytest
from django.urls import reverse

from cycles.models import State
from reviews.actions import notes as actions
from reviews.models import Destruction, EvidenceNote, LineOfEnquiry, ParkedText, Session, SessionReviewer, UrgentConcern
from reviews.vault import vault_of
from tests.browser.phone import Phone
from tests.browser.window import PHONE, signed_in_cookie
from tests.world import NOW

pytestmark = pytest.mark.browser


@pytest.fixture
def on_site(world_at):
    """Calderdale on the second day on site, with a session that runs now and one of Amir's."""
    world = world_at(State.ON_SITE)
    world.line = LineOfEnquiry.objects.create(
        challenge=world.challenge, number=1, question="Do families know what will happen?"
    )
    for person, title, starts in (("petra", "Transitions team", 11), ("petra", "Carers", 14), ("amir", "Panel", 12)):
        session = Session.objects.create(
            challenge=world.challenge,
            day=NOW.date(),
            starts=time(starts, 30),
            ends=time(starts + 1, 30),
            kind="group",
            title=title,
            source="front_line",
            room="Room 2",
            expected=8,
        )
        SessionReviewer.objects.create(session=session, seat=world.seats[person])
    return world


@pytest.fixture
def phone(visit):
    """Give somebody a phone."""
    return lambda person: Phone(visit(person, size=PHONE), NOW)


def texts(world):
    """Return the words of every note at the server."""
    vault = vault_of(world.challenge)
    return sorted(note.text(vault) for note in EvidenceNote.objects.filter(challenge=world.challenge))


def quiet(faults):
    """Forget faults that no signal makes: they are what is tried here."""
    faults[:] = [fault for fault in faults if "net::ERR" not in fault]


def test_notes_live_through_no_signal_and_a_dead_tab(on_site, phone, faults):
    petra = phone(on_site.petra)
    petra.prepare()
    page = petra.page
    assert page.get_by_text("Transitions team").is_visible()
    assert "11:30 to 12:30 · Room 2" in page.locator(".capture-session").inner_text()

    petra.signal(on=False)
    page.get_by_role("button", name="Save on this device").wait_for()
    petra.write("Families hear at 17, not 14.")
    petra.has(safe=0, here=1)
    assert (
        "Saved on this device" in page.locator("#say").inner_text() or page.get_by_text("Saved on this device").count()
    )
    assert page.locator(".my-notes__where").first.inner_text().strip() == "Only on this device"
    assert petra.wrong() == []
    petra.write("", leans="strength")
    assert page.locator("#text-error").inner_text() == "Say what you found"
    page.locator("#text").fill("A letter that is half wri")
    page.get_by_text("Draft kept on this device").wait_for()
    raw = petra.raw()
    words = ["Families", "Transitions", "Room 2", "letter", "Petra", "Calderdale", "front_line", on_site.line.question]
    assert [word for word in words if word in raw] == []

    petra.die()
    assert petra.wrong() == []
    petra.unlock("135791")
    petra.page.locator("#lock-error", has_text="4 more tries").wait_for()
    petra.unlock()
    petra.has(safe=0, here=1)
    assert petra.page.locator("#text").input_value() == "A letter that is half wri"
    assert texts(on_site) == []

    petra.signal(on=True)
    petra.has(safe=1, here=0)
    assert texts(on_site) == ["Families hear at 17, not 14."]
    note = EvidenceNote.objects.get()
    assert (note.author, note.session.title, note.day) == (on_site.petra, "Transitions team", NOW.date())
    petra.write("Ring her on 07700 900123.")
    petra.page.locator("[data-note] .govuk-error-message").wait_for()
    petra.has(safe=1, here=1)
    petra.context.clock.fast_forward("05:30")
    petra.page.get_by_text("Five minutes without use").wait_for()
    assert "Families" not in petra.page.content()
    quiet(faults)


def test_two_versions_wait_for_their_author(on_site, phone, faults):
    petra = phone(on_site.petra)
    petra.prepare()
    petra.write("Letters go out late.")
    petra.has(safe=1, here=0)
    petra.signal(on=False)
    page = petra.page
    page.get_by_role("button", name="Change the note").click()
    page.locator("#text").fill("Letters go out late, or never.")
    page.locator("#foot-action button").click()
    petra.has(safe=0, here=1)
    note = EvidenceNote.objects.get()
    facts = {name: getattr(note, name) for name in ("kind", "source", "leans", "feeling", "verbatim", "quote_checked")}
    actions.edit_note(
        note=note,
        text="Letters go out in May.",
        seen=1,
        line=None,
        follow_up=False,
        follow_up_source="",
        by=on_site.petra,
        at=NOW,
        **facts,
    )
    petra.signal(on=True)
    petra.press("Decide")
    page.locator(".version ins").first.wait_for()
    assert page.locator(".version ins").all_inner_texts() == ["in May.", "late, or never."]
    assert petra.wrong() == []
    petra.press("Keep both as two notes")
    petra.has(safe=2, here=0)
    assert texts(on_site) == ["Letters go out in May.", "Letters go out late, or never."]
    assert ParkedText.objects.get().settled
    quiet(faults)


def test_an_urgent_concern_goes_first_and_only_when_ticked(on_site, phone, faults):
    petra = phone(on_site.petra)
    petra.prepare()
    petra.signal(on=False)
    page = petra.page
    page.locator("#urgent").click()
    assert page.get_by_role("link", name="999").is_visible()
    assert petra.wrong() == []
    page.locator("#concern-text").fill("A bruise nobody has asked about.")
    petra.press("Send concern: tick the box first")
    assert page.locator("#concern-text").is_visible()
    page.get_by_label("The lead", exact=True).check(force=True)
    page.locator("#concern-sure").check()
    petra.press("Send concern")
    page.get_by_text("1 urgent concern not sent yet").wait_for()
    assert not UrgentConcern.objects.exists()
    petra.signal(on=True)
    page.get_by_text("Your urgent concern was sent").wait_for()
    assert UrgentConcern.objects.get().raised_by == on_site.petra
    assert petra.wrong() == []
    quiet(faults)


def test_nobody_else_reads_or_sends_what_is_here(on_site, phone, live_server, faults):
    petra = phone(on_site.petra)
    petra.prepare()
    petra.signal(on=False)
    petra.write("Only mine.")
    petra.has(safe=0, here=1)
    petra.context.add_cookies([{**signed_in_cookie(on_site.amir), "url": live_server.url}])
    petra.signal(on=True)
    page = petra.page
    page.get_by_text("These notes are somebody else’s").wait_for()
    assert "Petra" not in page.content()
    assert "Only mine." not in page.content()
    assert petra.wrong() == []
    page.goto(reverse("account_logout"))
    page.get_by_text("1 note on this device has not reached the server").wait_for()
    assert texts(on_site) == []

    petra.context.add_cookies([{**signed_in_cookie(on_site.petra), "url": live_server.url}])
    page.goto("/capture/")
    for left in (4, 3, 2, 1):
        petra.unlock("135791")
        page.locator("#lock-error", has_text=f"{left} more").wait_for()
    petra.unlock("135791")
    page.locator("#pin-one").fill("864209")
    assert "wrapped" not in petra.raw(), "nothing is left here that a PIN would open"
    page.locator("#pin-two").fill("864209")
    petra.press("Use this PIN")
    petra.has(safe=1, here=0)
    assert texts(on_site) == ["Only mine."]
    quiet(faults)


def test_a_device_lets_go_of_what_was_destroyed(on_site, phone, faults):
    petra = phone(on_site.petra)
    petra.prepare()
    petra.write("Families hear at 17, not 14.")
    petra.has(safe=1, here=0)
    petra.signal(on=False)
    petra.write("Never sent.")
    petra.has(safe=1, here=1)
    Destruction.objects.create(challenge=on_site.challenge, rule="early", begun_at=NOW, counts={})
    petra.signal(on=True)
    petra.page.locator("#say-now", has_text="This device has let go of its copy").wait_for()
    assert petra.page.evaluate("async () => (await import('/static/js/capture/store.js')).devices()") == []
    quiet(faults)
    faults[:] = [fault for fault in faults if "410" not in fault]
