"""Closed days: what a coordinator enters, what is computed, and the trace a pre-election period leaves."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cycles.actions import calendar as actions
from cycles.days import bank_holidays, is_working_day, latest_notice
from cycles.models import ClosedPeriod, Event, State
from people.refusal import Refusal
from tests.access.samples.cycles_programme import parts
from tests.soak import examples
from tests.world import NOW, make_challenge

# Poll → latest notice, as published or computed for the region; 2023 is the date the LGA published.
NOTICES = [
    (date(2023, 5, 4), date(2023, 3, 27)),
    (date(2026, 5, 7), date(2026, 3, 30)),
    (date(2027, 5, 6), date(2027, 3, 31)),
    (date(2028, 5, 4), date(2028, 3, 27)),
]


def url(world, name, *args):
    return reverse(f"cycles:{name}", args=[world.programme.ref, *args])


def close(world, body="Calderdale", kind="school_break", starts=date(2027, 5, 31), ends=date(2027, 6, 4), **more):
    return ClosedPeriod.objects.create(
        region=world.region,
        body=world.bodies[body] if body else None,
        kind=kind,
        label=more.pop("label", "Summer half term 2027"),
        starts_on=starts,
        ends_on=ends,
        **more,
    )


def poll(world, body="Calderdale"):
    return close(
        world, body=body, kind="poll", starts=date(2027, 3, 31), ends=date(2027, 5, 6), label="Council election 2027"
    )


@pytest.mark.parametrize(("polled", "notice"), NOTICES)
def test_notice_is_given_25_working_days_before_the_poll_at_the_latest(polled, notice):
    assert latest_notice(polled) == notice


@examples(100, 5000)
@given(st.dates(date(2013, 3, 1), date(2028, 12, 1)))
def test_from_notice_to_poll_there_are_always_25_working_days(polled):
    notice = latest_notice(polled)
    counted = [
        day
        for day in (date.fromordinal(n) for n in range(notice.toordinal(), polled.toordinal()))
        if is_working_day(day) and (day.month, day.day) != (12, 24)
    ]
    assert len(counted) == 25
    assert counted[0] == notice


def test_entering_a_poll_computes_the_period_for_each_body(world, signed_in):
    bodies = [world.bodies["Calderdale"].pk, world.bodies["York"].pk]
    sent = {"label": "Council election 2027", "bodies": bodies, **parts("poll_on", date(2027, 5, 6))}
    assert signed_in(world.rana).post(url(world, "add_poll"), sent).status_code == 302
    assert list(
        ClosedPeriod.objects.order_by("body__name").values_list("body__name", "kind", "starts_on", "ends_on")
    ) == [
        ("Calderdale", "poll", date(2027, 3, 31), date(2027, 5, 6)),
        ("York", "poll", date(2027, 3, 31), date(2027, 5, 6)),
    ]


def test_a_poll_entered_twice_is_refused(world, signed_in):
    sent = {"label": "Council election 2027", **parts("poll_on", date(2027, 5, 6))}
    client = signed_in(world.rana)
    client.post(url(world, "add_poll"), sent)
    response = client.post(url(world, "add_poll"), sent)
    assert response.status_code == 409
    assert "already has a pre-election period" in response.content.decode()
    assert ClosedPeriod.objects.count() == 1


def correct(world, period, reason, **change):
    for name, value in change.items():
        setattr(period, name, value)
    return actions.correct(period=period, reason=reason, by=world.rana, at=NOW)


def test_correcting_a_pre_election_period_needs_a_reason(world, signed_in):
    period = poll(world)
    sent = {
        "body": world.host.pk,
        "kind": "poll",
        "label": period.label,
        **parts("starts_on", date(2027, 3, 22)),
        **parts("ends_on", date(2027, 5, 6)),
    }
    address = url(world, "edit_period", period.ref)
    client = signed_in(world.rana)
    refused = client.post(address, sent)
    assert refused.status_code == 409
    assert "every change to one is kept with its reason" in refused.content.decode()
    assert client.post(address, {**sent, "reason": "Notice was given early."}).status_code == 302
    period.refresh_from_db()
    assert period.starts_on == date(2027, 3, 22)
    assert Event.objects.get().sentence == (
        "Pre-election period “Council election 2027” corrected from 31 March 2027 to 6 May 2027 "
        "to 22 March 2027 to 6 May 2027: Notice was given early."
    )


@pytest.mark.parametrize("state", State)
def test_a_correction_is_written_on_unpublished_challenges_alone(world_at, state):
    world = world_at(state)
    correct(world, poll(world), "Notice was given early.", starts_on=date(2027, 3, 22))
    settled = {State.PUBLISHED, State.FOLLOW_UP, State.CLOSED, State.CANCELLED}
    assert Event.objects.filter(challenge=world.challenge).count() == (0 if state in settled else 1)


def test_a_correction_does_not_touch_the_history_of_other_bodies(world):
    york = make_challenge(world.cycle, world.shape, world.bodies["York"], topic="Early help")
    correct(world, poll(world), "Notice was given early.", starts_on=date(2027, 3, 22))
    assert list(Event.objects.values_list("challenge", flat=True)) == [world.challenge.pk]
    correct(world, poll(world, body=None), "Notice was given early.", starts_on=date(2027, 3, 22))
    assert Event.objects.filter(challenge=york).count() == 1


@pytest.mark.parametrize("change", [{"kind": "other"}, {"body": None}])
def test_a_pre_election_period_cannot_be_turned_into_something_else_in_silence(world, change):
    period = poll(world)
    with pytest.raises(Refusal, match="Say why"):
        correct(world, period, "", **change)
    correct(world, period, "It was entered for the wrong council.", **change)
    assert Event.objects.filter(challenge=world.challenge).exists()


def test_removing_a_pre_election_period_needs_a_reason_and_leaves_a_trace(world, signed_in):
    period = poll(world)
    client = signed_in(world.rana)
    address = url(world, "remove_period", period.ref)
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "The poll was called off."}).status_code == 302
    assert not ClosedPeriod.objects.exists()
    assert "The poll was called off." in Event.objects.get().sentence


def test_other_closed_days_go_without_a_reason_and_without_a_trace(world, signed_in):
    period = close(world)
    assert signed_in(world.rana).post(url(world, "remove_period", period.ref)).status_code == 302
    assert not ClosedPeriod.objects.exists()
    assert not Event.objects.exists()


def test_bank_holidays_load_once_however_often_the_button_is_pressed(world, signed_in):
    client = signed_in(world.rana)
    expected = sorted(day for day in bank_holidays() if day.year >= 2027)
    for _ in range(2):
        client.post(url(world, "load_bank_holidays"))
        loaded = ClosedPeriod.objects.filter(kind="bank_holiday", body=None, region=world.region)
        assert list(loaded.order_by("starts_on").values_list("starts_on", flat=True)) == expected
    assert date(2027, 3, 26) in expected


def test_the_last_day_before_the_first_is_refused_with_what_was_typed(world, signed_in):
    sent = {
        "kind": "school_break",
        "label": "Autumn half term",
        **parts("starts_on", date(2027, 10, 25)),
        **parts("ends_on", date(2027, 10, 22)),
    }
    response = signed_in(world.rana).post(url(world, "add_period"), sent)
    assert response.status_code == 422
    assert "The last day cannot be before the first." in response.content.decode()
    assert 'value="Autumn half term"' in response.content.decode()


def test_the_same_days_are_not_entered_twice(world):
    known = close(world)
    twin = ClosedPeriod(
        region=world.region,
        body=known.body,
        kind=known.kind,
        label=known.label,
        starts_on=known.starts_on,
        ends_on=known.ends_on,
    )
    with pytest.raises(Refusal, match="already in the calendar"):
        actions.add(period=twin, by=world.rana, at=NOW)


def shown(response):
    return [period.label for period in response.context["periods"]]


def test_the_list_is_filtered_by_body_and_kind(world, signed_in):
    close(world)
    poll(world)
    close(world, body="York", label="York training week", kind="other")
    client = signed_in(world.rana)
    address = url(world, "closed_days")
    york = world.bodies["York"].ref
    assert shown(client.get(address)) == ["Council election 2027", "Summer half term 2027", "York training week"]
    assert shown(client.get(address, {"body": york})) == ["York training week"]
    assert shown(client.get(address, {"kind": "poll"})) == ["Council election 2027"]
    assert "Nothing in the calendar fits" in client.get(address, {"body": york, "kind": "poll"}).content.decode()


def test_the_calendar_of_another_region_is_not_found(world, signed_in):
    other = ClosedPeriod.objects.create(
        region=world.region.__class__.objects.create(name="North East"),
        kind="other",
        label="Elsewhere",
        starts_on=date(2027, 1, 4),
        ends_on=date(2027, 1, 5),
    )
    assert signed_in(world.rana).get(url(world, "edit_period", other.ref)).status_code == 404


def test_the_list_asks_the_same_few_questions_for_1_and_40_periods(world, signed_in, django_assert_num_queries):
    close(world)
    client = signed_in(world.rana)
    with django_assert_num_queries(7):
        client.get(url(world, "closed_days"))
    for day in range(1, 31):
        close(world, starts=date(2027, 1, day), ends=date(2027, 1, day), label=f"Day {day}")
    with django_assert_num_queries(7):
        page = client.get(url(world, "closed_days"))
    assert len(page.context["periods"]) == 30


class TestPublicCalendar:
    """What anybody may see: when, who, on what."""

    address = "/calendar/"

    def test_a_released_visit_stands_there_by_month(self, client, world):
        page = client.get(self.address).content.decode()
        for words in ("February 2027", "Calderdale", "Transitions"):
            assert words in page
        for words in ("Preparing", "Tom", world.challenge.ref, "9 February"):
            assert words not in page

    def test_an_unreleased_plan_and_a_cancelled_visit_do_not(self, client, world):
        world.cycle.released_at = None
        world.cycle.save()
        assert "Calderdale" not in client.get(self.address).content.decode()
        world.cycle.released_at = NOW
        world.cycle.save()
        world.challenge.__class__.objects.update(state=State.CANCELLED)
        assert "Calderdale" not in client.get(self.address).content.decode()

    def test_earlier_visits_have_a_page_of_their_own(self, client, world):
        make_challenge(world.cycle, world.shape, world.bodies["York"], starts=date(2027, 1, 12), topic="Early help")
        assert "York<" not in client.get(self.address).content.decode()
        assert "York<" in client.get(self.address, {"when": "past"}).content.decode()

    def test_it_asks_three_questions_for_1_and_40_visits(self, client, world, django_assert_num_queries):
        with django_assert_num_queries(3):
            client.get(self.address)
        for number in range(40):
            make_challenge(world.cycle, world.shape, world.bodies["York"], topic=f"Topic {number}")
        with django_assert_num_queries(3):
            client.get(self.address)
