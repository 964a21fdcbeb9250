"""`./peer bench [NAME] [--json] [--sample N]`: measure and print value, floor, ratio, goal and whether it holds."""

import argparse
import json
import signal
import sys
from importlib import import_module

NAMES = ("pdf", "pages", "planner", "timetable", "sync", "capture", "identity", "jobs")


def table(rows):
    """Return the rows as a table for a terminal."""
    cells = [("what", "value", "floor", "ratio", "goal", "holds")]
    cells += [
        (row.what, row.value, row.floor, f"{row.ratio:.2f}", row.goal, "yes" if row.holds else "NO") for row in rows
    ]
    widths = [max(len(line[column]) for line in cells) for column in range(6)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in cells)


def measured(names, sample):
    """Measure one thing after another, saying each as it comes: a long run shows that it goes on."""
    rows = []
    for name in names:
        for row in import_module(f"bench.{name}").measure(sample):
            print(f"{row.what}: {row.value}, floor {row.floor}, ratio {row.ratio:.2f}", file=sys.stderr, flush=True)
            rows.append(row)
    return rows


def main():
    """Measure what was asked for; failing a goal is reported, never an error."""
    parser = argparse.ArgumentParser(prog="./peer bench")
    parser.add_argument("name", nargs="?", choices=NAMES)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--sample",
        type=int,
        help="pages: seconds a page (4); pdf: pairs of renders (1); planner: seconds a search, 153 hosts left out; "
        "sync: notes a turn (2,000); capture: kilobytes a picture (2,000); identity: papers a half (60); "
        "jobs: reminders (100,000)",
    )
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that its servers end with it
    rows = measured([asked.name] if asked.name else NAMES, asked.sample)
    print(json.dumps([row.as_dict() for row in rows], indent=1) if asked.json else table(rows))


if __name__ == "__main__":
    sys.exit(main())
