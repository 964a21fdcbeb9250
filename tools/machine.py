"""What Debian must bring: found by use, installed as root, named in one line otherwise."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from .places import say


class Part(NamedTuple):
    """One thing the machine has or has not."""

    packages: tuple[str, ...]
    needed_for: str
    here: Callable[[], bool]


def _loads(*libraries: str) -> bool:
    try:
        for library in libraries:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def postgresql_bin() -> Path | None:
    """The newest PostgreSQL's own folder; Debian leaves initdb off the PATH."""
    newest = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    found = newest[-1] if newest else shutil.which("initdb") and Path(shutil.which("initdb"))
    return found.resolve().parent if found else None


def chromium() -> str | None:
    """Debian's Chromium (Ubuntu's is a snap, which cannot see our temporary folders)."""
    return shutil.which("chromium")


PARTS = {
    "venv": Part(("python3-venv",), "the Python environment", lambda: bool(importlib.util.find_spec("ensurepip"))),
    "pango": Part(
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        "PDF editions",
        lambda: _loads("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    ),
    "postgresql": Part(("postgresql",), "the PostgreSQL lane", lambda: postgresql_bin() is not None),
    "chromium": Part(
        ("chromium", "libatomic1"), "tests in a browser", lambda: chromium() is not None and _loads("libatomic.so.1")
    ),
    "poppler": Part(("poppler-utils",), "tests that look at PDF pages", lambda: shutil.which("pdftotext") is not None),
}


def missing(names: Iterable[str]) -> list[str]:
    """Those of the parts that are not here."""
    return [name for name in names if not PARTS[name].here()]


def install_line(names: Iterable[str]) -> str:
    """The one line that brings these parts."""
    return f"apt-get install -y --no-install-recommends {_packages(names)}"


def _packages(names: Iterable[str]) -> str:
    return " ".join(package for name in names for package in PARTS[name].packages)


def _install(names: list[str]) -> None:
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for line in ("apt-get update -qq", install_line(names)):
        done = subprocess.run(line.split(), env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            say(f"`{line}` failed:\n{(done.stderr or done.stdout).strip()}")


def provide(*names: str) -> list[str]:
    """Bring what is missing where we may; hand back the parts still missing, each with its reason told."""
    lacking = missing(names)
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing with apt: {_packages(lacking)}")
        _install(lacking)
        importlib.invalidate_caches()
        lacking = missing(lacking)
    for name in lacking:
        say(f"Missing, for {PARTS[name].needed_for}: {' '.join(PARTS[name].packages)}")
    if lacking:
        say(f"To bring {'it' if len(lacking) == 1 else 'them'}:  sudo {install_line(lacking)}")
    if sys.version_info >= (3, 14):
        say("Python 3.11 to 3.13 are what this is tried on; some packages may not be built for yours.")
    return lacking
