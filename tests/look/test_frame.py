"""The frame of every page, the error pages and the parts."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from django.template.loader import get_template, render_to_string
from django.urls import reverse

from cycles.models import State
from peerchallenge.context import Service
from peerchallenge.views import errors
from people.models import User

TEMPLATES = Path(settings.BASE_DIR) / "templates"
STATIC = Path(settings.BASE_DIR) / "static"
PARTS = sorted((TEMPLATES / "components").glob("*.html"))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_a_part_says_first_what_it_takes(part):
    lines = part.read_text().splitlines()
    assert lines[0].startswith(("{#", "{% comment %}"))
    assert "Inputs:" in " ".join(lines[:3])
    assert get_template(f"components/{part.name}")


def test_a_comment_never_shows_on_a_page():
    # Django prints a {# comment that ends on another line.
    for path in TEMPLATES.rglob("*.html"):
        for line in path.read_text().splitlines():
            assert line.count("{#") == line.count("#}"), f"{path.name}: {line}"


def test_every_include_of_a_part_is_closed_by_only():
    for path in TEMPLATES.rglob("*.html"):
        for include in path.read_text().split("{% include ")[1:]:
            tag = include.split("%}")[0]
            if tag.startswith('"components/') and tag.strip().count(" ") > 0:
                assert tag.rstrip().endswith(" only"), f"{path.name}: {tag}"


def test_no_page_asks_for_an_inline_style_or_script():
    for path in TEMPLATES.rglob("*.html"):
        if path.parent.name in ("edition", "emails"):  # printers and mail programs read no style sheet of ours
            continue
        text = path.read_text()
        assert " style=" not in text, path
        assert "<style" not in text, path
        assert " onclick=" not in text, path


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_a_tone_and_a_shape_of_its_own(state):
    drawn = {
        value: render_to_string("components/state.html", {"state": value, "label": "x"}).replace(value, "")
        for value in State.values
    }
    assert f".state--{state}" in (STATIC / "css/site.css").read_text()
    assert [value for value in drawn if drawn[value] == drawn[state]] == [state]


def test_the_server_error_page_needs_no_request_and_no_database():
    answer = errors.server_error(None)
    assert answer.status_code == 500
    assert b"What to do next" in answer.content


def test_when_even_the_error_page_breaks_plain_words_are_left(settings, monkeypatch, caplog):
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [], "APP_DIRS": False}]
    answer = errors.server_error(None)
    assert answer.status_code == 500
    assert b"What you saved before is kept" in answer.content


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.not_found, 404),
        (errors.csrf_failure, 403),
    ],
)
@pytest.mark.django_db
def test_an_error_page_says_what_happened_what_was_kept_and_what_next(rf, view, status):
    answer = view(rf.get("/"))
    words = answer.content.decode()
    assert answer.status_code == status
    assert words.count("<h1") == 1
    assert "What to do next" in words
    assert "changed" in words or "saved" in words


@pytest.mark.django_db
def test_a_refusal_is_told_in_its_own_words(rf):
    answer = errors.permission_denied(rf.get("/"), Exception("The notes are <closed>."))
    assert b"The notes are &lt;closed&gt;." in answer.content


def test_the_gallery_shows_only_when_debugging(client, settings, db):
    settings.DEBUG = False
    assert client.get(reverse("gallery")).status_code == 404
    settings.DEBUG = True
    assert client.get(reverse("gallery")).status_code == 200


def test_the_gallery_form_comes_back_with_its_errors(client, settings, db):
    settings.DEBUG = True
    words = client.post(reverse("gallery"), {"name": "Typed"}).content.decode()
    assert "<title>Error: Gallery" in " ".join(words.split())
    assert "There is a problem" in words
    assert 'value="Typed"' in words


def labels(request, user):
    request.user = user
    return [line["label"] for line in Service(request).navigation]


def test_the_navigation_shows_each_what_they_may_open(rf, world):
    coordinator, admin = labels(rf.get("/"), world.rana.user), labels(rf.get("/"), world.ada.user)
    assert coordinator[0] == admin[0] == "Home"
    assert "Logins" in admin
    assert "Cycles" not in admin


def test_the_public_is_shown_no_navigation(rf):
    assert labels(rf.get("/"), AnonymousUser()) == []


def test_the_page_shown_is_marked_in_the_navigation(rf, world):
    request = rf.get(reverse("people:logins"))
    request.user = world.rana.user
    lines = {line["label"]: line["is_current"] for line in Service(request).navigation}
    assert lines["Logins"] is True
    assert lines["Home"] is False


def test_the_header_says_who_is_signed_in_and_how_to_leave(signed_in, world):
    words = signed_in(world.rana).get(reverse("privacy")).content.decode()
    assert world.rana.name in words
    assert "programme coordinator" in words
    assert "Sign out" in words


def test_the_navigation_asks_the_database_once(rf, world, django_assert_num_queries):
    request = rf.get("/")
    request.user = User.objects.get(person=world.rana)
    frame = Service(request)
    with django_assert_num_queries(1):
        assert frame.navigation
        assert frame.role
        assert frame.person


def test_whoever_asks_blindly_for_the_icon_is_sent_to_it(client):
    address = client.get("/favicon.ico").headers["Location"]
    assert Path(finders.find(address.removeprefix(settings.STATIC_URL))).read_bytes().startswith(b"\0\0\1\0")


def test_static_files_have_no_missing_address(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert ManifestStaticFilesStorage(location=str(tmp_path / "static")).exists("staticfiles.json")


@pytest.mark.parametrize("sheet", ["board", "capture", "charts"])
def test_what_a_page_loads_weighs_at_most_60_kb(sheet):
    files = ["vendor/govuk.css", "css/site.css", f"css/{sheet}.css", "js/site.js"]
    weight = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in files)
    weight += sum((STATIC / f"vendor/inter/inter-{size}.woff2").stat().st_size for size in (400, 600))
    assert weight < 48 * 1024  # the page itself and a small script of its own have the rest


@pytest.mark.parametrize("name", ["accessibility", "privacy"])
@pytest.mark.django_db
def test_the_foot_of_every_page_leads_to_what_the_public_is_owed(client, name, django_assert_num_queries):
    with django_assert_num_queries(0):
        words = client.get(reverse(name)).content.decode()
    assert words.count("<h1") == 1
    assert f'href="{reverse("accessibility")}"' in words
    assert f'href="{reverse("privacy")}"' in words
