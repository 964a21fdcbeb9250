"""Taking what devices send: operations, keys and heartbeats. The contract is docs/sync.md."""

import logging
import traceback
import uuid
from base64 import b64encode
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cycles import history
from cycles.models import Challenge, State
from people.models import Person
from people.refusal import Refusal
from reviews.models import Device, EvidenceNote, ParkedText, Receipt, UrgentConcern
from reviews.sync.batch import SAVED, Batch, answer, door_of
from reviews.sync.deciding import Door
from reviews.sync.operations import Operation, Unreadable, read
from reviews.vault import Vault, vault_of, writing_vault

from .concerns import raise_concern
from .resting import settle_what_rests_on

log = logging.getLogger(__name__)
KEY_TABLE = "reviews_device"
TRIES = 2  # the second reads what whoever was quicker wrote


class OtherKey(Refusal):
    """The device's key is kept already, and it is another."""


def take_operations(*, challenge: Challenge, sent: list, by: Person, at: datetime) -> list[dict]:
    """Answer each operation of a device in its order; the same one is answered the same, however often it comes.

    Operations are worked through together. Should that fail for whatever reason, each is tried alone, so that
    one that cannot be kept holds up none of the others.
    """
    opened = [_opened(given) for given in sent]
    operations = [operation for operation, _ in opened if operation]
    answers = iter(_taken(challenge, operations, by, at) if operations else ())
    return [next(answers) if operation else refused for operation, refused in opened]


def _opened(given: Any) -> tuple[Operation | None, dict | None]:
    """Return an operation, or why it is none."""
    try:
        return read(given), None
    except Unreadable as fault:
        told = given if isinstance(given, dict) else {}
        names = [told.get(name) if isinstance(told.get(name), str) else None for name in ("id", "note", "sha256")]
        return None, answer(*names, fault.result, fault.code)


@transaction.atomic
def _taken(challenge: Challenge, operations: list[Operation], by: Person, at: datetime) -> list[dict]:
    fresh = history.lock(challenge)
    vault = writing_vault(fresh)
    try:
        return _worked(fresh, vault, operations, by, at)
    except Exception as fault:  # whatever it is, it must not hold up the other operations
        _say(fault, fresh, len(operations))
    return [_alone(fresh, vault, operation, by, at) for operation in operations]


def _alone(challenge: Challenge, vault: Vault, operation: Operation, by: Person, at: datetime) -> dict:
    for _ in range(TRIES):
        try:
            return _worked(challenge, vault, [operation], by, at)[0]
        except Exception as fault:  # the device is told, and sends it again
            _say(fault, challenge, 1)
    return answer(operation.id, operation.note, operation.sha256, "failed", "server")


def _say(fault: Exception, challenge: Challenge, count: int) -> None:
    """Log where it failed, and never what with: a fault's own words may quote a row."""
    place = "".join(traceback.format_tb(fault.__traceback__))
    log.error("%d operations of challenge %s: %s\n%s", count, challenge.ref, type(fault).__name__, place)


@transaction.atomic
def _worked(challenge: Challenge, vault: Vault, operations: list[Operation], by: Person, at: datetime) -> list[dict]:
    batch = Batch(challenge, vault, by, at, _raise)
    batch.read(operations)
    answers = [batch.work(operation) for operation in operations]
    _save(batch)
    return answers


def _save(batch: Batch) -> None:
    """Write what a batch came to, a statement a table."""
    _remove(batch)
    EvidenceNote.objects.bulk_create(batch.created.values())
    if batch.changed:
        EvidenceNote.objects.bulk_create(
            batch.changed.values(), update_conflicts=True, unique_fields=["id"], update_fields=SAVED
        )
    weighed = [note for note in batch.weighed.values() if note.pk in batch.changed]
    settle_what_rests_on(notes=weighed, by=batch.by, at=batch.at)
    ParkedText.objects.bulk_create(batch.parked)
    if batch.settled:
        _own_parked(batch).filter(pk__in=batch.settled).update(settled=True)
    Receipt.objects.bulk_create(batch.answered)


def _own_parked(batch: Batch) -> Any:
    return ParkedText.objects.filter(challenge=batch.challenge, author=batch.by)


def _remove(batch: Batch) -> None:
    if batch.removed:
        settle_what_rests_on(notes=batch.removed, by=batch.by, at=batch.at, are_going=True)
        EvidenceNote.objects.filter(pk__in=[note.pk for note in batch.removed]).delete()


def _raise(challenge: Challenge, operation: Operation, by: Person, at: datetime) -> None:
    """Raise an urgent concern. Another one under an id that is taken is raised as well: none is ever parked."""
    body = operation.body
    told_at = body["told_at"]
    if told_at:
        told_at = timezone.make_aware(datetime.combine(timezone.localdate(at), told_at))
    known = UrgentConcern.objects.filter(pk=operation.note).first()
    if known and _is_the_same(known, challenge, body["text"], by):
        return
    raise_concern(
        challenge=challenge,
        concern_id=uuid.uuid4() if known else operation.note,
        text=body["text"],
        told_whom=body["told_whom"],
        told_at=told_at,
        by=by,
        at=at,
    )


def _is_the_same(known: UrgentConcern, challenge: Challenge, text: str, by: Person) -> bool:
    mine = (known.raised_by_id, known.challenge_id) == (by.pk, challenge.pk)
    return mine and known.text(vault_of(challenge)) == text


@transaction.atomic
def keep_key(*, challenge: Challenge, device_id: uuid.UUID, key: bytes, by: Person, at: datetime) -> Device:
    """Keep the key of the notes on a device, sealed. The same again is no error; another one is refused."""
    fresh = history.lock(challenge)
    if door_of(fresh, by) == Door.NOTHING:
        raise Refusal("No device can be prepared now: the challenge takes no notes from you.")
    vault = writing_vault(fresh)
    known = Device.objects.filter(pk=device_id).first()
    text = b64encode(key).decode()
    if known is None:
        sealed = vault.seal(text, KEY_TABLE, device_id)
        today = timezone.localdate(at)
        return Device.objects.create(
            pk=device_id, challenge=fresh, person=by, sealed_key=sealed, last_on=today, last_contact=_moment(fresh, at)
        )
    if (known.challenge_id, known.person_id) != (fresh.pk, by.pk) or key_of(known, vault) != text:
        raise OtherKey("This device has been prepared with another key. Prepare it afresh under a new number.")
    return known


def key_of(device: Device, vault: Vault) -> str:
    """Return the key of the notes on a device, in base64."""
    return vault.open(device.sealed_key, KEY_TABLE, device.pk)


def _moment(challenge: Challenge, at: datetime) -> datetime | None:
    """Return when a device was in contact, while the team is on site; else the day must do."""
    return at if challenge.state == State.ON_SITE else None


@transaction.atomic
def hear(*, device: Device, at: datetime, **says: object) -> Device:
    """Keep what a device says of itself: how many operations wait on it, its room, its version."""
    challenge = history.lock(device.challenge)
    for name in ("unsent", "storage", "version", "sort"):
        setattr(device, name, says[name])
    device.last_on, device.last_contact = timezone.localdate(at), _moment(challenge, at)
    device.save()
    return device
