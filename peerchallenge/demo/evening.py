"""Loading what the team does of an evening: key points, each one's own view, and audits of cases."""

import secrets
import uuid
from base64 import b64encode
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cycles.models import State
from reviews.actions.audits import Said
from reviews.actions.sync import KEY_TABLE
from reviews.audits import prompts_of
from reviews.models import CaseAudit, Device, EmergingView, EvidenceNote
from reviews.shell import version

from .stage import Scene

# Whose device is prepared in the demo: what it is, how many notes wait on it, and how its browser keeps them.
DEVICES = (
    ("amir", "Tablet", 2, Device.Storage.KEPT),
    ("mina", "Computer", 0, Device.Storage.KEPT),
    ("olu", "Phone", 0, Device.Storage.MAY_CLEAR),
)


def load_evening(scene: Scene) -> None:
    """Mark key points and make views and audits as far as the visit has come."""
    if not scene.notes or not scene.been(State.ON_SITE):
        return
    key = [scene.notes[number].pk for number in scene.words.get("key_notes", []) if number in scene.notes]
    EvidenceNote.objects.filter(pk__in=key).update(is_key=True)
    EmergingView.objects.bulk_create(_view(scene, row) for row in _come(scene, "views"))
    rows = _come(scene, "audits")
    prompts = prompts_of(scene.challenge) if rows else []
    CaseAudit.objects.bulk_create(_audit(scene, row, prompts) for row in rows)
    if scene.state == State.ON_SITE:
        Device.objects.bulk_create(_device(scene, *row) for row in DEVICES)


def _device(scene: Scene, key: str, sort: str, unsent: int, storage: str) -> Device:
    device = uuid.uuid4()
    return Device(
        pk=device,
        challenge=scene.challenge,
        person=scene.person(key),
        sort=sort,
        sealed_key=scene.vault.seal(b64encode(secrets.token_bytes(32)).decode(), KEY_TABLE, device),
        unsent=unsent,
        storage=storage,
        version=version(),
        last_on=timezone.localdate(scene.clock.now),
        last_contact=scene.clock.now - timedelta(minutes=25),
    )


def _come(scene: Scene, name: str) -> list[dict[str, Any]]:
    return [row for row in scene.words.get(name, []) if scene.clock.reached(scene.visit_day(row["day"]))]


def _view(scene: Scene, row: dict[str, Any]) -> EmergingView:
    view = EmergingView(
        challenge=scene.challenge,
        line=scene.lines[row["line"]],
        author=scene.person(row["author"]),
        day=scene.clock.day(scene.visit_day(row["day"])),
        leans=row["leans"],
        confidence=row["confidence"],
    )
    view.seal(scene.vault, row["text"])
    return view


def _audit(scene: Scene, row: dict[str, Any], prompts: list[str]) -> CaseAudit:
    audit = CaseAudit(
        challenge=scene.challenge,
        auditor=scene.person(row["auditor"]),
        sample=row["sample"],
        age_band=row["age_band"],
        day=scene.clock.day(scene.visit_day(row["day"])),
        agreement=row["agreement"],
    )
    said = Said(row["service_area"], tuple((prompts[number], words) for number, words in row["said"]))
    audit.seal(scene.vault, said.to_json())
    return audit
