"""Draw docs/workflows.md from the tables of moves."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from cycles.models import Shape, State
from cycles.models.state import CODES
from cycles.moves import LIVES
from people import roles

TARGET = Path(settings.BASE_DIR) / "docs" / "workflows.md"


def drawn():
    """Return the whole text of docs/workflows.md."""
    parts = ["# Lives\n\nDrawn from `cycles/moves.py` by `./peer docs`; do not edit.\n"]
    seen = {}
    for kind, life in LIVES.items():
        seen.setdefault(id(life), (life, []))[1].append(Shape.Kind(kind).label.lower())
    for life, kinds in seen.values():
        parts.append(f"\n## {', '.join(kinds).capitalize()}\n\n```mermaid\nstateDiagram-v2\n    [*] --> proposed\n")
        parts.extend(f"    {source} --> {move.target}: {move.label}\n" for move in life for source in move.sources)
        parts.append("```\n\n| move | from | to | who may |\n| -- | -- | -- | -- |\n")
        for move in life:
            sources = ", ".join(State(source).label for source in move.sources)
            parts.append(f"| {move.label} | {sources} | {State(move.target).label} | {who(move)} |\n")
    return "".join(parts)


def who(move):
    """Name the roles that hold a move's permission in at least one of its states."""
    row = roles.table()[move.permission]
    codes = {CODES[source] for source in move.sources}
    return ", ".join(role.name.replace("_", " ").lower() for role, cell in row.items() if cell.states & codes)


class Command(BaseCommand):
    """`draw_docs` writes the file."""

    help = "Draw docs/workflows.md from the tables."

    def handle(self, *args, **options):
        TARGET.write_text(drawn())
        self.stdout.write(f"Drew {TARGET.name}.")
