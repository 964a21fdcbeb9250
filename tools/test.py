"""The whole suite: check, then PostgreSQL with Valkey and Chromium, then SQLite."""

import argparse
import os
import tempfile
from pathlib import Path

from . import environment, machine, servers, upkeep
from .places import PYTHON, Stop, call, known_settings, say

# What the SQLite lane leaves to the other one.
NOT_ON_SQLITE = "not browser and not walk and not postgres"
# What touches no database says the same in both, and so does what is marked: the SQLite lane alone runs it.
NOT_ON_POSTGRESQL = "not plain and not either"
NOTHING_SELECTED = 5


def test(arguments: list[str]) -> int:
    """Run the suite, or what of it the arguments (as pytest takes them) name."""
    return Suite(arguments).run()


def soak(arguments: list[str]) -> int:
    """The fault tests at their full counts, and no others; `test` runs a sample of each."""
    return Suite([*arguments, "--lane", "postgresql"], soak=True).run()


def in_ci() -> bool:
    """Whether a missing part is a failure."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def clean_environment(data: Path) -> dict[str, str]:
    """Settings for tests: nothing of the person's own `.env` or shell comes through."""
    mine = {name: value for name, value in os.environ.items() if name not in known_settings()}
    return mine | {
        "ENV_FILE": os.devnull,
        "DEBUG": "0",
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "MASTER_KEY": environment.fresh_master_key(),
        "DATA_DIR": str(data),
        "EMAIL_URL": "memorymail://",
        "CHROMIUM": machine.chromium() or "",
    }


def both(*marks: str) -> str:
    """One mark expression that holds when all of these do."""
    return " and ".join(f"({mark})" for mark in marks if mark)


class Suite:
    """One run of `./peer test`: what it was asked, what is missing, what came of each part."""

    def __init__(self, arguments: list[str], soak: bool = False) -> None:
        parser = argparse.ArgumentParser(prog="./peer test", add_help=False, allow_abbrev=False)
        parser.add_argument("--lane", choices=("postgresql", "sqlite", "both"), default="both")
        parser.add_argument("-m", dest="marks", default="")
        self.asked, self.rest = parser.parse_known_args(arguments)
        self.narrow = bool(self.rest or self.asked.marks)  # a part of the suite, so no check before it
        self.more = {"SOAK": "1"} if soak else {}
        self.asked.marks = both(self.asked.marks, "fault" if soak else "")
        self.outcome: dict[str, int] = {}

    def run(self) -> int:
        """Everything in turn; non-zero if anything failed, was cut or, in CI, was missing."""
        self.missing = machine.provide("venv", "pango", "postgresql", "chromium", "poppler")
        if self.missing and in_ci():
            raise Stop(f"CI=true, and these are missing: {', '.join(self.missing)}.")
        environment.provide("requirements-dev.txt")
        if not self.narrow and self.asked.lane == "both":
            self.outcome["check"] = upkeep.check([])
        if self.asked.lane != "sqlite":
            self.postgresql_lane()
        if self.asked.lane != "postgresql":
            self.lane("SQLite", {}, NOT_ON_SQLITE)
        return self.verdict()

    def postgresql_lane(self) -> None:
        """PostgreSQL, Valkey and Chromium, or a sentence about what is not here."""
        if "postgresql" in self.missing:
            say("Skipped: the PostgreSQL lane, because PostgreSQL is not installed.")
            return
        if "chromium" in self.missing:
            say("Skipped: tests in a browser, because Chromium is not installed.")
        with servers.temporary(postgresql=True, valkey=True) as settings:
            no_browser = "not browser" if "chromium" in self.missing else ""
            # Where the other lane does not follow, nothing is left out.
            once = NOT_ON_POSTGRESQL if self.asked.lane == "both" else ""
            self.lane("PostgreSQL", settings, both(once, no_browser))

    def lane(self, name: str, settings: dict[str, str], marks: str) -> None:
        """One pytest over its own data folder; its closing lines are seen as they come."""
        say(f"\n=== {name} lane ===")
        with tempfile.TemporaryDirectory(prefix="peer-data-") as data:
            env = clean_environment(Path(data)) | settings | self.more
            command = ["-m", "pytest", "-n", "2", "--dist", "worksteal", "-o", "faulthandler_timeout=300"]
            expression = both(self.asked.marks, marks)
            command += ["-m", expression] if expression else []
            code = call(PYTHON, *command, *self.rest, env=env, alone=True)
        self.outcome[f"{name} lane"] = code

    def verdict(self) -> int:
        """Say what came of each part. A narrow choice may well leave one lane empty, but not all."""
        codes = self.outcome
        if self.narrow and any(code == 0 for code in codes.values()):
            codes = {name: 0 if code == NOTHING_SELECTED else code for name, code in codes.items()}
        say("")
        for name, code in codes.items():
            say(f"{name}: {'passed' if code == 0 else f'FAILED (code {code})'}")
        return 1 if any(codes.values()) or not codes else 0
