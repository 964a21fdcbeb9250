"""Seeded faults of the page that keeps notes: with one line made wrong, a scenario of the browser tests must fail.

`python -m tests.browser.seeded_pages [name …]` tries them all, or those named, and says what found each; a soak tries
them all and the suite a sample. The wrong file is served in place of the right one; the working tree is not touched.
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests import soak

FLUSH, BOOK, LOCK, WRITE = (f"capture/{name}.js" for name in ("flush", "book", "lock", "write"))
STORE, NET, SEAL, SEALER, LIST, TURNS = (
    f"capture/{name}.js" for name in ("store", "net", "seal", "sealer", "list", "turns")
)
FOLDER = "js/"
CAPTURE, LINE = "tests.browser.test_capture", "tests.browser.test_capture_faults"
EVERY_FAULT = f"{LINE}.test_every_fault_of_the_line_loses_and_doubles_nothing"
TWO_DEVICES = f"{LINE}.test_two_devices_two_tabs_and_every_state_by_axe"
NO_SIGNAL = f"{CAPTURE}.test_notes_live_through_no_signal_and_a_dead_tab"
TWO_VERSIONS = f"{CAPTURE}.test_two_versions_wait_for_their_author"
URGENT = f"{CAPTURE}.test_an_urgent_concern_goes_first_and_only_when_ticked"
NOBODY_ELSE = f"{CAPTURE}.test_nobody_else_reads_or_sends_what_is_here"
LET_GO = "await this.book.answered({ops}.map((op) => ({{ op, amend: (note) => note }})));"
# name → (file, a line as it is, the line made wrong, the scenario that finds it)
FAULTS = {
    "saved is said whatever came of it": (
        WRITE,
        "await book.save(draft);",
        "await book.save(draft).catch(() => null);",
        TWO_DEVICES,
    ),
    "a write is done before its transaction is": (
        STORE,
        ".then((value) => (result = value))",
        ".then((value) => resolve((result = value)))",
        TWO_DEVICES,
    ),
    "an answer counts for any body": (FLUSH, "receipt?.sha256 === op.sha256 &&", "receipt &&", EVERY_FAULT),
    "an operation goes before its receipt comes": (
        FLUSH,
        "const json = { person: device.person,",
        f"{LET_GO.format(ops='batch')} const json = {{ person: device.person,",
        EVERY_FAULT,
    ),
    "whoever answers is the server": (NET, 'if (answer.headers.get(MARK) !== "1")', "if (false)", EVERY_FAULT),
    "each try has a new id": (
        FLUSH,
        "({ id: op.id, note: op.note,",
        "({ id: (op.id = crypto.randomUUID()), note: op.note,",
        EVERY_FAULT,
    ),
    "each try is a note of its own": (
        FLUSH,
        "({ id: op.id, note: op.note,",
        "({ id: op.id, note: (op.note = crypto.randomUUID()),",
        EVERY_FAULT,
    ),
    "the signed out lose what waits": (
        FLUSH,
        'if (status === 401) this.#is("signed_out");',
        "if (status === 401) this.book.answered(this.book.ops.map((op) => ({ op, amend: (note) => note }))), "
        'this.#is("signed_out");',
        EVERY_FAULT,
    ),
    "what is tried is not written down": (
        TURNS,
        "{ op, plain: { tried: true }, more",
        "{ op, plain: {}, more",
        EVERY_FAULT,
    ),
    "whoever is signed in is the author": (
        FLUSH,
        'return this.#is("another");\n    this.version',
        "this.book.device.person = who.body.person;\n    this.version",
        NOBODY_ELSE,
    ),
    "parked texts are passed over": (
        BOOK,
        "return (this.pack?.parked ?? []).filter(({ id }) => !settled.has(id));",
        "return [];",
        TWO_VERSIONS,
    ),
    "a row is not sealed": (
        SEALER,
        "return { id, device: this.device, ...plain, ...(await seal(",
        "return { id, device: this.device, value, ...plain, ...(await seal(",
        NO_SIGNAL,
    ),
    "any PIN opens": (SEAL, 'importKey("raw", write.encode(pin),', 'importKey("raw", write.encode(""),', NO_SIGNAL),
    "wrong PINs are not counted": (LOCK, "await keepDevice({ ...device, tries });", "", NOBODY_ELSE),
    "a PIN still opens after five wrong ones": (LOCK, "lock: null });", "lock: device.lock });", NOBODY_ELSE),
    "the key stays open": (LOCK, "    touched();\n    lock();", "    touched();", NO_SIGNAL),
    "a draft is not kept": (WRITE, 'await this.book.keep("draft", this.draft);', "", NO_SIGNAL),
    "what is only here is called safe": (
        BOOK,
        "safe: note.revision > 0 && !this.opsOf(id).some(isText)",
        "safe: true",
        NO_SIGNAL,
    ),
    "a waiting note is said to be sent": (
        LIST,
        'if (ops.length) return { words: note.revision ? "Change only on this device" : "Only on this device",'
        ' sign: "device" };',
        "",
        NO_SIGNAL,
    ),
    "what is refused counts as sent": (
        FLUSH,
        'new Set(["kept", "late",',
        'new Set(["refused", "kept", "late",',
        NO_SIGNAL,
    ),
    "a concern is forgotten": (
        TURNS,
        'if (op.kind === "concern") return true;',
        'if (op.kind === "concern") return false;',
        URGENT,
    ),
}


@contextmanager
def served(name, folder):
    """Serve one file with its line made wrong for as long as the block runs; it must have been asked for."""
    file, right, wrong, _ = FAULTS[name]
    find, asked = finders.find, []
    text = Path(find(FOLDER + file)).read_text(encoding="utf-8")
    if text.count(right) != 1:
        raise LookupError(f"{name}: {file} no longer holds the line once: {right}")
    made = folder / "wrong.js"
    made.write_text(text.replace(right, wrong), encoding="utf-8")

    def instead(path, *more, **how):
        if path != FOLDER + file:
            return find(path, *more, **how)
        asked.append(path)
        return str(made)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finders, "find", instead)
        yield asked


def chosen(sample):
    """Return the faults to try: those that were named, all in a soak, else the sample."""
    named = [name for name in os.environ.get("SEEDED_PAGES", "").split("|") if name]
    return named or soak.times(sample, list(FAULTS))


def main(names):
    """Try faults and print what found each."""
    test = "tests/browser/test_seeded_pages.py"
    own = {"SOAK": "1", "SEEDED_PAGES": "|".join(names)}
    command = [sys.executable, "-m", "pytest", "-q", "-n0", "--show-capture=no", "--tb=line", "--no-migrations", test]
    return subprocess.run(command, env=os.environ | own, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
