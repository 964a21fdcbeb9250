"""The outbox beside its floors: deciding many due reminders, deciding them again, and pages while the broker is away.

Each pair is measured in turns on the same rows, so that a busy machine slows both.
"""

import contextlib
import json
import os
import pwd
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import servers

from .pages import _pair, _serving
from .row import Row

REMINDERS = 100_000
SECONDS = 4
ROOT = Path(__file__).parents[1]


def _inside(env, module, *arguments):
    """Run a module within the product's settings; return what its last line says."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{module} ended in error:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _deciding(env, count):
    """Compare the ladder with one bare set-based statement in batches, and with an UPDATE of as many rows."""
    found = _inside(env, "bench.jobs_inside", count)
    rate = {name: count / seconds for name, seconds in found["seconds"].items()}
    many = f"{count:,} reminders"
    for what, floor, least in (("set-based floor", "floor", 0.9), ("a bare UPDATE", "update", 0.4)):
        yield Row(
            f"{many} decided, to {what}",
            f"{rate['ladder']:,.0f}/s",
            f"{rate[floor]:,.0f}/s",
            rate["ladder"] / rate[floor],
            least=least,
        )
    yield Row(
        "statements for ten times the rows in a batch",
        *map(str, found["statements"]),
        _ratio(found["statements"]),
        most=1.0,
    )
    yield Row(f"{many} decided again: rows inserted", str(found["again"]), str(count), found["again"] / count, most=0.0)


def _ratio(pair):
    return pair[0] / pair[1]


@contextlib.contextmanager
def _mute():
    """A broker that takes calls and never speaks."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(512)
        yield listener.getsockname()[1]


def _pages(env, seconds):
    """Compare home, and a page that queues and rings, while the broker answers and while it does not."""
    seeded = _inside(env, "bench.seed")
    mine = {"Cookie": seeded["cookie"]}
    down = {**env, "REDIS_URL": "redis://127.0.0.1:9/0"}
    with (
        _mute() as port,
        _serving("bench.ringing", env) as up,
        _serving("bench.ringing", down) as dead,
        _serving("bench.ringing", {**env, "REDIS_URL": f"redis://127.0.0.1:{port}/0"}) as mute,
    ):
        for name, other in (("down", dead), ("mute", mute)):
            for what, path in (("home", "/"), ("a page that rings", "/ring/")):
                ours, floor = _pair(seconds, (other, path, mine), (up, path, mine))
                said = f"{ours[1]:.1f} ms", f"{floor[1]:.1f} ms"
                yield Row(f"broker {name}: {what}, p50", *said, ours[1] / floor[1], most=1.2)


def measure(sample=None):
    """Measure, a row at a time; `sample` is how many reminders, and then pages get a second each."""
    with servers.temporary(postgresql=True, valkey=True) as more, tempfile.TemporaryDirectory() as data:
        own = {"DEBUG": "0", "DEMO": "0", "SECRET_KEY": "bench-" + "x" * 50, "ENV_FILE": os.devnull, "DATA_DIR": data}
        who = {"PGUSER": pwd.getpwuid(os.geteuid()).pw_name, "ALLOWED_HOSTS": "127.0.0.1"}
        env = os.environ | more | own | who
        yield from _deciding(env, sample or REMINDERS)
        yield from _pages(env, 1 if sample else SECONDS)
