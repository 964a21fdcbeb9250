"""Seeded faults: a copy of the product with one line made wrong must be found by the tests of the protocol.

`python -m tests.reviews.seeded_faults [name …]` tries them all, or those named; a soak tries them all and the
suite a sample. Each is tried in a process and a copy of its own; the working tree is never touched.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPIED = ["people", "notices", "cycles", "planning", "reviews", "reports", "peerchallenge", "templates", "static"]
COPIED += ["tests", "docs", "manage.py", "pytest.ini", "pyproject.toml"]
DECIDING, BATCH, VIEWS = "reviews/sync/deciding.py", "reviews/sync/batch.py", "reviews/views/capture.py"
PROTOCOL = "tests/reviews/test_protocol.py"
# name → (file, a line as it is, the line made wrong)
FAULTS = {
    "a second body replaces the first": (
        DECIDING,
        "return _safe(note.late, note.revision) if note.mine and note.same else _park(W.ANOTHER_BODY)",
        "return _safe(note.late, note.revision)",
    ),
    "an old edit wins": (
        DECIDING,
        "if note.revision != seen:\n        return _park(W.OLDER_REVISION)",
        "if False:\n        pass",
    ),
    "a deleted note comes back in silence": (DECIDING, "if known.gone:", "if False:"),
    "a parked text is not written down": (BATCH, "self.parked.append(text)", "pass"),
    "the receipt is not kept": (BATCH, "self.answered.append(receipt)", "pass"),
    "an edit keeps the old words": (
        BATCH,
        'note.seal(self.vault, operation.body["text"])\n        if note.pk',
        "if note.pk",
    ),
    "a changed note is not saved": (BATCH, "self.changed[note.pk] = note", "pass"),
    "a new note is not saved": (
        BATCH,
        "self.notes[note.pk] = self.created[note.pk] = note",
        "self.notes[note.pk] = note",
    ),
    "anybody sends for anybody": (VIEWS, "if person != name_of(self.by):", "if False:"),
    "the signed out are let in": (VIEWS, "raise Unfit(*SIGNED_OUT)", "pass"),
    "a note is somebody else's": (
        BATCH,
        "note.day = self._day(operation.body, self.today)",
        "note.author = self.challenge.seats.exclude(person=self.by).first().person",
    ),
}


def copy_with(name, folder):
    """Copy the product and make one line wrong."""
    for part in COPIED:
        source, target = ROOT / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    file, right, wrong = FAULTS[name]
    text = (folder / file).read_text()
    if text.count(right) != 1:
        raise LookupError(f"{name}: {file} no longer holds the line once: {right}")
    (folder / file).write_text(text.replace(right, wrong))


def is_found(name):
    """Say whether the tests of the protocol fail where the fault is; they must run to say so."""
    with tempfile.TemporaryDirectory(prefix="peer-fault-") as made:
        folder = Path(made)
        copy_with(name, folder)
        (folder / "var").mkdir()
        own = {
            "DATA_DIR": str(folder / "var"),
            "DATABASE_URL": f"sqlite:///{folder}/var/db.sqlite3",
            "SOAK": "0",
            "SEEDED": "1",
        }
        command = [sys.executable, "-m", "pytest", "-q", "-n0", "-x", "--tb=line", "--no-migrations", PROTOCOL]
        done = subprocess.run(
            command, cwd=folder, env=os.environ | own, capture_output=True, text=True, check=False, timeout=600
        )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{name}: the tests did not run:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.returncode == 1


def main(names):
    """Try faults and print which were found; the number of those that were not is the exit code."""
    missed = 0
    for name in names or FAULTS:
        found = is_found(name)
        missed += not found
        sys.stdout.write(f"{'found' if found else 'MISSED'}: {name}\n")
        sys.stdout.flush()
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
