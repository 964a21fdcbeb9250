"""What devices ask and send: JSON, by the contract of docs/sync.md."""

import hashlib
import json
import uuid
from base64 import b64decode, b64encode

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views import View

from cycles.models import Challenge
from cycles.rules import why_not
from people.refusal import Refusal
from reviews.actions import sync as actions
from reviews.models import Destruction, Device
from reviews.queries import capture as queries
from reviews.shell import version as page_version
from reviews.sync.deciding import Door
from reviews.sync.operations import json_of
from reviews.sync.person import name_of
from reviews.vault import KeyMissing, vault_of

MOST_BYTES = 512 * 1024
MOST_OPERATIONS = 50
MOST_UNSENT = 100_000
KEY_BYTES = 32
SIGNED_OUT = (401, "signed_out", "Sign in again to go on. Nothing on this device is lost.")
ANOTHER = (403, "another_person", "Somebody else is signed in. What is on this device stays sealed for who wrote it.")
NOT_FOUND = (404, "not_found", "There is no such challenge for you. Nothing on this device is lost.")
DESTROYED = (410, "destroyed", "The notes of this challenge have been destroyed, as promised.")


class Unfit(Exception):  # noqa: N818 -- an answer to a device, as Refusal is one to a person
    """A request that is not acted on."""

    def __init__(self, status, error, sentence, **more):
        super().__init__(error)
        self.status, self.said = status, {"error": error, "sentence": sentence, **more}


def told(status, said):
    """Answer a device."""
    return as_ours(JsonResponse(said, status=status))


def as_ours(response):
    """Mark an answer as the server's: what comes without the mark is a captive portal's, or a proxy's."""
    response.headers["Peer-Sync"] = "1"
    response.headers["Cache-Control"] = "no-store"
    return response


class DeviceView(View):
    """One address for devices. Whoever is signed out, somebody else or not allowed is told so in JSON."""

    permission: str

    def dispatch(self, request, *args, **kwargs):
        try:
            self.admit()
            response = super().dispatch(request, *args, **kwargs)
        except Unfit as unfit:
            return told(unfit.status, unfit.said)
        except KeyMissing as missing:
            return told(503, {"error": "unavailable", "sentence": missing.sentence})
        return as_ours(response)

    def http_method_not_allowed(self, request, *args, **kwargs):
        refused = super().http_method_not_allowed(request, *args, **kwargs)
        answer = told(405, {"error": "malformed", "sentence": "This address is not asked in that way."})
        answer.headers["Allow"] = refused.headers["Allow"]
        return answer

    def admit(self):
        """Let pass who may."""
        if not self.request.user.is_authenticated or self.request.user.person_id is None:
            raise Unfit(*SIGNED_OUT)

    @property
    def by(self):
        """The person who is signed in."""
        return self.request.user.person

    @property
    def at(self):
        """The moment of this request; views are where the clock is read."""
        return timezone.now()

    def body(self, content_type="application/json", most=MOST_BYTES):
        """Return the bytes sent, when they are of the type and no more than there may be."""
        if self.request.content_type != content_type:
            raise Unfit(415, "wrong_type", f"Send this as {content_type}.")
        if int(self.request.META.get("CONTENT_LENGTH") or 0) > most:
            raise Unfit(413, "too_much", f"Send at most {most:,} bytes at once.")
        return self.request.body

    def said(self):
        """Return the JSON object sent."""
        said = json_of(self.body())
        if not isinstance(said, dict):
            raise malformed("Send one JSON object.")
        return said


def malformed(sentence):
    """Return the refusal of a request of the wrong shape."""
    return Unfit(400, "malformed", sentence)


class Me(DeviceView):
    """Who is signed in, a fresh token, and the challenges they write notes for."""

    permission = "people.own_sessions"

    def get(self, request):
        return JsonResponse(
            {
                "person": name_of(self.by),
                "name": self.by.name,
                "csrf": get_token(request),
                "version": page_version(),
                "challenges": [
                    {"ref": challenge.ref, "title": challenge.topic, "host": str(challenge.host)}
                    for challenge in queries.open_to(request.user)
                ],
                "destroyed": queries.destroyed_for(self.by),
            }
        )


