"""A line between a browser and the server that goes wrong on purpose, by plan or by a seeded chance.

It understands as much of HTTP as the faults need: one request and one answer on each connection.
"""

import asyncio
import contextlib
import json
import random
import re
import threading
import time
from collections import Counter
from urllib.parse import urlsplit

PORTAL = b"<!doctype html><title>Free Wi-Fi</title><h1>Welcome</h1><form><button>Connect</button></form>"
GATEWAY = b"<!doctype html><title>502</title><h1>Bad gateway</h1>"
BEFORE_SERVER = {"lost", "stalled", "portal", "portal_redirect", "portal_json", "bad_gateway", "cut_request", "refused"}
BEFORE_SERVER |= {"another_answer"}
AFTER_SERVER = {"answer_lost", "cut_answer", "bad_gateway_after", "stalled_after"}
ON_THE_WAY = {"twice", "thrice", "late", "signed_out"}
FAULTS = BEFORE_SERVER | AFTER_SERVER | ON_THE_WAY
CHUNK = 4096


def page(status, words, body, *headers, kind="text/html"):
    """Return a whole answer that is not the server's."""
    head = [f"HTTP/1.1 {status} {words}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*head, "Connection: close", "", ""]).encode() + body


OTHERS = {
    "portal": page(200, "OK", PORTAL),
    "portal_redirect": page(302, "Found", b"", "Location: http://portal.invalid/"),
    "portal_json": page(200, "OK", b"{}", kind="application/json"),
    "bad_gateway": page(502, "Bad Gateway", GATEWAY),
    "bad_gateway_after": page(502, "Bad Gateway", GATEWAY),
}


def receipts_for_others(body):
    """Answer as the server would have answered other bodies under the same ids: kept, but by another hash."""
    with contextlib.suppress(ValueError, TypeError, LookupError):
        sent = json.loads(body)["operations"]
        same = {"sha256": "0" * 64, "result": "kept", "revision": 1, "code": "", "sentence": "", "parked": ""}
        receipts = [{"operation": one["id"], "note": one["note"], **same} for one in sent]
        said = json.dumps({"receipts": receipts}).encode()
        return page(200, "OK", said, "Peer-Sync: 1", kind="application/json")
    return b""


async def whole(reader):
    """Read one request: its head and as much body as it says. Nothing when the line closes first."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        said = re.search(rb"(?im)^content-length:\s*(\d+)", head)
        return head, await reader.readexactly(int(said[1])) if said else b""
    except (asyncio.IncompleteReadError, ConnectionError):
        return b"", b""


class Proxy:
    """One line. Faults are asked for with `next` and `chance`; `tried` counts what happened."""

    def __init__(self, upstream):
        self.upstream = urlsplit(upstream)
        self.planned, self.tried, self.requests = [], Counter(), []
        self.dice, self.odds, self.where = random.Random(0), {}, ""
        self.bits, self.latency, self.wait = 0, 0.0, 0.3
        self.loop = asyncio.new_event_loop()
        self.loop.time = lambda: time.clock_gettime(time.CLOCK_MONOTONIC)  # goes on where a test stops the clock
        self.tasks = set()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.port = 0
        self.up()

    @property
    def url(self):
        """Where the site is through this line."""
        return f"http://127.0.0.1:{self.port}"

    def next(self, *faults, path=""):
        """Let these faults happen, in turn, to the next requests whose address holds `path`."""
        assert set(faults) <= FAULTS, faults
        self.planned += [(fault, path) for fault in faults]

    def chance(self, seed, odds, path=""):
        """From now on let each request whose address holds `path` meet a fault by these odds."""
        assert set(odds) <= FAULTS, odds
        self.dice, self.odds, self.where = random.Random(seed), dict(odds), path

    def quiet(self):
        """Let everything through from now on."""
        self.planned, self.odds = [], {}

    def shape(self, bits=0, latency=0.0):
        """Let so many bits a second through, each request after a wait."""
        self.bits, self.latency = bits, latency

    def up(self):
        """Listen, on the same port as before."""

        async def listen():
            self.server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=1 << 20)
            self.port = self.server.sockets[0].getsockname()[1]

        self._run(listen())

    def down(self):
        """Refuse every connection, as while a server restarts."""

        async def deafen():
            self.server.close()

        self._run(deafen())

    def close(self):
        """End the line."""

        async def end():
            self.server.close()
            for task in self.tasks:
                task.cancel()
            await asyncio.gather(*self.tasks, return_exceptions=True)

        self._run(end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def _run(self, what):
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(timeout=10)

    def _fault(self, path):
        """Return what goes wrong with this request, or nothing."""
        for place, (fault, where) in enumerate(self.planned):
            if where in path:
                del self.planned[place]
                return fault
        if self.odds and self.where in path:
            thrown = self.dice.random()
            for fault, odds in self.odds.items():
                if (thrown := thrown - odds) < 0:
                    return fault
        return ""

    async def _serve(self, reader, writer):
        task = asyncio.current_task()
        self.tasks.add(task)
        try:
            head, body = await whole(reader)
            if head:
                path = head.split(b" ", 2)[1].decode()
                fault = self._fault(path)
                self.requests.append((path, fault))
                self.tried[fault] += 1
                await asyncio.sleep(self.latency)
                await self._answer(fault, head, body, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self.tasks.discard(task)
            writer.close()

    async def _answer(self, fault, head, body, writer):
        if fault in {"stalled", "stalled_after", "late"}:
            answer = await self._ask(head, body) if fault == "stalled_after" else b""
            await asyncio.sleep(self.wait * self.dice.uniform(0.5, 2))
            answer = await self._ask(head, body) if fault == "late" else answer[:0]
        elif fault in BEFORE_SERVER:
            if fault == "cut_request":
                await self._ask(head, body[: len(body) // 2], whole=False)
            answer = receipts_for_others(body) if fault == "another_answer" else OTHERS.get(fault, b"")
        else:
            head = re.sub(rb"(?im)^cookie:.*\r\n", b"", head) if fault == "signed_out" else head
            copies = {"twice": 2, "thrice": 3}.get(fault, 1)
            answers = await asyncio.gather(*(self._ask(head, body) for _ in range(copies)))
            answer = OTHERS.get(fault) or self.dice.choice(answers)
        if fault == "answer_lost":
            answer = b""
        if fault == "cut_answer":
            answer = answer[: self.dice.randrange(len(answer))]
        await self._send(writer, answer, len(body))

    async def _send(self, writer, answer, sent):
        """Hand an answer back, no faster than the line is."""
        if self.bits:
            await asyncio.sleep(sent * 8 / self.bits)
        for start in range(0, len(answer), CHUNK):
            part = answer[start : start + CHUNK]
            if self.bits:
                await asyncio.sleep(len(part) * 8 / self.bits)
            writer.write(part)
            await writer.drain()

    async def _ask(self, head, body, whole=True):
        """Put a request to the server and return all it answers; a cut one is left in the middle."""
        try:
            reader, writer = await asyncio.open_connection(self.upstream.hostname, self.upstream.port)
        except OSError:
            return b""
        try:
            writer.write(
                re.sub(rb"(?im)^connection:.*\r\n", b"", head).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1)
            )
            writer.write(body)
            await writer.drain()
            answer = await reader.read(-1) if whole else b""
        except ConnectionError:
            answer = b""
        finally:
            writer.close()
        return re.sub(rb"(?im)^connection:.*\r\n", b"", answer, count=1).replace(
            b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1
        )


@contextlib.contextmanager
def between(upstream):
    """Put a line in front of a server for as long as the block runs."""
    line = Proxy(upstream)
    try:
        yield line
    finally:
        line.close()
