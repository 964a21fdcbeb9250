"""Every message the product queues has a name, and stands in somebody's outbox."""

import ast
from pathlib import Path

from django.conf import settings

from notices.kinds import KINDS

ROOT = Path(settings.BASE_DIR)
FLOORS = ("cycles", "planning", "reviews", "reports", "followup", "voices", "learning")
FILES = [file for floor in FLOORS for file in sorted((ROOT / floor).rglob("*.py"))]


def calls():
    """Yield the keywords of each call that queues a message."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text())):
            name = getattr(getattr(node, "func", None), "attr", getattr(getattr(node, "func", None), "id", ""))
            if isinstance(node, ast.Call) and name in ("queue", "_say"):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", name, node


def test_every_message_says_whose_outbox_it_stands_in():
    queued = [(where, node) for where, name, node in calls() if name == "queue"]
    assert queued
    without = [where for where, node in queued if {"programme", None}.isdisjoint(word.arg for word in node.keywords)]
    assert without == []


def test_every_kind_that_is_queued_is_described():
    said = set()
    for _, name, node in calls():
        values = [word.value for word in node.keywords if word.arg == "kind"] if name == "queue" else node.args[:1]
        for value in values:
            said |= {
                part.value
                for part in ast.walk(value)
                if isinstance(part, ast.Constant) and str(part.value).isidentifier()
            }
    assert said - {1} - set(KINDS) == set()