class OfChallenge(DeviceView):
    """An address about one challenge: found, asked about, and for whom the notes on the device belong to."""

    permission = "reviews.sync_notes"

    def admit(self):
        super().admit()
        user = self.request.user
        seen = queries.with_destruction(Challenge.objects.visible_to(user).with_host())
        self.challenge = seen.filter(ref=self.kwargs["ref"]).first()
        if self.challenge is None:
            raise Unfit(*NOT_FOUND)
        if self.challenge.is_destroyed and user.has_perm("reviews.view_destruction", self.challenge):
            raise Unfit(*DESTROYED)
        if not user.has_perm(self.permission, self.challenge):
            why = why_not(self.permission, user, self.challenge)
            raise Unfit(403, "not_allowed", why or "You are not in the team that writes notes here.")
        if self.challenge.is_destroyed:
            raise Unfit(*DESTROYED)
        self.is_theirs(self.request.headers.get("Peer-Person"))

    def is_theirs(self, person):
        """Refuse what belongs to somebody else."""
        if not person:
            raise malformed("Say in the header Peer-Person whose notes these are.")
        if person != name_of(self.by):
            raise Unfit(*ANOTHER)

    def door(self):
        """Return what the person may do now."""
        for permission, door in (("write_note", Door.WRITE), ("hand_in_late_note", Door.HAND_IN)):
            if self.request.user.has_perm(f"reviews.{permission}", self.challenge):
                return door
        return Door.NOTHING

    def device(self, text):
        """Return the person's own device. Raises not found when there is none."""
        found = self.challenge.devices.filter(person=self.by, pk=an_id(text)).first()
        if found is None:
            raise Unfit(404, "not_found", "This device has not been prepared for you here.")
        return found


def an_id(text):
    """Return an id of a request's own JSON or address."""
    try:
        return uuid.UUID(text)
    except (ValueError, AttributeError, TypeError):
        raise malformed("An id is 32 hexadecimal digits.") from None


class Pack(OfChallenge):
    """What a device carries; 304 when it carries that already."""

    def get(self, request, ref):
        content = {
            **queries.pack_of(self.challenge, self.by, self.door(), ""),
            "person": name_of(self.by),
            "name": self.by.name,
            "demo": settings.DEMO,
        }
        digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        tag = f'"{digest[:32]}"'
        if tag in request.headers.get("If-None-Match", ""):
            response = HttpResponseNotModified()
        else:
            response = JsonResponse({**content, "now": queries.told_now(self.at)})
        response.headers["ETag"] = tag
        return response


class Operations(OfChallenge):
    """Up to fifty operations, a receipt for each."""

    def post(self, request, ref):
        said = self.said()
        if "person" in said:
            self.is_theirs(said["person"])
        sent = said.get("operations")
        if not isinstance(sent, list):
            raise malformed("Send a list of operations.")
        if len(sent) > MOST_OPERATIONS:
            raise Unfit(413, "too_much", f"Send at most {MOST_OPERATIONS} operations at once.")
        try:
            receipts = actions.take_operations(challenge=self.challenge, sent=sent, by=self.by, at=self.at)
        except KeyMissing:
            if Destruction.objects.filter(challenge=self.challenge).exists():
                raise Unfit(*DESTROYED) from None
            raise
        return JsonResponse({"receipts": receipts})


class Key(OfChallenge):
    """The key of the notes on one's own device: kept, and given back to the same person only."""

    def get(self, request, ref, device):
        return JsonResponse({"key": actions.key_of(self.device(device), vault_of(self.challenge))})

    def put(self, request, ref, device):
        try:
            actions.keep_key(
                challenge=self.challenge, device_id=an_id(device), key=a_key(self.said()), by=self.by, at=self.at
            )
        except actions.OtherKey as other:
            raise Unfit(409, "other_key", other.sentence) from None
        except KeyMissing:
            raise
        except Refusal as refusal:
            raise Unfit(403, "not_allowed", refusal.sentence) from None
        return HttpResponse(status=204)


def a_key(said):
    """Return the bytes of a device's key."""
    try:
        key = b64decode(said.get("key"), validate=True)
    except (TypeError, ValueError):
        key = b""
    if len(key) != KEY_BYTES or b64encode(key).decode() != said["key"]:
        raise malformed("A key is 32 bytes in base64.")
    return key


class Heartbeat(OfChallenge):
    """What a device says of itself."""

    def post(self, request, ref):
        said = self.said()
        device = self.device(said.get("device"))
        actions.hear(device=device, at=self.at, **what_it_says(said))
        return HttpResponse(status=204)


def what_it_says(said):
    """Return the facts of a heartbeat, each of its type."""
    unsent, storage = said.get("unsent"), said.get("storage")
    if type(unsent) is not int or not 0 <= unsent <= MOST_UNSENT:
        raise malformed("Say in a number how many operations wait.")
    if not isinstance(storage, str) or storage not in Device.Storage.values:
        raise malformed("Say how the device keeps notes: kept, may_clear, nearly_full or refused.")
    texts = {name: said.get(name, "") for name in ("version", "sort")}
    if not all(isinstance(text, str) and text.isprintable() and len(text) <= 20 for text in texts.values()):
        raise malformed("Version and sort are words of at most twenty letters.")
    return {"unsent": unsent, "storage": storage, **texts}
