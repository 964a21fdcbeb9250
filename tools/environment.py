"""The Python environment with its hashed pins, and the first `.env`."""

import base64
import hashlib
import os
import secrets
import shutil
import sys
from pathlib import Path

from . import machine
from .places import ENV_FILE, PYTHON, ROOT, VENV, Stop, call, say

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def stamp_of(pins: Path) -> str:
    """What a finished installation of these pins leaves behind."""
    return f"{VERSION} {hashlib.sha256(pins.read_bytes()).hexdigest()}\n"


def _make() -> None:
    if "venv" in machine.missing(["venv"]):
        raise Stop("without python3-venv there is no Python environment to run in.")
    say("Making .venv")
    if call(sys.executable, "-m", "venv", "--clear", VENV):
        raise Stop("the environment .venv could not be made; what went wrong is above.")


def provide(name: str = "requirements.txt") -> None:
    """Have `.venv` hold exactly these pins. A second time costs nothing: a stamp says it is done."""
    if VENV.is_symlink():  # another checkout's environment, lent: used as it is
        return
    pins, stamp = ROOT / name, VENV / f"{name}.stamp"
    wanted = stamp_of(pins)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists() or not (VENV / "lib" / f"python{VERSION}").exists():
        _make()
    say(f"Installing {name} (about half a minute)")
    pip = (PYTHON, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check")
    if call(*pip, "--require-hashes", "--requirement", pins):
        raise Stop("pip could not install everything; what went wrong is above. Run the same command to try again.")
    stamp.write_text(wanted)


def first_env() -> None:
    """Write `.env` for a machine that has none: fresh secrets, debug and demo on."""
    if ENV_FILE.exists():
        return
    lines = [
        "# Written at the first ./peer run. .env.example explains every name there is.",
        f"SECRET_KEY={secrets.token_urlsafe(50)}",
        f"MASTER_KEY={fresh_master_key()}",
        "DEBUG=1",
        "DEMO=1",
    ]
    with os.fdopen(os.open(ENV_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(lines) + "\n")
    say("Wrote .env with fresh secrets")


def fresh_master_key() -> str:
    """The key that wraps every challenge's key."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def pins(_: list[str]) -> int:
    """Compile both sets of pins, for every Python we serve, with hashes and without a registry's name."""
    uv = shutil.which("uv") or (str(VENV / "bin" / "uv") if (VENV / "bin" / "uv").exists() else None)
    if not uv:
        raise Stop("compiling pins needs uv, which is not here (pipx install uv).")
    compile_ = (
        uv,
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--python-version",
        "3.11",
        "--generate-hashes",
    )
    neat = ("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "./peer pins")
    return call(*compile_, *neat, "requirements.in", "--output-file", "requirements.txt") or call(
        *compile_,
        *neat,
        "requirements-dev.in",
        "--constraints",
        "requirements.txt",
        "--output-file",
        "requirements-dev.txt",
    )
