"""Where things are, and how one program is called from another."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
ENV_FILE = Path(os.environ.get("ENV_FILE") or ROOT / ".env")


class Stop(Exception):  # noqa: N818 -- a sentence for the person, not an error of ours
    """What cannot go on, said in a sentence that tells what to do."""


def say(sentence: str) -> None:
    """Tell the person at once, in order with what the programs we call print."""
    print(sentence, flush=True)


def call(*command: str | Path, env: dict[str, str] | None = None) -> int:
    """Run one program here, seen as it goes, and hand back its exit code."""
    return subprocess.call([str(part) for part in command], cwd=ROOT, env=env)


def written_settings(file: Path = ENV_FILE) -> dict[str, str]:
    """The names and values a `.env` file sets."""
    if not file.exists():
        return {}
    lines = (line.removeprefix("export ").partition("=") for line in file.read_text().splitlines())
    return {name.strip(): value.strip().strip("'\"") for name, sign, value in lines if sign and "#" not in name}


def setting(name: str) -> str:
    """One setting as Django will see it: the environment first, then `.env`."""
    return os.environ.get(name) or written_settings().get(name, "")


def known_settings(example: Path = ROOT / ".env.example") -> set[str]:
    """Every name `.env.example` explains, set there or commented out."""
    lines = (line.lstrip("# ").partition("=") for line in example.read_text().splitlines())
    return {name for name, sign, _ in lines if sign and name.isupper() and name.replace("_", "").isalnum()}
