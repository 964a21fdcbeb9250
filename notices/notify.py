"""GOV.UK Notify, by its documented REST interface: a small client over HTTPS, signed with a JSON Web Token.

Its template is made of two fields, ((subject)) and ((body)); Notify draws the HTML itself.
"""

import base64
import hashlib
import hmac
import http.client
import json
import time
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from .post import Letter, RefusedError, UnreachableError

SECONDS = 10
UUID = 36
# States of a notification that Notify may still be working on, or has done with.
CAME_BACK = ("permanent-failure", "temporary-failure", "technical-failure")


def _part(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def token_of(key: str, now: float) -> str:
    """Return the token that stands for an API key (`name-issuer-secret`) during 30 seconds."""
    issuer, secret = key[-2 * UUID - 1 : -UUID - 1], key[-UUID:]
    head = _part(json.dumps({"typ": "JWT", "alg": "HS256"}).encode())
    claims = _part(json.dumps({"iss": issuer, "iat": int(now)}).encode())
    signature = hmac.digest(secret.encode(), head + b"." + claims, hashlib.sha256)
    return b".".join((head, claims, _part(signature))).decode()


class Notify:
    """Hands letters to Notify, one request each."""

    def __enter__(self) -> Self:
        address = urlsplit(settings.NOTIFY_URL)
        line = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
        self._line = line(address.hostname, address.port, timeout=SECONDS)
        self._folder = address.path.rstrip("/")
        return self

    def __exit__(self, *error: object) -> None:
        self._line.close()

    def post(self, letter: Letter) -> str:
        """Hand the letter in. One tried before is asked for by its reference first: Notify does not know twins."""
        if letter.again and (known := self._known(letter.mail)):
            return known
        asked: dict[str, Any] = {
            "email_address": letter.to,
            "template_id": settings.NOTIFY_TEMPLATE_ID,
            "personalisation": {"subject": letter.subject, "body": letter.text},
            "reference": letter.mail,
        }
        if settings.NOTIFY_REPLY_TO_ID:
            asked["email_reply_to_id"] = settings.NOTIFY_REPLY_TO_ID
        if letter.stop_url.startswith("https://"):  # Notify takes no other
            asked["one_click_unsubscribe_url"] = letter.stop_url
        return self._ask("POST", "/v2/notifications/email", asked).get("id", "")

    def _known(self, reference: str) -> str:
        found = self._ask("GET", "/v2/notifications?" + urlencode({"reference": reference}))
        return next((one["id"] for one in found.get("notifications", []) if one.get("reference") == reference), "")

    def _ask(self, method: str, path: str, data: dict | None = None) -> dict:
        token = token_of(settings.NOTIFY_API_KEY, time.time())
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        try:
            self._line.request(method, self._folder + path, json.dumps(data) if data else None, headers)
            answer = self._line.getresponse()
            status, body = answer.status, answer.read()
        except (OSError, http.client.HTTPException) as away:
            self._line.close()
            raise UnreachableError from away
        try:
            said = json.loads(body)
        except ValueError:
            said = {}
        if status in (200, 201):
            return said
        raise _trouble(status, said)


def _trouble(status: int, said: Any) -> RefusedError | UnreachableError:
    """400 is this letter's own fault; a wrong key, too many requests and their own trouble are nobody's."""
    if status in (403, 429) or status >= 500:
        return UnreachableError(str(status))
    errors = said.get("errors") if isinstance(said, dict) else None
    name = errors[0].get("error", "") if errors and isinstance(errors[0], dict) else ""
    return RefusedError(f"{status} {name}".strip()[:80], for_good=True)
