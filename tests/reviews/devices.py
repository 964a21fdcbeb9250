"""What a device makes: operations with frozen bodies, and requests that carry them."""

import base64
import hashlib
import json
import uuid

from django.urls import reverse

from reviews.sync.person import name_of

FACTS = {
    "text": "Letters go out late.",
    "session": None,
    "day": "2027-02-10",
    "kind": "read",
    "source": "documents",
    "leans": "development",
    "feeling": "",
    "line": None,
    "verbatim": False,
    "quote_checked": False,
    "follow_up": False,
    "follow_up_source": "",
}
SALT = base64.b64encode(b"0123456789abcdef").decode()


def fresh():
    return str(uuid.uuid4())


def operation(kind, body=None, *, note=None, seen=0, op_id=None, **changed):
    """Make an operation; `changed` overwrites parts of its envelope."""
    raw = json.dumps({"salt": SALT, **(body or {})})
    return {
        "id": op_id or fresh(),
        "note": str(note or fresh()),
        "kind": kind,
        "seen": seen,
        "sha256": hashlib.sha256(raw.encode()).hexdigest(),
        "body": raw,
        **changed,
    }


def write(text="Letters go out late.", note=None, op_id=None, **facts):
    return operation("write", {**FACTS, "text": text, **facts}, note=note, op_id=op_id)


def edit(note, seen, text="Letters go out early.", op_id=None, **facts):
    return operation("edit", {**FACTS, "text": text, **facts}, note=note, seen=seen, op_id=op_id)


def delete(note, seen, op_id=None):
    return operation("delete", note=note, seen=seen, op_id=op_id)


def whose(person):
    return {"Peer-Person": name_of(person)}


def send(client, world, person, *operations):
    """Send operations over HTTP and return the answer."""
    said = {"person": name_of(person), "device": fresh(), "operations": list(operations)}
    address = reverse("reviews:operations", args=[world.challenge.ref])
    return client.post(address, said, content_type="application/json", headers=whose(person))
