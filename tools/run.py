"""The site: web, worker and beat together, under one Ctrl-C."""

import argparse
import contextlib
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from . import environment, machine
from .places import PYTHON, ROOT, Stop, call, say, setting

FIRST_PORT = 8000
LOOPBACKS = (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6))


def run(arguments: list[str]) -> int:
    """Bring everything about, start the site and stay until somebody ends it."""
    parser = argparse.ArgumentParser(prog="./peer run")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT") or FIRST_PORT)
    wanted = parser.parse_args(arguments).port
    prepare()
    with _only_one(Path(setting("DATA_DIR") or ROOT / "var")):
        port = free_port(wanted)
        if port != wanted:
            say(f"Port {wanted} is taken, so this is on {port}.")
        env = os.environ | {"ORIGIN": setting("ORIGIN") or f"http://localhost:{port}"}
        if call(PYTHON, "-m", "tools.inside", "prepare", env=env):
            raise Stop("the database could not be prepared; what went wrong is above.")
        return _serve(port, env)


def prepare() -> None:
    """Environment, first `.env`, and servers that answer where some are named."""
    machine.provide("venv", "pango")
    environment.provide()
    environment.first_env()
    if not (setting("DATABASE_URL") or setting("REDIS_URL")):
        return
    if call(PYTHON, "-m", "tools.inside", "reach"):
        raise Stop("start that server or correct its address, or unset it to use the built-in one.")


@contextlib.contextmanager
def _only_one(data: Path) -> Iterator[None]:
    """Two sites on one folder would run every periodic job twice."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stop(f"this site is already running on {data}; end that one first.") from None
        yield


def _taken(port: int) -> bool:
    for address, family in LOOPBACKS:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((address, port))
            except OSError as error:
                if family == socket.AF_INET or error.errno == 98:  # address in use; no IPv6 is no matter
                    return True
    return False


def free_port(wanted: int) -> int:
    """The port asked for, or the next one nobody listens on."""
    for port in range(wanted, min(wanted + 100, 65536)):
        if not _taken(port):
            return port
    raise Stop(f"no port from {wanted} on is free; name another with --port.")


def _addresses(port: int) -> list[str]:
    """Both loopbacks where both exist, since `localhost` may mean either."""
    binds = ["--bind", f"127.0.0.1:{port}"]
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET6) as trial:
        trial.bind(("::1", 0))
        binds += ["--bind", f"[::1]:{port}"]
    return binds


def _serve(port: int, env: dict[str, str]) -> int:
    web = [PYTHON, "-m", "gunicorn", "peerchallenge.wsgi", *_addresses(port), "--preload"]
    web += ["--workers", "2", "--threads", "4", "--graceful-timeout", "5", "--log-level", "warning"]
    worker = [PYTHON, "-m", "celery", "--quiet", "-A", "peerchallenge", "worker", "-B", "--concurrency", "2"]
    worker += ["--loglevel", "WARNING"]
    # A bare machine has root alone; docs/operations.md gives the worker a user of its own.
    hushed = env | {"PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}
    children: dict[str, subprocess.Popen] = {}
    try:
        children["The web server"] = _start(web, env)
        children["The worker"] = _start(worker, hushed)
        _wait_for_answer(port, children)
        _welcome(port)
        return watch(children)
    except (KeyboardInterrupt, SystemExit):
        say("\nEnding web and worker")
        return 0
    finally:
        end(children)


def _start(command: list, env: dict[str, str]) -> subprocess.Popen:
    """In a session of its own, so that Ctrl-C reaches us alone and we end the rest in order."""
    return subprocess.Popen([str(part) for part in command], cwd=ROOT, env=env, start_new_session=True)


def _wait_for_answer(port: int, children: dict[str, subprocess.Popen]) -> None:
    """The port is open before the workers have read the code, so only a page counts."""
    for _ in range(300):
        if any(child.poll() is not None for child in children.values()):
            return  # `watch` says which
        with contextlib.suppress(OSError, http.client.HTTPException):
            page = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            page.request("GET", "/", headers={"Host": f"localhost:{port}"})
            page.getresponse()
            return
        time.sleep(0.1)


def _welcome(port: int) -> None:
    say(f"\nThe site is at http://localhost:{port}  (Ctrl-C ends it)")
    if setting("DEMO") == "1" and setting("DEBUG") == "1":
        say(CAST.format(port=port))


CAST = """
Sign in as one of the cast, without a password, at http://localhost:{port}/demo/ :
  Rana    coordinates the programme        Carys  sponsors the host's side
  Tom     leads the team                   Ben    organises it there
  Mina    manages the challenge            Grace  reads for governance
  Petra   reviews       Amir  reviews      Idris  is the information officer
  Joan    is a member peer                 Ada    is the admin
  Olu     observes      Nia   shadows      Sam    is a stranger
"""


def watch(children: dict[str, subprocess.Popen]) -> int:
    """Stay while all of them run; one that ends by itself ends the rest."""
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                say(f"{name} ended by itself (code {child.returncode}; see above), so everything is ended.")
                return 1
        time.sleep(0.3)


def end(children: dict[str, subprocess.Popen], patience: float = 15) -> None:
    """Ask every child to end, and end those that do not, with whatever they started."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + patience
    for child in children.values():
        with contextlib.suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            child.wait(timeout=max(0.1, until - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
