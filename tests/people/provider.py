"""A small OpenID Connect service on the loopback, with tokens signed by a key of its own."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, SECRET, CODE = "peer-challenge", "a-client-secret", "the-code"


class Provider:
    """What the service knows: who is signed in there, and what it was asked."""

    def __init__(self, server):
        self.url = f"http://127.0.0.1:{server.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims = {"sub": "u1", "email": "petra@example.org", "email_verified": True, "name": "Petra"}
        self.challenge = ""
        self.is_broken = False

    def documents(self):
        """Return what is public: the addresses and the key."""
        key = {**json.loads(RSAAlgorithm.to_jwk(self.key.public_key())), "kid": "k1", "alg": "RS256", "use": "sig"}
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "jwks_uri": f"{self.url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/keys": {"keys": [key]},
            "/userinfo": self.claims,
        }

    def token(self, asked):
        """Answer a code with tokens, when client, secret and proof are right."""
        proof = base64.urlsafe_b64encode(hashlib.sha256(asked["code_verifier"].encode()).digest()).rstrip(b"=")
        right = (asked["client_id"], asked["client_secret"], asked["code"]) == (CLIENT, SECRET, CODE)
        if not right or proof.decode() != self.challenge:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {**self.claims, "iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300}
        signed = jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "k1"})
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": signed, "expires_in": 300}

    def authorize(self, url):
        """Play the person's browser at the service: return the way back with code and state."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert url.startswith(f"{self.url}/authorize")
        assert (asked["client_id"], asked["code_challenge_method"]) == (CLIENT, "S256")
        self.challenge = asked["code_challenge"]
        return f"{urlsplit(asked['redirect_uri']).path}?code={CODE}&state={asked['state']}"


class Handler(BaseHTTPRequestHandler):
    """Answers for the provider that its server carries."""

    def log_message(self, *args):
        """Say nothing."""

    def _answer(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(500 if self.server.provider.is_broken else status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        document = self.server.provider.documents().get(urlsplit(self.path).path)
        self._answer(200 if document else 404, document or {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._answer(*self.server.provider.token({name: values[0] for name, values in parse_qs(body).items()}))


@contextmanager
def running():
    """Run a provider until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.provider = Provider(server)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.provider
        finally:
            server.shutdown()
            thread.join()
