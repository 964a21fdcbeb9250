"""The publication clock: 3, 5, 10 and 12 months from the last day on site, public, late ones with their reason."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from cycles.kinds import passing
from cycles.models import Shape, State
from cycles.models.shape import REPORTING
from reports.actions.clock import state_step
from reports.models import ClockStep
from reports.queries.clock import clock_of, with_clock
from tests.access.full import full_world
from tests.reports.scene import refusal_of
from tests.world import NOW

LATE = NOW + timedelta(days=400)


@pytest.fixture
def published(db, clock):
    return full_world(State.PUBLISHED)


def ticks(today=LATE):
    return clock_of(with_clock().get(), timezone.localdate(today))


def state(world, step=5, met_on=None, reason="", at=LATE):
    return state_step(challenge=world.challenge, step=step, met_on=met_on, reason=reason, by=world.rana, at=at)


def test_the_steps_count_from_the_last_day_on_site(published):
    assert [(tick.due, tick.status) for tick in ticks(NOW)] == [
        (date(2027, 5, 11), "Met on 10 February 2027"),
        (date(2027, 7, 11), "Not due yet"),
        (date(2027, 12, 11), "Not due yet"),
        (date(2028, 2, 11), "Not due yet"),
    ]
    state(published, 5, date(2027, 7, 1))
    state(published, 10, date(2028, 1, 2), "The inspectors came.")
    assert [(tick.status, tick.reason) for tick in ticks()] == [
        ("Met on 10 February 2027", ""),
        ("Met on 1 July 2027", ""),
        ("Late, on 2 January 2028", "The inspectors came."),
        ("Late", ""),
    ]


def test_what_is_said_is_refused_when_it_cannot_be(published):
    assert "The register itself knows" in refusal_of(state, world=published, step=3, met_on=NOW.date())
    assert "in the future" in refusal_of(state, world=published, met_on=LATE.date() + timedelta(days=1))
    assert "or why it is late" in refusal_of(state, world=published)
    assert "the reason is public" in refusal_of(state, world=published, met_on=date(2027, 7, 12))
    assert not ClockStep.objects.exists()


def test_everybody_sees_it_on_a_page_and_in_a_calendar(published, client, signed_in, django_assert_num_queries):
    form = reverse("reports:keep_clock", args=[published.challenge.ref])
    sent = {"step": "5", "met_on_day": "30", "met_on_month": "2", "met_on_year": "2027", "reason": ""}
    assert signed_in(published.rana).post(form, sent).status_code == 422
    sent |= {"met_on_day": "", "met_on_month": "", "met_on_year": "", "reason": "The committee met later."}
    assert signed_in(published.rana).post(form, sent).status_code == 302
    client.logout()
    with django_assert_num_queries(3):
        page = client.get(reverse("reports:clock"))
    assert (page.status_code, page.cookies.output()) == (200, "")
    assert "Calderdale: Transitions" in page.text
    said = client.get(reverse("reports:clock_calendar"))
    assert said.headers["Content-Type"] == "text/calendar; charset=utf-8"
    steps = Calendar.from_ical(said.content).walk("VEVENT")
    assert [str(step["UID"]) for step in steps] == [f"{published.challenge.ref}-{n}@localhost" for n in (3, 5, 10, 12)]
    assert [step["DTSTART"].dt for step in steps] == [tick.due for tick in ticks(NOW)]


def test_a_challenge_whose_topic_is_no_secret_yet_is_not_told(published):
    published.cycle.released_at = None
    published.cycle.save()
    assert with_clock().count() == 1  # its report is out
    type(published.challenge).objects.update(state=State.ACCURACY)
    assert with_clock().count() == 0
    type(published.challenge).objects.update(state=State.PUBLISHED)


def test_what_ends_without_a_report_is_on_no_clock_and_keeps_its_topic(published):
    published.cycle.released_at = None
    published.cycle.save()
    triad = Shape.objects.create(programme=published.challenge.shape.programme, kind="triad", name="Triad day", days=1)
    type(published.challenge).objects.update(shape=triad, state=State.FOLLOW_UP)
    fresh = type(published.challenge).objects.with_host().get()
    assert (fresh.topic_is_public, type(fresh).objects.with_public_topic().count()) == (False, 0)
    published.cycle.released_at = NOW
    published.cycle.save()
    assert with_clock().count() == 0
    type(fresh).objects.update(shape=published.challenge.shape, state=State.PUBLISHED)
    assert set(REPORTING) == {kind for kind in Shape.Kind if passing(State.PUBLISHED)(kind)}
