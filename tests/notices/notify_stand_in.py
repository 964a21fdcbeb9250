"""A stand-in for GOV.UK Notify: it speaks the documented interface, checks the token and keeps what it was given."""

import base64
import hashlib
import hmac
import json
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ISSUER, SECRET = str(uuid.UUID(int=7)), str(uuid.UUID(int=8))
KEY = f"peer-challenge-{ISSUER}-{SECRET}"
TEMPLATE = str(uuid.UUID(int=9))
ERRORS = {
    400: ("BadRequestError", "Can't send to this recipient using a team-only API key"),
    403: ("AuthError", "Invalid token: signature, api token not found"),
    429: ("RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    500: ("Exception", "Internal server error"),
}


def unpacked(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def is_ours(token, clock=time.time):
    """Check a token as the interface says: signed with the secret, issued by the service, half a minute old at most."""
    head, claims, signature = token.split(".")
    right = base64.urlsafe_b64encode(hmac.digest(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256))
    said = unpacked(claims)
    return (
        hmac.compare_digest(right.rstrip(b"=").decode(), signature)
        and unpacked(head) == {"typ": "JWT", "alg": "HS256"}
        and said["iss"] == ISSUER
        and abs(said["iat"] - clock()) <= 30
    )


class _Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Say nothing."""

    def _answer(self, status, said):
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _refused(self):
        status = self.server.fails or (0 if is_ours(self.headers["Authorization"].removeprefix("Bearer ")) else 403)
        if status:
            name, words = ERRORS[status]
            self._answer(status, {"status_code": status, "errors": [{"error": name, "message": words}]})
        return status

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self._refused():
            return
        wrong = {"email_address", "template_id"} - set(asked) or self.path != "/v2/notifications/email"
        if wrong or asked["template_id"] != TEMPLATE or set(asked["personalisation"]) != {"subject", "body"}:
            self._answer(400, {"status_code": 400, "errors": [{"error": "ValidationError", "message": "Missing"}]})
            return
        made = {"id": str(uuid.uuid4()), "reference": asked.get("reference")}
        self.server.taken.append({**asked, **made})
        if self.server.is_cut:  # taken, but the answer never comes
            self.close_connection = True
            return
        self._answer(201, {**made, "content": asked["personalisation"], "uri": "", "template": {}})

    def do_GET(self):
        if self._refused():
            return
        wanted = parse_qs(urlsplit(self.path).query)["reference"]
        found = [one for one in self.server.taken if one["reference"] in wanted]
        self._answer(200, {"notifications": found, "links": {}})


def serve():
    """Serve on a free port until `shutdown`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Desk)
    server.taken, server.fails, server.is_cut = [], 0, False
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server
