"""Sample requests of devices."""

import json
import uuid

from tests.reviews.devices import fresh, operation, whose, write

DEVICE = uuid.UUID("7f0d3a52-3a0e-4b53-9a44-0b9e6d9a7c11")


def of_device(post=None, **more):
    """A request of a program: JSON, with whose notes it carries."""
    return {
        "post": None if post is None else json.dumps(post),
        "content_type": "application/json",
        "headers": whose,
        "signed_out": 401,
        **more,
    }


def operations(world):
    sent = [write(), operation("delete", seen=1), operation("settle")]
    return of_device({"operations": sent}, kwargs={"ref": world.challenge.ref}, get=405)


def key(world):
    post = {"key": "a2V5" * 10 + "a2U="}
    return of_device(post, method="put", kwargs={"ref": world.challenge.ref, "device": fresh()}, get=404)


def heartbeat(world):
    def of(person):
        device = world.devices.get(person.pk)
        return json.dumps({"device": str(device.pk if device else DEVICE), "unsent": 0, "storage": "kept"})

    return {**of_device(kwargs={"ref": world.challenge.ref}, get=405), "post": of}


def photo_pieces(world):
    query = f"?note={world.note.pk}&size=3&sha256={'0' * 64}&from=0"
    kwargs = {"ref": world.challenge.ref, "photo": fresh()}
    return {**of_device(kwargs=kwargs, content_type="application/octet-stream"), "post": b"abc", "query": query}


SAMPLES = {
    "reviews:devices": lambda world: {"kwargs": {"ref": world.challenge.ref}, "post": None},
    "reviews:parked": lambda world: {"kwargs": {"ref": world.challenge.ref}, "post": None},
    "reviews:decide_parked": lambda world: {
        "kwargs": {"ref": world.challenge.ref, "text": world.parked.pk},
        "post": {"choice": "note", "seen": 1},
        "only": "petra",
    },
    "reviews:photo_pieces": photo_pieces,
    "reviews:note_photo": lambda world: {
        "kwargs": {"ref": world.challenge.ref, "photo": world.photo.pk},
        "post": None,
        "own": "petra",
    },
    "reviews:me": lambda world: of_device(signed_out=401),
    "reviews:pack": lambda world: of_device(kwargs={"ref": world.challenge.ref}),
    "reviews:operations": operations,
    "reviews:device_key": key,
    "reviews:heartbeat": heartbeat,
}
