"""`./peer bench [NAME] [--json]`: measure and print value, floor, ratio, goal and whether it holds."""

import argparse
import json
import sys
from importlib import import_module

NAMES = ("pdf", "pages")


def table(rows):
    """Return the rows as a table for a terminal."""
    cells = [("what", "value", "floor", "ratio", "goal", "holds")]
    cells += [
        (row.what, row.value, row.floor, f"{row.ratio:.2f}", row.goal, "yes" if row.holds else "NO") for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)


def main():
    """Measure what was asked for; failing a goal is reported, never an error."""
    parser = argparse.ArgumentParser(prog="./peer bench")
    parser.add_argument("name", nargs="?", choices=NAMES)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = [row for name in ([asked.name] if asked.name else NAMES) for row in import_module(f"bench.{name}").measure()]
    print(json.dumps([row.as_dict() for row in rows], indent=1) if asked.json else table(rows))


if __name__ == "__main__":
    sys.exit(main())
