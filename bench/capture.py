"""Notes without signal in a real browser: the page's own speed, and the way home over a thin line that is cut.

The first half runs with the server out of reach. The second compares what the page needs until the server has
everything with one bare request of as many bytes through the same line without cuts.
"""

import contextlib
import http.client
import http.server
import json
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from tests import proxy
from tools import servers

from .capture_phone import Phone, picture
from .pages import _serving
from .row import Row
from .sync import ROOT, _environment

SLOWER = 4
STARTS = 5
SAVES = 20
PICTURES = 10
KILOBYTES = 2_000
BITS, LATENCY = 1_000_000, 0.3
SEED = 4
# What befalls a request while pictures travel; the first one with notes is lost for certain.
CUTS = {"lost": 0.02, "answer_lost": 0.02, "cut_request": 0.02}


class Sink(http.server.BaseHTTPRequestHandler):
    """Takes what comes and answers nothing: the floor."""

    def do_POST(self):
        left = int(self.headers["Content-Length"])
        while left:
            left -= len(self.rfile.read(min(left, 1 << 16)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


def bare(size):
    """Return how long one request of so many bytes takes through a line of its own without cuts."""
    sink = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    threading.Thread(target=sink.serve_forever, daemon=True).start()
    try:
        with proxy.between(f"http://127.0.0.1:{sink.server_port}") as line:
            line.shape(BITS, LATENCY)
            begun = time.perf_counter()
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", line.port, timeout=900)) as connection:
                connection.request("POST", "/", bytes(size))
                assert connection.getresponse().status == 204
            return time.perf_counter() - begun
    finally:
        sink.shutdown()
        sink.server_close()


def _within(what, milliseconds, goal):
    """Make a row of a time and the time it may take."""
    return Row(what, f"{milliseconds:.0f} ms", f"{goal} ms", milliseconds / goal, most=1.0)


def _alone(phone):
    """Measure the page with nobody to ask, after its browser was ended, at a quarter of the speed and at all of it."""
    starts = [phone.cold_start(SLOWER) for _ in range(STARTS)]
    slow = f"{SLOWER}× slower"
    yield _within(f"cold start offline to the PIN, {slow}", median(shown for shown, _ in starts), 2_000)
    yield _within(f"the slowest of {STARTS} cold starts", max(shown for shown, _ in starts), 2_000)
    yield _within(f"PIN to the form, {slow}", median(opened for _, opened in starts), 2_000)
    for speed, words in ((1, "full speed"), (SLOWER, slow)):
        phone.throttle(speed)
        saves = [phone.save(f"Families wait for letters, point {number} at {speed}.") for number in range(SAVES)]
        yield _within(f"save to “Saved on this device”, {words}", median(saves), 100)
        yield _within(f"keystroke to painted, {words}", median(phone.type("Letters go out late. " * 3)), 50)
    phone.throttle(1)


def _text(seconds, size, what):
    yield Row(f"{what}: text kept", f"{seconds:.1f} s", "5 s", seconds / 5, most=1.0)
    floor = bare(size)
    yield Row(
        f"{what}: the same to its bare bytes", f"{seconds:.1f} s", f"{floor:.1f} s", seconds / floor, most=5 / floor
    )


def _home(phone, line, kilobytes):
    """Measure forty notes without cuts, then forty with ten pictures and cuts."""
    line.shape(BITS, LATENCY)
    seconds, _ = phone.come_home(line)
    yield from _text(seconds, phone.sent_text, "40 notes, 1 Mbit/s, 300 ms")

    phone.leave(line)
    for number in range(2 * SAVES):
        with_picture = picture(kilobytes) if number < PICTURES else None
        phone.save(f"The second day, point {number}.", with_picture)
    line.tried.clear()
    line.next("answer_lost", path="/operations/")
    line.chance(SEED, CUTS, path="/photos/")
    nominal = PICTURES * kilobytes * 1_000
    with ThreadPoolExecutor() as beside:
        floor = beside.submit(bare, nominal)  # at the same time, on a line of its own: both mostly wait
        seconds, whole = phone.come_home(line)
        floor = floor.result()
    cuts = sum(count for fault, count in line.tried.items() if fault)
    size = sum(phone.pictures(line).values())
    yield from _text(seconds, phone.sent_text, "the same, the answer to the notes lost")
    yield from _whole(
        whole, size + phone.sent_text, f"with {PICTURES} pictures of {size / PICTURES / 1e6:.2f} MB, {cuts} cuts"
    )


def _whole(seconds, size, what):
    floor = bare(size)
    yield Row(f"{what}: all kept", f"{seconds:.0f} s", "90 s", seconds / 90, most=1.0)
    yield Row("the same to its bare bytes", f"{seconds:.0f} s", f"{floor:.0f} s", seconds / floor, most=90 / floor)


def measure(sample=None):
    """Measure, a row at a time; `sample` is how many kilobytes a picture has."""
    with servers.temporary(postgresql=True, valkey=False) as more, tempfile.TemporaryDirectory() as data:
        env = _environment(more, data)
        command = [sys.executable, "-m", "bench.sync_inside", "40"]
        done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"The visit could not be seeded:\n{done.stderr[-3000:]}")
        author = json.loads(done.stdout.splitlines()[-1])["people"][3]
        with (
            _serving("peerchallenge.wsgi", env) as port,
            proxy.between(f"http://127.0.0.1:{port}") as line,
            sync_playwright() as playwright,
            contextlib.closing(Phone(playwright, line.url, Path(data) / "browser")) as phone,
        ):
            phone.prepare(author["cookie"])
            phone.leave(line)
            yield from _alone(phone)
            yield from _home(phone, line, sample or KILOBYTES)
