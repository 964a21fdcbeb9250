"""Stretches of days as people write them."""

from datetime import date

import pytest

from reviews.windows import NoWindow, read_windows, say_windows

DAYS = [date(2027, 2, 9), date(2027, 2, 10), date(2027, 2, 11)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("Tuesday 9:00 to 12:30", [["2027-02-09", 540, 750]]),
        ("9 February 9-10; wed 13.00–17.00", [["2027-02-09", 540, 600], ["2027-02-10", 780, 1020]]),
        ("11/02/2027, 9:00 until 10:00\n\nday 1: 8 to 9", [["2027-02-09", 480, 540], ["2027-02-11", 540, 600]]),
        ("Tuesday 9 to 10\nTuesday 10 to 11\nTuesday 12 to 13", [["2027-02-09", 540, 660], ["2027-02-09", 720, 780]]),
        ("every day 9:00 to 10:00", [[day.isoformat(), 540, 600] for day in DAYS]),
    ],
)
def test_days_and_hours_are_read_and_said_back(text, found):
    assert read_windows(text, DAYS) == found
    assert read_windows(say_windows(found), DAYS) == found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Friday 9 to 10", "“Friday” is not one of the days on site: Tuesday 9 February,"),
        ("Tuesday", "“Tuesday” does not say a day and hours."),
        ("Tuesday 10 to 9", "“Tuesday 10 to 9” ends before it begins."),
        ("Tuesday 9:75 to 11", "“9:75” is no time."),
        ("Tuesday 9 to 25", "“25” is no time."),
    ],
)
def test_what_cannot_be_read_is_said(text, words):
    with pytest.raises(NoWindow) as wrong:
        read_windows(text, DAYS)
    assert str(wrong.value).startswith(words)
