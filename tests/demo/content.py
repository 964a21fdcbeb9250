"""The demo region as plain data, and small readings of it that several tests share."""

import json
from pathlib import Path

import pytest

CONTENT = Path(__file__).parents[2] / "peerchallenge" / "demo" / "content"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def challenge_in(folder):
    """The files of one challenge as one mapping; a key may stand in one file only."""
    whole = {}
    for path in sorted(folder.glob("*.json")):
        part = read(path)
        assert not whole.keys() & part.keys(), path
        whole |= part
    return whole


PEOPLE_FILE = read(CONTENT / "people.json")
REGION = read(CONTENT / "region.json")
PEOPLE = {person["key"]: person for person in PEOPLE_FILE["people"]}
BODIES = {body["key"]: body for body in REGION["bodies"]}
THEMES = {frame["key"]: {theme["key"] for theme in frame["themes"]} for frame in REGION["frameworks"]}
CHALLENGES = [challenge_in(folder) for folder in sorted((CONTENT / "challenges").iterdir())]


each_challenge = pytest.mark.parametrize("challenge", CHALLENGES, ids=lambda c: c["key"])


def numbered(rows):
    assert [row["n"] for row in rows] == list(range(1, len(rows) + 1))
    return {row["n"]: row for row in rows}


def team_of(challenge, *roles):
    seats = [seat for seat in challenge.get("team", []) if seat["status"] == "accepted"]
    return {seat["person"] for seat in seats if not roles or seat["role"] in roles}


def texts_of(challenge):
    """Everything a reader may see that must never name anybody."""
    for note in challenge.get("notes", []):
        yield note["text"]
    for note in challenge.get("late_notes", []):
        yield note["text"] + note.get("reason", "")
    for view in challenge.get("views", []):
        yield view["text"]
    for audit in challenge.get("audits", []):
        yield " ".join([audit["service_area"], *(words for _, words in audit["said"])])
    for row in challenge.get("hypotheses", []) + challenge.get("recommendations", []):
        yield row["text"]
    for finding in challenge.get("findings", []):
        yield from (finding["text"], finding["so_what"])
    yield json.dumps([challenge.get("report", {}), challenge.get("presentation", {}).get("intro", "")])
    for meeting in challenge.get("meetings", []):
        yield meeting["minutes"]


def met(challenge):
    return sum(row.get("met", 0) - row.get("already_met", 0) for row in challenge["sessions"])


def trained(person, day):
    """Whether a course of theirs counts on a working day from today (21 to a month)."""
    return any(
        -course["months_ago"] * 21 < day < (course["valid_months"] - course["months_ago"]) * 21
        for course in person["training"]
    )
