"""The demo loaded once for a module, whole, on a day of its own."""

import base64
from contextlib import ExitStack
from datetime import datetime

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from peerchallenge.demo.loading import load, make_editions
from peerchallenge.invariants import breaches
from tests.world import LONDON

NOW = datetime(2026, 11, 18, 14, 0, tzinfo=LONDON)


def folders(folder):
    """Settings that keep the demo's files and keys in a folder, and its sign-in page open."""
    files = "django.core.files.storage.FileSystemStorage"
    return {
        "DEMO": True,
        "DEBUG": True,
        "KEY_DIR": folder / "keys",
        "MASTER_KEY": base64.b64encode(b"m" * 32).decode(),
        "STORAGES": {
            "default": {"BACKEND": files, "OPTIONS": {"location": str(folder / "private")}},
            "editions": {"BACKEND": files, "OPTIONS": {"location": str(folder / "editions")}},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }


def load_at(now, at=None, forms=("html",)):
    """Load the demo as it is on a day; without the form "pdf" its PDFs are left waiting."""
    with time_machine.travel(now, tick=False):
        stage = load(at=at, now=now)
        make_editions(now, lambda line: None, forms)
    return stage


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo for a whole module; its rows go when the module ends."""
    folder = tmp_path_factory.mktemp("demo")
    with ExitStack() as until_end:
        until_end.enter_context(django_db_blocker.unblock())
        until_end.enter_context(transaction.atomic())
        with override_settings(**folders(folder)):
            stage = load_at(NOW, forms=("html", "docx", "pptx", "pdf"))
        django_db_blocker.block()
        yield stage, folder
        django_db_blocker.restore()
        transaction.set_rollback(True)


@pytest.fixture
def stage(loaded, db, settings):
    """The demo, with its clock standing still at the moment it was loaded."""
    made, folder = loaded
    for name, value in folders(folder).items():
        setattr(settings, name, value)
    with time_machine.travel(NOW, tick=False):
        yield made


@pytest.fixture
def demo_folders(settings, tmp_path):
    """Settings for a test that loads the demo itself."""
    for name, value in folders(tmp_path).items():
        setattr(settings, name, value)


def breaches_but_waiting_pdfs(day):
    """Breaches of a demo whose PDFs were left to a worker: that they wait is none."""
    return [breach for breach in breaches(day) if "shows a pdf edition" not in breach]
