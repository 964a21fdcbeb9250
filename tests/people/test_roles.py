"""The table in the code and the table for people say the same."""

from pathlib import Path

from people import roles

DOC = Path(__file__).resolve().parents[2] / "docs" / "access.md"


def test_the_document_and_the_code_hold_the_same_table():
    rows = [line.strip("|").split("|") for line in DOC.read_text().splitlines() if line.startswith("| `")]
    written = {
        row[0].strip(" `"): {
            role: roles.read_cell(cell.strip().replace(" ", ":"))
            for role, cell in zip(roles.Role, row[2:], strict=True)
        }
        for row in rows
    }
    assert written == roles.table()


def test_a_narrowed_cell_needs_what_it_says():
    shadow = frozenset({roles.Role.SHADOW})
    assert roles.decide("reviews.write_note", shadow, state="3") is None
    assert roles.decide("reviews.write_note", shadow, state="3", own=True) == "full"


def test_a_redacted_cell_gives_a_redacted_view():
    assert roles.decide("cycles.view_header", frozenset({roles.Role.STRANGER}), state="3") == "redacted"
