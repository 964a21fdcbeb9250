"""Two people at once: one wins, the other reads a sentence, and nothing is doubled or lost."""

from datetime import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from cycles.models import Challenge
from reviews.actions import documents, protected, scope, timetable
from reviews.models import LineOfEnquiry, Session
from reviews.uploads import accept
from tests import world as worlds
from tests.cycles.test_cycle_races import race
from tests.reviews import corpus
from tests.soak import on_two_connections
from tests.world import NOW, VISIT_STARTS

pytestmark = on_two_connections


@pytest.fixture
def world(clock):
    """The world, committed for other connections to see."""
    if connection.vendor != "postgresql":
        pytest.skip("races need two connections to PostgreSQL")
    return worlds.build()


def adding(challenge, seat, title):
    plan = timetable.Plan(
        day=VISIT_STARTS, starts=time(9), ends=time(10), kind="group", title=title, leads=(seat,), room="Library"
    )
    return lambda: timetable.add_session(challenge=challenge, plan=plan, by=None, at=NOW)


def test_one_person_is_planned_once(world):
    seat = world.seats["petra"]
    won, lost = race(adding(world.challenge, seat, "One"), adding(world.challenge, seat, "Two"))
    assert won == ""
    assert lost.startswith("Petra is in two sessions at once")
    assert Session.objects.count() == 1


def test_one_person_is_planned_once_over_two_challenges_of_a_visit(world):
    other = worlds.make_challenge(world.cycle, world.shape, world.bodies["Leeds"], topic="Early help")
    Challenge.objects.filter(pk=other.pk).update(visit=world.challenge.visit)
    other = Challenge.objects.with_host().get(pk=other.pk)
    seat = worlds.seat(other, world.petra, "reviewer")
    won, lost = race(adding(world.challenge, world.seats["petra"], "One"), adding(other, seat, "Two"))
    assert won == ""
    assert lost.startswith("Petra is in a session of another challenge at that time")
    assert Session.objects.count() == 1


def test_two_new_versions_get_two_numbers(world):
    document = documents.upload_document(
        challenge=world.challenge,
        upload=accept(SimpleUploadedFile("a.pdf", corpus.PDF)),
        kind="board",
        title="Minutes",
        by=world.ben,
        at=NOW,
    )

    def replace(extra):
        newer = accept(SimpleUploadedFile("a.pdf", corpus.PDF + extra))
        return lambda: documents.replace_document(document=document, upload=newer, by=world.ben, at=NOW)

    assert race(replace(b"\n"), replace(b"\n\n")) == ["", ""]
    assert list(document.versions.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_the_last_free_line_is_added_once(world):
    for number in range(3):
        LineOfEnquiry.objects.create(challenge=world.challenge, number=number + 1, question="?")

    def add():
        scope.add_line(challenge=world.challenge, question="The last", by=world.tom, at=NOW)

    won, lost = race(add, add)
    assert won == ""
    assert "at most 4 lines" in lost
    assert world.challenge.lines.count() == 4


def test_of_two_editors_of_the_scope_one_is_told(world):
    def edit(words):
        return lambda: scope.edit_scope(challenge=world.challenge, seen=0, by=world.tom, at=NOW, in_scope=words)

    won, lost = race(edit("Mine"), edit("Theirs"))
    assert won == ""
    assert lost.startswith("Tom changed what is in scope at 12:00")


def test_the_first_two_names_share_one_key(world):
    def give(name):
        return lambda: protected.protect_names(challenge=world.challenge, names=[name], by=world.ben, at=NOW)

    assert race(give("Kay Brandt"), give("Oskar Nowak")) == ["", ""]
    assert [name for _, name in protected.names_of(world.challenge)] == ["Kay Brandt", "Oskar Nowak"]
