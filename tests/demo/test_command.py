"""The command: what it refuses, what it leaves alone, and that the demo goes without a trace."""

import sys

import pytest
from django.core.management import CommandError, call_command

from cycles.models import Challenge
from peerchallenge.demo import loading
from peerchallenge.demo.wipe import wipe_demo
from people.models import Body, Person, Region, User
from reports.models import Edition
from reviews.models import DocumentVersion
from tests import world as worlds
from tests.tables import tables_there_are


def run(**options):
    call_command("demo", no_pdf=True, **options)


def test_the_demo_is_refused_where_debug_is_off(db, demo_folders, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG is off"):
        run()
    assert not Region.objects.exists()


def test_the_demo_is_refused_beside_other_data(world, demo_folders):
    with pytest.raises(CommandError, match="the region Yorkshire and the Humber"):
        run(replace=True)
    assert Challenge.objects.count() == 1


def test_replacing_needs_demo(db, demo_folders, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="needs DEMO=1"):
        run(replace=True)


def test_a_second_load_changes_nothing_and_replacing_leaves_one_demo(db, demo_folders, settings, capsys):
    run()
    first = Challenge.objects.order_by("ref").values_list("ref", flat=True)
    before = list(first)
    run()
    assert "is here already" in capsys.readouterr().out
    assert list(first.all()) == before
    run(replace=True)
    assert not set(first.all()) & set(before)
    assert (Challenge.objects.count(), Challenge.objects.filter(cycle__name="Round three").count()) == (len(before), 15)
    files = [path for path in (settings.KEY_DIR.parent / "private").rglob("*") if path.is_file()]
    assert len(files) == DocumentVersion.objects.count()
    assert len(list(settings.KEY_DIR.glob("*.key"))) == len({path.stem for path in settings.KEY_DIR.glob("*.key")})


@pytest.mark.either
def test_wiping_leaves_nothing_of_the_demo_and_all_of_others(db, demo_folders, settings):
    run()
    other = Region.objects.create(name="Another region")
    body = Body.objects.create(region=other, name="Elsewhere")
    person = worlds.make_person("robin", home=body)
    wipe_demo()
    assert list(Region.objects.all()) == [other]
    assert list(Person.objects.all()) == [person]
    assert User.objects.get().person == person
    left = {label: model._base_manager.count() for label, model in tables_there_are().items()}
    ours = {"people.Region": 1, "people.Body": 1, "people.Person": 1, "people.User": 1}
    assert {label: count for label, count in left.items() if count} == ours
    assert [path for path in settings.KEY_DIR.parent.rglob("*") if path.is_file()] == []


class NoPango:
    """A machine on which WeasyPrint finds no Pango."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")


@pytest.mark.either
def test_without_the_printers_library_the_pdfs_wait_and_the_command_says_so(db, demo_folders, monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango, *sys.meta_path])
    call_command("demo")
    said = capsys.readouterr()
    assert "libpango-1.0-0" in said.err
    assert "The demo is loaded" in said.out
    made = set(Edition.objects.values_list("form", "status", "tries"))
    assert made == {("html", "ready", 1), ("docx", "ready", 1), ("pptx", "ready", 1), ("pdf", "queued", 0)}


def test_a_load_that_fails_leaves_no_row_and_no_key(db, demo_folders, settings, monkeypatch):
    whole = loading.load_reporting

    def broken(scene):
        if scene.key == "york":
            raise OSError("disk full")
        whole(scene)

    monkeypatch.setattr(loading, "load_reporting", broken)
    with pytest.raises(OSError, match="disk full"):
        run()
    assert not Region.objects.exists()
    assert list(settings.KEY_DIR.glob("*.key")) == []
