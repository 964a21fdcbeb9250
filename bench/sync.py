"""Notes coming home: the endpoint beside one guarded statement of the same rows, and thirty devices at once."""

import contextlib
import hashlib
import http.client
import json
import os
import pwd
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path
from statistics import median
from types import SimpleNamespace

from tools import servers

from .pages import _serving
from .row import Row

NOTES = 2_000
DEVICES = 30
NOTES_EACH = 40
ROOT = Path(__file__).parents[1]


class Device:
    """One device over HTTP: asks who is signed in, sends, fetches its pack, says that nothing waits."""

    def __init__(self, port, seeded, number):
        self.port, self.ref = port, seeded["ref"]
        self.mine = seeded["people"][number % len(seeded["people"])]
        self.times, self.failed, self.kept = [], 0, 0

    def ask(self, method, path, body=None, **headers):
        """Send one request on a connection of its own, as behind a proxy; keep how long it took."""
        begun = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with contextlib.closing(connection):
            sent = {"Cookie": self.cookie(), "Peer-Person": self.mine["person"], **headers}
            connection.request(method, f"/capture/{path}", json.dumps(body) if body else None, sent)
            answer = connection.getresponse()
            text = answer.read()
        self.times.append(time.perf_counter() - begun)
        self.failed += answer.status >= 400
        return SimpleNamespace(headers=answer.headers, said=json.loads(text) if text else None)

    def cookie(self):
        return f"session={self.mine['cookie']}; csrf={'c' * 32}"

    def flush(self, operations):
        """Bring operations home, as a device does when it has signal again."""
        me = self.ask("GET", "me/")
        token = {"X-CSRFToken": "c" * 32, "Content-Type": "application/json"}
        assert me.said["csrf"]
        answer = self.ask("POST", f"{self.ref}/operations/", {"operations": operations}, **token)
        self.kept += sum(receipt["result"] == "kept" for receipt in answer.said["receipts"])


def _operations(facts, count):
    """Make frozen operations: this process knows no Django and only sends."""
    made = []
    for number in range(count):
        raw = json.dumps({**facts, "text": f"Families wait for letters, point {number}."})
        sha256 = hashlib.sha256(raw.encode()).hexdigest()
        ids = {"id": str(uuid.uuid4()), "note": str(uuid.uuid4())}
        made.append({**ids, "kind": "write", "seen": 0, "sha256": sha256, "body": raw})
    return made


def _one_after_another(port, seeded, count):
    """Return how many notes a second one device brings home in requests of forty."""
    device = Device(port, seeded, 0)
    for _ in range(8):  # both workers have loaded what they need
        device.flush([])
    sent = [_operations(seeded["facts"], NOTES_EACH) for _ in range(count // NOTES_EACH)]
    begun = time.perf_counter()
    for batch in sent:
        device.flush(batch)
    seconds = time.perf_counter() - begun
    assert device.kept == len(sent) * NOTES_EACH, "a note was not kept"
    return device.kept / seconds


def _all_at_once(port, seeded):
    """Let thirty devices come back together; return them and how long it took."""
    devices = [Device(port, seeded, number) for number in range(DEVICES)]
    sent = [_operations(seeded["facts"], NOTES_EACH) for _ in devices]
    gate = threading.Barrier(DEVICES + 1)

    def come_back(device, operations):
        gate.wait()
        device.flush(operations)

    threads = [threading.Thread(target=come_back, args=pair) for pair in zip(devices, sent, strict=True)]
    for thread in threads:
        thread.start()
    gate.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    return devices, time.perf_counter() - begun


def measure(sample=None):
    """Measure, a row at a time; `sample` is how many notes are taken in a turn."""
    count = sample or NOTES
    with servers.temporary(postgresql=True, valkey=False) as more, tempfile.TemporaryDirectory() as data:
        env = _environment(more, data)
        command = [sys.executable, "-m", "bench.sync_inside", str(count)]
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"Notes could not be taken in:\n{done.stderr[-3000:]}")
        seeded = json.loads(done.stdout.splitlines()[-1])
        mine, floor, once = seeded["ours"], seeded["floor"], seeded["at_once"]
        with_floor = f"{floor:.0f} notes/s"
        yield Row("notes taken in by forty, receipts kept", f"{mine:.0f} notes/s", with_floor, mine / floor, least=0.5)
        yield Row(
            "the same against all rows at once", f"{mine:.0f} notes/s", f"{once:.0f} notes/s", mine / once, least=0.5
        )
        with _serving("peerchallenge.wsgi", env) as port:
            http_rate = _one_after_another(port, seeded, count)
            yield Row(
                "the same over HTTP, one device", f"{http_rate:.0f} notes/s", with_floor, http_rate / floor, least=0.5
            )
            yield from _together(port, seeded)


def _together(port, seeded):
    devices, seconds = _all_at_once(port, seeded)
    times = [spent for device in devices for spent in device.times]
    failed = sum(device.failed for device in devices)
    kept = sum(device.kept for device in devices)
    lost = DEVICES * NOTES_EACH - kept + failed
    yield Row(
        f"{DEVICES} devices of {NOTES_EACH} notes, seconds to the last",
        f"{seconds:.1f} s",
        "60 s",
        seconds / 60,
        most=1.0,
    )
    yield Row("requests failed or notes not kept", str(lost), "0", float(lost), most=0.0)
    slowest, usual = max(times), median(times)
    yield Row("slowest request to the median", f"{slowest:.2f} s", f"{usual:.2f} s", slowest / usual, most=20.0)


def _environment(more, data):
    return {
        **os.environ,
        **more,
        "DEBUG": "0",
        "DEMO": "0",
        "SECRET_KEY": "bench-" + "x" * 50,
        "MASTER_KEY": "a2V5" * 10 + "a2U=",
        "ENV_FILE": os.devnull,
        "DATA_DIR": data,
        "PGUSER": pwd.getpwuid(os.geteuid()).pw_name,
        "ALLOWED_HOSTS": "127.0.0.1",
    }
