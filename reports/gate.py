"""The database's own refusal: nothing is put on the register unless a check of those very words has no open hit.

A trigger, because no constraint spans tables. It looks at the words of the edition that is to be shown, so it holds
for the first version and for every correction.
"""

from typing import Any

NAME = "publication_has_no_open_hit"
TABLE = "reports_publication"
MESSAGE = f"{NAME}: a published edition needs an identity check without an open hit"
# Of the last check that was run to its end over the words of the edition shown.
PASSED = """
EXISTS (
  SELECT 1 FROM reports_edition e JOIN reports_identitycheck c
    ON c.report_id = NEW.report_id AND c.tree_sha256 = e.tree_sha256
  WHERE e.id = {edition} AND c.status = 'done'
    AND NOT EXISTS (
      SELECT 1 FROM reports_identitycheck later WHERE later.report_id = c.report_id
        AND later.tree_sha256 = c.tree_sha256 AND later.status = 'done' AND later.id > c.id
    )
    AND NOT EXISTS (SELECT 1 FROM reports_identityhit h WHERE h.check_run_id = c.id AND h.waiver_id IS NULL)
)
"""
BOTH = " AND ".join(PASSED.format(edition=f"NEW.{column}") for column in ("html_id", "pdf_id"))
MOMENTS = (("insert", "BEFORE INSERT"), ("update", "BEFORE UPDATE OF html_id, pdf_id"))


def _statements(vendor: str) -> list[str]:
    drops = [
        f"DROP TRIGGER IF EXISTS {NAME}_{what}" + (f" ON {TABLE}" if vendor == "postgresql" else "")
        for what, _ in MOMENTS
    ]
    if vendor == "postgresql":
        function = (
            f"CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF NOT ({BOTH}) THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'check_violation'; END IF; "
            "RETURN NEW; END $$"
        )
        makes = [
            f"CREATE TRIGGER {NAME}_{what} {when} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()"
            for what, when in MOMENTS
        ]
        return [*drops, function, *makes]
    return drops + [
        f"CREATE TRIGGER {NAME}_{what} {when} ON {TABLE} FOR EACH ROW WHEN NOT ({BOTH}) "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for what, when in MOMENTS
    ]


def install(connection: Any) -> None:
    """Put the triggers there, in the place of earlier ones. SQLite loses them whenever it rebuilds the table."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor):
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take the triggers away."""
    with connection.cursor() as cursor:
        for statement in _statements(connection.vendor)[: len(MOMENTS)]:
            cursor.execute(statement)
