"""What every test may use: the world, its cast signed in, and a clock that stands still."""

import base64
import gc
import os
import shutil

import pytest
import time_machine
from django.conf import settings

from cycles.models import State
from reports.views.published import drawn
from tests import copying, emptying, replay, soak
from tests import world as worlds

CI = os.environ.get("CI") == "true"


PLAIN_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_sessionstart():
    """Empty the database quickly after tests that commit, and never look for collected static files.

    A page that a test leaves behind may still ask while no test's own settings hold: what it makes the site load
    then, the next test finds loaded.
    """
    emptying.delete_instead_of_truncate()
    settings.STORAGES = {**settings.STORAGES, "staticfiles": PLAIN_FILES}


def pytest_generate_tests(metafunc):
    """Try the fault tests as often as a soak asks."""
    soak.repeat(metafunc)


# One test of minutes first of all: begun last, it leaves one worker alone.
LONGEST_FIRST = ("sweep", "walk", "browser")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what touches no database, as one lane runs it; begin with what takes long, the rest in any order."""
    _mark_plain(items)
    result = yield
    items.sort(key=_place)
    return result


def _place(item):
    """Return how early a test begins: by the first of these marks it has."""
    marks = (at for at, mark in enumerate(LONGEST_FIRST) if item.get_closest_marker(mark))
    return next(marks, len(LONGEST_FIRST))


def pytest_collection_finish():
    """Leave alone what stays to the end: looking through it for rubbish again and again takes a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_terminal_summary(terminalreporter):
    """Print what a soak came to: so many tries, nought of everything else."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    for words in soak.sums(report for report in reports if soak.SOAK and report.when == "call"):
        terminalreporter.write_line(words)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request, django_db_blocker, django_db_modify_db_settings_parallel_suffix, tmp_path_factory
):
    """Have the workers of one run share the work of migrating."""
    if not hasattr(request.config, "workerinput"):
        yield
        return
    folder = tmp_path_factory.getbasetemp().parent
    copying.migrate_once(folder)
    yield
    with django_db_blocker.unblock():
        copying.forget(folder)


def _mark_plain(items):
    for item in items:
        databases = {"db", "transactional_db", "live_server"} & set(item.fixturenames)
        elsewhere = any(item.get_closest_marker(mark) for mark in ("django_db", "browser", "walk", "postgres"))
        if not databases and not elsewhere:
            item.add_marker("plain")


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    """Give every test its own keys, files and mail, and cheap passwords."""
    settings.KEY_DIR = tmp_path / "keys"
    settings.MASTER_KEY = base64.b64encode(b"m" * 32).decode()
    settings.DATA_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)},
    }
    files = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        "default": {"BACKEND": files, "OPTIONS": {"location": str(tmp_path / "private")}},
        "editions": {"BACKEND": files, "OPTIONS": {"location": str(tmp_path / "editions")}},
        "staticfiles": PLAIN_FILES,
    }
    settings.CELERY_TASK_ALWAYS_EAGER = False
    drawn.cache_clear()


@pytest.fixture(autouse=True)
def invariants_hold(request, own_folders):
    """Ask, after every test that stands on the world, whether what must hold across rows still does."""
    if not {"world", "world_at"} & set(request.fixturenames) or request.node.get_closest_marker("breaks_rules"):
        yield
        return
    request.getfixturevalue("db")
    from django.db import connection

    with replay.watched() as written:
        yield
    if not connection.in_atomic_block:
        written.unknown = True  # what is committed, other connections may have written as well
    today = worlds.NOW.date()
    if not connection.needs_rollback and (found := [said for ask in replay.to_ask(written) for said in ask(today)]):
        pytest.fail("\n".join([*found, "If the test means to leave this behind, mark it breaks_rules."]), pytrace=False)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Drive Debian's Chromium; where there is none a browser test is skipped, but never on the landing check."""
    found = shutil.which("chromium")
    if found is None and not CI:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop running in the tests' own thread
    return {**browser_type_launch_args, "executable_path": found, "args": ["--no-sandbox"]}


@pytest.fixture
def clock():
    """Stop the clock on the second day on site of the world's challenge."""
    with time_machine.travel(worlds.NOW, tick=False) as stopped:
        yield stopped


@pytest.fixture
def world(db, clock):
    """The region, the cast and Calderdale's challenge, preparing."""
    return worlds.build()


@pytest.fixture
def world_at(db, clock):
    """Build the world with its challenge in a given state."""
    return worlds.build


@pytest.fixture
def signed_in(client):
    """Sign one of the cast in and return the client."""

    def sign_in(person):
        client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


STATES = list(State)
