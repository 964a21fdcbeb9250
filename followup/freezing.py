"""The database's own refusal: a frozen value is not rewritten, only superseded.

A trigger, because a constraint sees one state of a row and not what it was before. Superseding fills three
empty fields and nothing else; what is superseded stays so.
"""

from typing import Any

NAME = "frozen_point_is_kept"
TABLE = "followup_indicatorpoint"
MESSAGE = f"{NAME}: a frozen value is superseded with a reason, never rewritten"
KEPT = ("indicator_id", "months", "value", "period", "source", "definition", "quality", "quality_note")
KEPT += ("attribution", "recorded_by_id", "recorded_at", "frozen")
ONCE = ("superseded_at", "superseded_by_id", "superseded_reason")
_DIFFERS = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}


def _broken(vendor: str) -> str:
    differs = _DIFFERS[vendor]
    kept = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in KEPT)
    once = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in ONCE)
    return f"OLD.frozen AND ({kept} OR (OLD.superseded_at IS NOT NULL AND ({once})))"


def _drop(vendor: str) -> str:
    return f"DROP TRIGGER IF EXISTS {NAME}" + (f" ON {TABLE}" if vendor == "postgresql" else "")


def _statements(vendor: str) -> list[str]:
    broken = _broken(vendor)
    if vendor == "postgresql":
        return [
            _drop(vendor),
            f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {broken} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$",
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()",
        ]
    return [
        _drop(vendor),
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN {broken} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    ]


def install(connection: Any) -> None:
    """Put the trigger there, in the place of an earlier one. SQLite loses it whenever it rebuilds the table."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take the trigger away."""
    with connection.cursor() as cursor:
        cursor.execute(_drop(connection.vendor))
