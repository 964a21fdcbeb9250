"""Where things are, and how one program is called from another."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
ENDINGS = (signal.SIGINT, signal.SIGTERM)
ENV_FILE = Path(os.environ.get("ENV_FILE") or ROOT / ".env")


class Stop(Exception):  # noqa: N818 -- a sentence for the person, not an error of ours
    """What cannot go on, said in a sentence that tells what to do."""


def say(sentence: str) -> None:
    """Tell the person at once, in order with what the programs we call print."""
    print(sentence, flush=True)


def call(*command: str | Path, env: dict[str, str] | None = None, alone: bool = False) -> int:
    """Run one program here, seen as it goes, and hand back its exit code.

    One that starts others runs `alone`, so that all of them can be ended with it.
    """
    line = [str(part) for part in command]
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)  # asked to end before we wait for it, we would leave it behind
    try:
        child = subprocess.Popen(line, cwd=ROOT, env=env, start_new_session=alone, preexec_fn=_hear)
    except BaseException:
        _hear()
        raise
    try:
        _hear()
        return child.wait()
    except BaseException as why:
        _leave(child, alone, why)
        raise


def _hear() -> None:
    """Let what asks us to end through again."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


def _leave(child: subprocess.Popen, alone: bool, why: BaseException, patience: float = 10) -> None:
    """Let it end in its own way, but not for ever. Ctrl-C at a terminal has reached it already unless it is alone."""
    if alone:
        child.send_signal(signal.SIGINT)
    elif not isinstance(why, KeyboardInterrupt):
        child.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
        child.wait(timeout=patience)
    if child.poll() is None and not alone:  # an interrupt that was meant for us alone
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            child.wait(timeout=patience)
    with contextlib.suppress(ProcessLookupError):
        if alone:
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


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
