"""A worker killed at any step of making an edition leaves it unmade, never half, and the sweep finishes it.

One process of its own, with a database of its own in a file, forks a worker for every step; the
worker kills itself with signal 9 just before or after the step, which is otherwise the product's own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soak import times

FILES = "django.core.files.storage.filesystem.FileSystemStorage"
STEPS = [
    ("html", "before reports.actions.editions._make"),
    ("html", "after reports.pdf.body_html"),
    ("html", "before reports.actions.editions._store"),
    ("html", f"before {FILES}.delete"),
    ("html", f"after {FILES}.delete"),
    ("html", f"before {FILES}._save"),
    ("html", f"after {FILES}._save"),
    ("html", "after reports.actions.editions._store"),
    ("html", "after reports.actions.editions._make"),
    ("pdf", "before reports.pdf.print_pdf"),
    ("pdf", "after reports.pdf.print_pdf"),
    ("pdf", "after reports.conformance.faults_of"),
    ("pdf", "after reports.conformance.page_count"),
]


# Nothing has been said of the row yet when the worker has only counted its try.
BEFORE = {"before reports.actions.editions._make": "queued"}


pytestmark = pytest.mark.fault


@pytest.fixture(scope="module", params=range(times(1, 20)))
def outcome(request, tmp_path_factory):
    """Run every step once; return what was seen after each kill and after the sweep."""
    data = tmp_path_factory.mktemp("killed")
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{data / 'killed.sqlite3'}",
        "DATA_DIR": str(data),
        "REDIS_URL": "",
        "ENV_FILE": os.devnull,
        "DEBUG": "1",  # static files need no manifest then
        "KILL_STEPS": json.dumps(STEPS),
        "KILLS": str(times(8, 15)),  # of each of the twenty rounds of a soak: 300
    }
    script = Path(__file__).with_name("kill_worker.py")
    done = subprocess.run(
        [sys.executable, "-m", "tests.reports.kill_worker"],
        cwd=script.parents[2],
        env=env,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(("form", "step"), STEPS)
def test_a_killed_worker_leaves_nothing_half_and_the_sweep_finishes(outcome, form, step):
    # Killed before the last statement it is not ready; killed after it, it is ready and whole.
    done = step == "after reports.actions.editions._make"
    assert outcome[f"{form} {step}"] == {
        "signal": 9,
        "after_kill": ["ready", True] if done else [BEFORE.get(step, "rendering"), False],
        "swept": ["ready", True],
        "strays": [],
    }


def test_half_a_file_under_the_right_name_is_replaced(outcome):
    assert outcome["half a file"] == {"before": ["queued", False], "swept": ["ready", True], "strays": []}


def test_an_edition_that_kills_every_worker_is_given_up(outcome):
    assert outcome["always killed"] == {"kills": 5, "status": "failed", "problem": "It was begun 5 times in vain."}


def test_publishing_killed_at_any_line_is_all_or_nothing(outcome, record_property):
    found = outcome["publishing"]
    assert found["killed"] == len(found["seen"]) == times(8, 15)
    assert set(found["seen"]) <= {"old", "new"}
    assert "old" in found["seen"]
    assert (found["unkilled"], found["after"]) == ("new", "new")
    record_property("sum", f"publishing: killed at {found['killed']} of {found['lines']} lines, 0 half publications")
