"""Report documents of a wanted length, made of the words of the demo's finished challenge."""

import json
from pathlib import Path

from reports.document import Advice, ReportDocument, Section, Statement, Table, blocks_of
from reports.glance import at_a_glance

FOLDER = Path(__file__).parents[1] / "peerchallenge/demo/content/challenges/calderdale"
ACTIVITY = (("Sessions", "34"), ("Different people met, at least", "120"), ("Documents read", "27"))


def _data():
    found = {}
    for file in sorted(FOLDER.glob("*.json")):
        found |= json.loads(file.read_text())
    return found


def _findings(data, times):
    """Repeat the findings, numbered through, in parts of two kinds."""
    parts, number = [], 0
    for turn in range(times):
        for kind, label in (("strength", "strengths"), ("development", "areas for development")):
            said = []
            for finding in data["findings"]:
                if finding["kind"] == kind:
                    number += 1
                    said.append(
                        Statement(f"finding-x{number}", kind, finding["text"], finding.get("so_what", ""), number)
                    )
            parts.append(Section(f"theme-{turn}-{kind}", f"Theme {turn + 1}: {label}", tuple(said)))
    return tuple(parts)


def report(times):
    """Return a signed document; one time is about nine pages."""
    data = _data()
    said = data["report"]
    sections = [
        Section("summary", "Summary", blocks_of(said["summary"], "summary")),
        Section(
            "what-we-did",
            "What we did",
            (Table("what-we-did-in-numbers", "What we did, in numbers", ("Activity", "Number"), ACTIVITY),),
        ),
        *(
            Section(f"part-{turn}", f"Part {turn + 1}", blocks_of(said["key_messages"], f"part-{turn}"))
            for turn in range(times)
        ),
        Section("findings", "What we found", (), _findings(data, times)),
        Section(
            "recommendations",
            "Recommendations",
            tuple(
                Advice(
                    f"recommendation-{item['n']}",
                    item["n"],
                    item["text"],
                    "The host alone",
                    "Within six months",
                    tuple(sorted(item["findings"])),
                )
                for item in data["recommendations"]
            ),
        ),
        Section("thanks", "Thanks and contact", blocks_of(said["thanks"], "thanks")),
    ]
    parts = {section.anchor: section for section in sections}
    sections.insert(0, at_a_glance(parts["findings"], parts["recommendations"], "Areas for development"))
    front = (("Host", "Calderdale"), ("Topic", data["topic"]), ("Signed as final", "28 April 2027"))
    return ReportDocument("Peer challenge of Calderdale", data["topic"], front, tuple(sections), draft=False)
