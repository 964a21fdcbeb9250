"""Pages under load: gunicorn with two sync workers, PostgreSQL, eight connections, the floor beside them.

Each pair is measured one after the other in the same run, so that a busy machine slows both.
"""

import contextlib
import http.client
import json
import os
import pwd
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tools import servers

from .row import Row

SECONDS = 4
TURNS = 4
CONNECTIONS = 8


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def _serving(application, env):
    """Serve an application with two sync workers for as long as the block runs; hand back its port."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", application, "-w", "2", "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [*command, "--log-level", "error"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _get(port, path, headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _ask_again(port, path, headers, seconds):
    """Ask again and again over eight connections; return how long each answer took, in ms."""
    until, times, lock = time.perf_counter() + seconds, [], threading.Lock()

    def ask():
        mine = []
        while (begun := time.perf_counter()) < until:
            _get(port, path, headers)
            mine.append((time.perf_counter() - begun) * 1000)
        with lock:
            times.extend(mine)

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _pair(seconds, *targets):
    """Load two pages in turns, a slice of the time each, so that a busy moment slows both alike.

    Return (requests a second, p50, p99) of each, with times in ms.
    """
    found = [[] for _ in targets]
    for port, path, headers in targets:
        for _ in range(6):
            status = _get(port, path, headers)
            assert status == 200, f"{path}: {status}"
    for _ in range(TURNS):
        for times, (port, path, headers) in zip(found, targets, strict=True):
            times += _ask_again(port, path, headers, seconds / TURNS)
    for times in found:
        times.sort()
    return [(len(times) / seconds, times[len(times) // 2], times[int(len(times) * 0.99)]) for times in found]


def _stored(ports, seeded, seconds):
    """Compare what is read from a file with a bare page of one query: requests a second."""
    for what, path in (("public report page", ""), ("public report PDF", "report.pdf")):
        ours, floor = _pair(
            seconds, (ports["ours"], f"/reports/{seeded['slug']}/{path}", {}), (ports["bare"], "/one/", {})
        )
        yield Row(what, f"{ours[0]:.0f}/s", f"{floor[0]:.0f}/s", ours[0] / floor[0], least=1.0)


def _drawn(ports, seeded, seconds):
    """Compare what is drawn with a bare list of 50 behind the usual middleware: p50, and p99 against p50."""
    mine = {"Cookie": seeded["cookie"]}
    pages = (
        ("register", "/reports/", {}),
        ("challenge page", f"/challenges/{seeded['ref']}/", mine),
        ("home", "/", mine),
    )
    for what, path, headers in pages:
        ours, floor = _pair(seconds, (ports["ours"], path, headers), (ports["usual"], "/fifty/", {}))
        yield Row(f"{what}, p50", f"{ours[1]:.0f} ms", f"{floor[1]:.0f} ms", ours[1] / floor[1], most=2.0)
        yield Row(f"{what}, p99 to p50", f"{ours[2]:.0f} ms", f"{ours[1]:.0f} ms", ours[2] / ours[1], most=4.0)


def measure(sample=None):
    """Measure, a row at a time; `sample` is how many seconds each page is asked for."""
    with servers.temporary(postgresql=True, valkey=False) as more, tempfile.TemporaryDirectory() as data:
        env = (
            os.environ
            | more
            | {
                "DEBUG": "0",
                "DEMO": "0",
                "SECRET_KEY": "bench-" + "x" * 50,
                "ENV_FILE": os.devnull,
                "DATA_DIR": data,
                "PGUSER": pwd.getpwuid(os.geteuid()).pw_name,
                "ALLOWED_HOSTS": "127.0.0.1",
            }
        )
        root = Path(__file__).parents[1]
        done = subprocess.run(
            [sys.executable, "-m", "bench.seed"], env=env, cwd=root, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"The pages could not be seeded:\n{done.stderr[-2000:]}")
        seeded = json.loads(done.stdout.splitlines()[-1])
        with (
            _serving("peerchallenge.wsgi", env) as ours,
            _serving("bench.floor.bare", env) as bare,
            _serving("bench.floor.bare", {**env, "USUAL": "1"}) as usual,
        ):
            ports = {"ours": ours, "bare": bare, "usual": usual}
            yield from _stored(ports, seeded, sample or SECONDS)
            yield from _drawn(ports, seeded, sample or SECONDS)
