"""Drawing in a process of its own: whatever the report holds, the worker lives and the row ends with a sentence."""

import os
import time

import pytest

from cycles.models import State
from reports import apart, drawing
from reports.actions import editions
from reports.document import Paragraph, ReportDocument, Section, Table
from reports.drawn import Drawn, Undrawable
from reports.models import Edition
from tests.reports import scene
from tests.reports.scene import LATER


def tree(*blocks):
    return ReportDocument("Peer challenge of York", "Help", (), (Section("s", "S", blocks),)).to_json()


def deep(levels):
    inner = {"anchor": "s", "heading": "S", "blocks": [], "sections": []}
    for _ in range(levels):
        inner = {"anchor": "s", "heading": "S", "blocks": [], "sections": [inner]}
    return {**tree(), "sections": [inner]}


def told(given, *, what="report", form="html", wanted=lambda: True):
    with pytest.raises(Undrawable) as refused:
        apart.draw_apart(given, what, form, tell=lambda step, progress: None, wanted=wanted)
    return str(refused.value)


def test_hostile_trees_end_with_a_sentence():
    assert told(deep(900)) == "The report’s sections are nested more than 4 deep, which no edition can show."
    assert told(tree(Table("t", "Rows", ("A", "B"), (("a", "b"),) * 10_000))).startswith(
        "The report’s tables are too long to be laid out: they have 10,000 rows and 5,000 are the most."
    )
    assert told(tree(Paragraph("p", "x" * 1_000_000))).startswith(
        "The report is too long to be laid out: it has 1,000,001 characters and 900,000 are the most."
    )
    assert told({"title": "No tree"}).startswith("It could not be made (KeyError).")


def test_too_much_memory_too_much_time_and_a_killed_child_are_sentences(monkeypatch, settings):
    def greedy(*given):
        return Drawn(bytes(600 * apart.MEGABYTE))

    def slow(*given):
        while True:
            pass

    def killed(*given):
        os.kill(os.getpid(), 9)

    settings.EDITION_MEMORY_MB, settings.EDITION_SECONDS = 200, 1
    for draw, said in ((greedy, "200 MB of memory"), (slow, "the 1 seconds"), (killed, "200 MB of memory")):
        monkeypatch.setattr(apart, "draw", draw)
        begun = time.monotonic()
        assert said in told(tree())
        assert time.monotonic() - begun < 8


def test_what_nobody_wants_any_longer_is_stopped_and_leaves_no_process(monkeypatch):
    monkeypatch.setattr(apart, "draw", lambda *given: time.sleep(60))
    begun = time.monotonic()
    assert told(tree(), wanted=lambda: False) == apart.STOPPED
    assert time.monotonic() - begun < 8
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_stopped_row_stays_stopped(world_at, monkeypatch):
    world = scene.signed(world_at(State.DRAFTING))
    edition = Edition.objects.filter(form="html").get()

    def draw(given, what, form, tell):
        tell("Laying out the pages", 30)
        time.sleep(60)

    def wanted(of):
        editions.stop_edition(edition=of)
        return False

    monkeypatch.setattr(apart, "draw", draw)
    monkeypatch.setattr(editions, "_is_wanted", wanted)
    made = editions.make_edition(edition_id=edition.pk, at=LATER)
    assert (made.status, made.problem) == ("failed", apart.STOPPED)
    assert world.report.editions.count() == len(drawing.SHORTER) + 3
