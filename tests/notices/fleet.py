"""The whole installation in processes of its own: web, worker, beat, broker, database; each killed and begun again."""

import contextlib
import json
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tools import servers

ROOT = Path(__file__).parents[2]
CELERY = (sys.executable, "-m", "celery", "-A", "peerchallenge")
COMMANDS = {
    "web": (sys.executable, "-m", "tests.notices.feeder"),
    "worker": (*CELERY, "worker", "--concurrency", "2", "--loglevel", "ERROR"),
    "beat": (*CELERY, "beat", "--loglevel", "CRITICAL"),
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Fleet:
    """Everything that runs. `kill` ends one part with signal 9 and begins it again."""

    parts = ("web", "worker", "beat", "broker", "database")

    def __init__(self, folder, sink_port):
        self.folder, self.running = Path(folder), {}
        port = free_port()
        self.broker = [servers.valkey_binary(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
        self.env = os.environ | {
            "DATABASE_URL": servers.make_postgresql(self.folder),
            "PGUSER": pwd.getpwuid(os.geteuid()).pw_name,
            "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{sink_port}",
            "DATA_DIR": str(self.folder / "data"),
            "SECRET_KEY": "fleet-" + "x" * 50,
            "ENV_FILE": os.devnull,
            "DEBUG": "1",
        }

    def __enter__(self):
        self.run("manage.py", "migrate", "-v0")
        for part in ("broker", "worker", "beat", "web"):
            self.begin(part)
        return self

    def __exit__(self, *error):
        for process in self.running.values():
            self.end(process)
        servers.stop_postgresql(self.folder)

    def run(self, *arguments):
        """Run a program of the product to its end; return what it says."""
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=ROOT, env=self.env, check=True, capture_output=True, text=True).stdout

    def begin(self, part):
        command = self.broker if part == "broker" else COMMANDS[part]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
        talks = {"stdin": subprocess.PIPE} if part == "web" else {}
        self.running[part] = subprocess.Popen(
            command, cwd=self.folder if part == "broker" else ROOT, env=self.env, **quiet, **talks
        )

    def end(self, process):
        """Kill a process and those it has begun."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin:
            with contextlib.suppress(BrokenPipeError):
                process.stdin.close()

    def kill(self, part):
        if part == "database":
            self.kill_database()
        else:
            self.end(self.running[part])
            self.begin(part)

    def kill_database(self):
        pid = int((self.folder / "postgresql" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        for _ in range(50):  # its children notice within moments, and must be gone before it begins again
            time.sleep(0.1)
            with contextlib.suppress(servers.Stop):
                servers._start_postgresql(self.folder)
                return
        raise AssertionError("the database did not begin again")

    def say(self, number):
        """Let the web process say four things; one that has ended of a dead database is begun again."""
        web = self.running["web"]
        if web.poll() is not None:
            self.end(web)
            self.begin("web")
            web = self.running["web"]
        with contextlib.suppress(BrokenPipeError):
            web.stdin.write(f"{number}\n".encode())
            web.stdin.flush()

    def drain(self, count):
        """Send what is left, as after the time a dead worker is waited for; return rows and how many are unsent."""
        for part in ("web", "beat", "worker"):
            self.end(self.running[part])
        return json.loads(self.run("-m", "tests.notices.drain", str(count)).splitlines()[-1])
