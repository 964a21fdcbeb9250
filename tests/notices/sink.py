"""A mail server of our own that keeps the Message-ID of whatever it takes."""

import re
import socketserver
import threading
from collections import Counter

NAMED = re.compile(rb"(?im)^message-id:\s*<([^@>\s]+)@")


class _Caller(socketserver.StreamRequestHandler):
    def _say(self, line):
        self.wfile.write(line + b"\r\n")

    def handle(self):
        self._say(b"220 sink")
        while line := self.rfile.readline():
            word = line.split(b" ")[0].strip().upper()
            if word == b"DATA":
                self._say(b"354 go on")
                self._take()
            elif word == b"QUIT":
                self._say(b"221 goodbye")
                return
            else:
                self._say(b"250 sink")

    def _take(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if not line:
            return  # cut off before the end: not taken
        self.server.taken[NAMED.search(b"".join(lines))[1].decode()] += 1
        self._say(b"250 taken")


class Sink(socketserver.ThreadingTCPServer):
    """Takes mail on a free port for as long as the block runs; `taken` counts it by name."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Caller)
        self.taken = Counter()

    @property
    def port(self):
        return self.server_address[1]

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, address):
        """A caller that was killed is what this is for."""
