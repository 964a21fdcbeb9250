"""docs/sync.md and docs/sync.openapi.json say what the addresses do."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from jsonschema import Draft202012Validator

from cycles.models import State
from reviews.models import Photo, Receipt
from reviews.sync.operations import CHOICES, KINDS
from reviews.sync.sentences import SENTENCES
from reviews.urls import CAPTURE
from tests.access.full import full_world
from tests.reviews.devices import edit, fresh, operation, send, whose, write

DOCS = Path(settings.BASE_DIR) / "docs"
SPEC = json.loads((DOCS / "sync.openapi.json").read_text())
WORDS = (DOCS / "sync.md").read_text()
SCHEMAS = SPEC["components"]["schemas"]
NOT_JSON = {"open_capture", "capture_worker", "capture_manifest"}  # the page itself


def test_every_address_and_method_is_described():
    described = {(path, method) for path, methods in SPEC["paths"].items() for method in methods}
    there = set()
    for route in CAPTURE:
        if route.name in NOT_JSON:
            continue
        path = "/" + re.sub(r"<(\w+)>", r"{\1}", str(route.pattern))
        view = route.callback.view_class
        there |= {(path, method) for method in ("get", "post", "put", "delete") if hasattr(view, method)}
    assert described == there
    for path in SPEC["paths"]:
        assert re.sub(r"\{(\w+)\}", r"<\1>", path) in WORDS, path


def test_every_result_code_and_error_is_described():
    results = {*Receipt.Result.values, "closed", "damaged", "malformed", "failed"}
    assert set(SCHEMAS["Receipt"]["properties"]["result"]["enum"]) == results
    table = WORDS[WORDS.index("| result |") : WORDS.index("`code` of")]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == results
    for error in SCHEMAS["Error"]["properties"]["error"]["enum"]:
        assert f"`{error}`" in WORDS, error
    unsaid = {"state", "hash_differs", "server"}  # each the only one of its result
    assert [code for code in SENTENCES if code not in unsaid and f"`{code}`" not in WORDS] == []
    assert SCHEMAS["Operation"]["properties"]["kind"]["enum"] == list(KINDS)
    assert set(SCHEMAS["PhotoStatus"]["enum"]) == set(Photo.Status.values)
    assert set(SCHEMAS["Source"]["enum"]) == CHOICES["source"]


@pytest.fixture
def full(world_at):
    return full_world(State.ON_SITE)


def test_answers_are_of_the_described_form(full, signed_in):
    def fits(name, said):
        whole = {"$ref": f"#/components/schemas/{name}", "components": SPEC["components"]}
        errors = [error.message for error in Draft202012Validator(whole).iter_errors(said)]
        assert errors == [], name

    client, mine = signed_in(full.petra), whose(full.petra)
    sent = [write(session=full.session.ref, line=full.line.ref), edit(full.note.pk, 7), operation("settle"), 7]
    fits("Operations", {"operations": sent[:3]})
    fits("Receipts", send(client, full, full.petra, *sent).json())
    fits("Me", client.get(reverse("reviews:me")).json())
    fits("Pack", client.get(reverse("reviews:pack", args=[full.challenge.ref]), headers=mine).json())
    fits("NoteBody", json.loads(sent[0]["body"]))
    photo = reverse("reviews:photo_pieces", args=[full.challenge.ref, fresh()])
    fits("PhotoState", client.get(photo, headers=mine).json())
    device = reverse("reviews:device_key", args=[full.challenge.ref, full.devices[full.petra.pk].pk])
    fits("Key", client.get(device, headers=mine).json())
    fits("Error", client.get(device).json())
