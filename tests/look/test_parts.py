"""Days, moments and marks in lists."""

import datetime

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from peerchallenge.templatetags import parts


@pytest.mark.parametrize(
    ("filter_", "words"),
    [(parts.day, "5 October 2027"), (parts.short_day, "Tue 5 Oct")],
)
def test_a_day_reads_as_people_write_it(filter_, words):
    assert filter_(datetime.date(2027, 10, 5)) == words
    assert filter_(None) == ""


def test_a_moment_is_told_by_the_clock_in_london():
    assert parts.moment(datetime.datetime(2027, 7, 1, 9, 30, tzinfo=datetime.UTC)) == "1 July 2027, 10:30"
    assert parts.moment(None) == ""


@pytest.mark.parametrize("debug", [True, False])
def test_a_mark_is_the_part_itself(settings, debug):
    settings.DEBUG = debug
    words = Context({"label": "<New>"})
    drawn = Template('{% load parts %}{% mark "badge" label=label tone="new" %}').render(words)
    part = Template('{% include "components/badge.html" with label=label tone="new" only %}').render(words)
    assert drawn == part
    assert "&lt;New&gt;" in drawn


def test_words_marked_safe_once_are_escaped_for_everybody(settings):
    settings.DEBUG = False
    for label in (mark_safe("<b>x</b>"), "<b>x</b>"):
        drawn = Template('{% load parts %}{% mark "badge" label=label %}').render(Context({"label": label}))
        assert "&lt;b&gt;x" in drawn
