"""The smaller commands, each a few programs called in turn."""

import os
import shutil
import tempfile

from . import environment, machine
from .places import PYTHON, ROOT, Stop, call, known_settings, say

RUFF = (PYTHON, "-m", "ruff")


def _settings(**more: str) -> dict[str, str]:
    """An environment that no person's own settings reach."""
    mine = {name: value for name, value in os.environ.items() if name not in known_settings()}
    return mine | {"ENV_FILE": os.devnull, "SECRET_KEY": "only-for-checks-" + "x" * 50} | more


def install(_: list[str]) -> int:
    """Debian's packages where we may, and the environment."""
    machine.provide("venv", "pango")
    environment.provide()
    return 0


def check(_: list[str]) -> int:
    """Everything that needs no test to be seen wrong."""
    environment.provide("requirements-dev.txt")
    with tempfile.TemporaryDirectory(prefix="peer-check-") as data:
        plain = _settings(DATA_DIR=data)
        live = plain | {"ORIGIN": "https://peer.example", "ALLOWED_HOSTS": "peer.example"}
        steps = {
            "format": call(*RUFF, "format", "--check", "--quiet", "."),
            "lint": call(*RUFF, "check", "--quiet", "."),
            "templates": _templates(),
            "migrations": call(PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", env=plain),
            "Django": call(PYTHON, "manage.py", "check", env=plain),
            "deployment": call(PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING", env=live),
        }
    failed = [name for name, code in steps.items() if code]
    say(f"check: {'wrong: ' + ', '.join(failed) + ' (./peer fix may help)' if failed else 'all in order'}")
    return 1 if failed else 0


def _templates() -> int:
    folder = ROOT / "templates"
    return call(PYTHON, "-m", "djlint", "--lint", "--quiet", folder) if folder.exists() else 0


def fix(_: list[str]) -> int:
    """Sort imports, put the formatting right, and what else ruff is sure of."""
    environment.provide("requirements-dev.txt")
    return call(*RUFF, "check", "--fix", "--quiet", ".") | call(*RUFF, "format", ".")


def manage(arguments: list[str]) -> int:
    """Django's own command line, in this environment and with this `.env`."""
    environment.provide()
    return call(PYTHON, "manage.py", *arguments)


def docs(arguments: list[str]) -> int:
    """Draw docs/workflows.md and its like from the tables."""
    return manage(["draw_docs", *arguments])


def demo(arguments: list[str]) -> int:
    """Seed the demo region, at another state if asked."""
    environment.first_env()
    return manage(["migrate", "--verbosity", "0"]) or manage(["demo", *arguments])


def bench(arguments: list[str]) -> int:
    """Measure; bench/ says what and how."""
    if not (ROOT / "bench" / "__main__.py").exists():
        raise Stop("there is nothing to measure yet: bench/ has no __main__.py.")
    environment.provide("requirements-dev.txt")
    return call(PYTHON, "-m", "bench", *arguments)


def vendor(_: list[str]) -> int:
    """Compile the vendored styles again. Only this command needs Node."""
    folder = ROOT / "static" / "vendor"
    if not (shutil.which("node") and shutil.which("npm")):
        raise Stop("this needs Node 20 or newer, with npm.")
    return call("node", folder / "build.mjs")
