"""The line that goes wrong goes wrong as asked, and only then."""

import http.client
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests import proxy


class Counting(BaseHTTPRequestHandler):
    """Answers with how often it was asked and what it was told."""

    def do_POST(self):
        said = self.rfile.read(int(self.headers["Content-Length"]))
        if len(said) < int(self.headers["Content-Length"]):
            return
        self.server.heard.append((said, self.headers.get("Cookie")))
        body = b"x" * 2000 + said
        self.send_response(201)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Counting)
    made.heard = []
    Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def line(server):
    with proxy.between(f"http://127.0.0.1:{server.server_port}") as made:
        made.wait = 0.05
        yield made


def ask(line, said=b"hello", path="/operations/"):
    """Post through the line; return (status, body), or None when no whole answer came."""
    client = http.client.HTTPConnection("127.0.0.1", line.port, timeout=5)
    try:
        client.request("POST", path, said, {"Cookie": "session=1"})
        answer = client.getresponse()
        return answer.status, answer.read()
    except (http.client.HTTPException, OSError):
        return None
    finally:
        client.close()


GOOD = (201, b"x" * 2000 + b"hello")


def test_without_a_fault_everything_goes_through(line, server):
    assert [ask(line), ask(line)] == [GOOD, GOOD]
    assert server.heard == [(b"hello", "session=1")] * 2


@pytest.mark.parametrize(
    ("fault", "answer", "heard"),
    [
        ("lost", None, 0),
        ("refused", None, 0),
        ("cut_request", None, 0),
        ("stalled", None, 0),
        ("portal", (200, proxy.PORTAL), 0),
        ("portal_redirect", (302, b""), 0),
        ("portal_json", (200, b"{}"), 0),
        ("bad_gateway", (502, proxy.GATEWAY), 0),
        ("bad_gateway_after", (502, proxy.GATEWAY), 1),
        ("answer_lost", None, 1),
        ("cut_answer", None, 1),
        ("stalled_after", None, 1),
        ("late", GOOD, 1),
        ("twice", GOOD, 2),
        ("thrice", GOOD, 3),
    ],
)
def test_a_fault_happens_once_and_to_whom_it_is_meant_for(line, server, fault, answer, heard):
    line.next(fault, path="/operations/")
    assert ask(line, path="/me/") == GOOD
    assert ask(line) == answer
    assert len(server.heard) == heard + 1
    assert ask(line) == GOOD
    assert line.tried == {fault: 1, "": 2}


def test_an_expired_session_is_one_without_its_cookie(line, server):
    line.next("signed_out")
    assert ask(line) == GOOD
    assert server.heard == [(b"hello", None)]


def test_chance_is_the_same_for_the_same_seed(line):
    def thrown():
        line.requests.clear()
        line.chance(7, {"lost": 0.4, "answer_lost": 0.2})
        for _ in range(20):
            ask(line)
        line.quiet()
        return [fault for _, fault in line.requests]

    first = thrown()
    assert first == thrown()
    assert {"", "lost", "answer_lost"} == set(first)


def test_a_line_that_is_down_comes_back_on_its_port_and_a_slow_one_is_slow(line):
    line.down()
    assert ask(line) is None
    line.up()
    assert ask(line) == GOOD
    line.shape(bits=80_000, latency=0.1)
    begun = time.monotonic()
    assert ask(line) == GOOD
    assert time.monotonic() - begun > 0.25
