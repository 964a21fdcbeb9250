"""What speaks against the weeks of a visit is said where its days are chosen, before anything is refused."""

from datetime import date

import pytest
from django.urls import reverse

from cycles.models import ClosedPeriod
from cycles.timing import Timing


def period(first, last, kind="school_break", label="Half term", body=None):
    return ClosedPeriod(kind=kind, label=label, starts_on=first, ends_on=last, body=body)


def test_weeks_are_clear_or_have_their_reason():
    timing = Timing(
        date(2027, 2, 11),
        date(2027, 3, 21),
        [period(date(2027, 2, 22), date(2027, 2, 26)), period(date(2027, 3, 19), date(2027, 3, 19), "bank_holiday")],
    )
    assert timing.clear == ["15 to 19 February 2027 (1 week)", "1 to 12 March 2027 (2 weeks)"]
    assert timing.against[0] == (
        "22 to 26 February 2027, Half term (the whole region): schools are closed, and staff and families are away."
    )
    assert timing.of_days(date(2027, 2, 15), date(2027, 2, 17)) == []


def test_a_report_due_before_a_poll_is_said_of_the_days_and_of_the_poll():
    poll = period(date(2027, 4, 1), date(2027, 5, 6), "poll", "County elections")
    timing = Timing(date(2026, 12, 1), date(2027, 5, 30), [poll])
    assert timing.of_days(date(2027, 1, 12), date(2027, 1, 14)) == [
        "Its report would be due on 14 April 2027, in a pre-election period (the whole region, 1 April to 6 May 2027): "
        "publish before it begins, or plan to be late."
    ]
    assert "Reports of visits ending 1 January to 6 February 2027 are due in it." in timing.against[0]
    timing.has_report = False
    assert timing.of_days(date(2027, 1, 12), date(2027, 1, 14)) == []


def close(world, first, last, body=None, **more):
    return ClosedPeriod.objects.create(region=world.region, body=body, starts_on=first, ends_on=last, **more)


@pytest.mark.django_db
def test_the_pages_where_days_are_chosen_say_it(world_at, signed_in, django_assert_num_queries):
    world = world_at("preparing")
    rana = signed_in(world.rana)
    visit = world.challenge.visit
    close(world, visit.starts_on, visit.ends_on, world.host, kind="inspection", label="Window of the inspectorate")
    close(world, date(2027, 10, 25), date(2027, 10, 29), world.bodies["York"], kind="school_break", label="York break")
    move = reverse("cycles:move_visit", args=[world.challenge.ref])
    page = rana.get(move).content.decode()
    assert "Against the days it has now" in page
    assert "an inspection may come then" in page
    assert "York break" not in page
    propose = reverse("cycles:propose", args=[world.cycle.ref])
    assert "York break" not in rana.get(propose).content.decode()
    assert "York break" in rana.get(propose, {"host": world.bodies["York"].ref}).content.decode()
    for number in range(20):
        close(world, date(2027, 11, 1), date(2027, 11, 2), None, kind="other", label=f"Closed {number}")
    with django_assert_num_queries(7):
        rana.get(move)


@pytest.mark.django_db
def test_a_moved_visit_whose_report_falls_into_a_poll_is_told_so(world, signed_in):
    close(world, date(2027, 12, 1), date(2027, 12, 24), world.host, kind="poll", label="By-election")
    sent = {"starts_on_day": 14, "starts_on_month": 9, "starts_on_year": 2027}
    address = reverse("cycles:move_visit", args=[world.challenge.ref])
    page = signed_in(world.rana).post(address, sent, follow=True).content.decode()
    assert "Its report would be due on 16 December 2027, in a pre-election period (Calderdale" in page
