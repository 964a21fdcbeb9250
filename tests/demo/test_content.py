"""Each challenge of the demo holds together: references, counts, and the promise that nobody is named."""

import itertools
import re

from cycles.models import Challenge, Meeting
from reports.models import AccuracyComment, Recommendation
from reviews.audits import DEFAULT_PROMPTS, is_sample_number, points_at_somebody
from reviews.models import CaseAudit, EmergingView, EvidenceNote, Session
from reviews.models.document import Kind as DocumentKind
from reviews.sources import BROADER, Source
from tests.demo.content import (
    BODIES,
    CHALLENGES,
    PEOPLE,
    THEMES,
    each_challenge,
    met,
    numbered,
    team_of,
    texts_of,
    trained,
)


def widest(source):
    """The group a note may be kept under at worst."""
    return str(BROADER.get(source, source))


@each_challenge
def test_team_is_trained_known_and_from_elsewhere(challenge):
    hosts = set(challenge["hosts"])
    for seat in challenge.get("team", []):
        person = PEOPLE[seat["person"]]
        assert person["home"] not in hosts, seat["person"]
        assert seat["peer"] == person["peer_kind"]
        start = challenge["dates"].get("visit_from", 0)
        good = trained(person, start)
        assert good or seat["status"] != "accepted", (seat["person"], start)
    side = {challenge["sponsor"], challenge["organiser"], *challenge.get("governance", [])}
    assert all(PEOPLE[key]["home"] in hosts for key in side)
    assert all(PEOPLE[key]["grade"] == "director" for key in team_of(challenge, "lead"))


@each_challenge
def test_scope_is_whole(challenge):
    assert challenge["purpose"] in Challenge.Purpose.values
    assert challenge["framework"] in THEMES
    assert set(challenge["hosts"]) <= BODIES.keys()
    if challenge["state"] != "proposed":
        assert 2 <= len(challenge["lines"]) <= 4
        assert [line["number"] for line in challenge["lines"]] == list(range(1, len(challenge["lines"]) + 1))
        assert challenge["out_of_scope"]


@each_challenge
def test_sessions_do_not_clash(challenge):
    sessions = numbered(challenge.get("sessions", []))
    lines = {line["number"] for line in challenge.get("lines", [])}
    for row in sessions.values():
        assert row["starts"] < row["ends"], row
        assert row["kind"] in Session.Kind.values
        assert row["source"] in ["", *Source.values]
        assert set(row["lines"]) <= lines
        assert set(row["reviewers"]) <= team_of(challenge), row
    for one, two in itertools.combinations(sessions.values(), 2):
        if one["day"] == two["day"] and one["starts"] < two["ends"] and two["starts"] < one["ends"]:
            assert not set(one["reviewers"]) & set(two["reviewers"]), (one["n"], two["n"])
            assert one["room"] != two["room"], (one["n"], two["n"])


@each_challenge
def test_notes_point_to_what_is_there(challenge):
    sessions = {row["n"]: row for row in challenge.get("sessions", [])}
    lines = {line["number"] for line in challenge.get("lines", [])} | {None}
    for note in numbered(challenge.get("notes", [])).values():
        assert note["session"] is None or sessions[note["session"]]["day"] == note["day"]
        assert note["kind"] in EvidenceNote.Kind.values
        assert note["source"] in Source.values
        assert note["leans"] in EvidenceNote.Leans.values
        assert note["feeling"] in ["", *EvidenceNote.Feeling.values]
        assert note["line"] in lines
        assert note["author"] in team_of(challenge), note["n"]
        assert 15 <= len(note["text"]) <= 400
        member = PEOPLE[note["author"]]["peer_kind"] in {"member", "lived_experience"}
        assert not (member and note["kind"] == "case"), note["n"]


@each_challenge
def test_what_the_evening_holds_points_to_what_is_there(challenge):
    lines = {line["number"] for line in challenge.get("lines", [])}
    assert set(challenge.get("key_notes", [])) <= {note["n"] for note in challenge.get("notes", [])}
    views = challenge.get("views", [])
    assert len({(row["day"], row["line"], row["author"]) for row in views}) == len(views)
    for row in views:
        assert row["line"] in lines
        assert row["day"] > 1
        assert row["author"] in team_of(challenge, "lead", "manager", "reviewer")
        assert row["leans"] in EmergingView.Leans.values
        assert row["confidence"] in EmergingView.Confidence.values
    for row in challenge.get("audits", []):
        assert PEOPLE[row["auditor"]]["peer_kind"] in {"officer", "partner"}
        assert row["auditor"] in team_of(challenge)
        assert is_sample_number(row["sample"])
        assert row["age_band"] in CaseAudit.AgeBand.values
        assert row["agreement"] in CaseAudit.Agreement.values
        assert not any(points_at_somebody(words) for _, words in row["said"])
        assert {number for number, _ in row["said"]} <= set(range(len(DEFAULT_PROMPTS)))


@each_challenge
def test_late_notes_point_to_what_is_there_and_are_left_out_with_a_reason(challenge):
    lines = {line["number"] for line in challenge.get("lines", [])}
    for note in numbered(challenge.get("late_notes", [])).values():
        assert note["kind"] in EvidenceNote.Kind.values
        assert note["source"] in Source.values
        assert note["leans"] in EvidenceNote.Leans.values
        assert note["line"] in lines
        assert note["author"] in team_of(challenge), note["n"]
        assert note["became"] in EvidenceNote.Late.values
        assert ("reason" in note) == (note["became"] == "left_out"), note["n"]


@each_challenge
def test_findings_rest_on_evidence_or_say_why_not(challenge):
    notes = {note["n"]: note for note in challenge.get("notes", [])}
    for finding in numbered(challenge.get("findings", [])).values():
        kept = finding.get("kept") or {
            "kinds": {notes[n]["kind"] for n in finding["notes"]},
            "groups": {widest(notes[n]["source"]) for n in finding["notes"]},
        }
        thin = len(kept["kinds"]) < 2 or len(kept["groups"]) < 2
        assert not thin or finding.get("thin_reason") or finding["status"] != "agreed", finding["n"]
        assert not set(finding["notes"]) & set(finding.get("against", []))
        assert set(finding.get("against", [])) <= notes.keys()
        assert finding["theme"] in THEMES[challenge["framework"]]
        other = "development" if finding["kind"] == "strength" else "strength"
        assert all(notes[n]["leans"] != other for n in finding["notes"]), finding["n"]


@each_challenge
def test_what_is_argued_asked_and_recommended_points_to_what_is_there(challenge):
    notes = {note["n"] for note in challenge.get("notes", [])}
    findings = {f["n"] for f in challenge.get("findings", []) if f["status"] == "agreed"}
    everything = {f["n"] for f in challenge.get("findings", [])}
    theories = numbered(challenge.get("hypotheses", []))
    for row in theories.values():
        assert set(row["for"]) | set(row["against"]) <= notes
        assert row["raised_by"] in team_of(challenge, "lead", "manager", "reviewer")
    for flag in numbered(challenge.get("flags", [])).values():
        assert flag["on"].get("finding", 1) in everything | {1}
        assert flag["on"].get("hypothesis", 1) in theories.keys() | {1}
        assert flag["by"] in team_of(challenge)
    for row in numbered(challenge.get("recommendations", [])).values():
        assert row["actor"] in Recommendation.Actor.values
        assert row["timescale"] in Recommendation.Timescale.values
        assert row["findings"]
        assert set(row["findings"]) <= findings, row["n"]
    shown = challenge.get("presentation", {})
    assert set(shown.get("strengths", []) + shown.get("developments", [])) <= everything
    for comment in numbered(challenge.get("accuracy", [])).values():
        assert comment["by"] in {challenge["sponsor"], challenge["organiser"]}
        assert comment["decision"] in ["", *AccuracyComment.Decision.values]
        kind, _, number = comment["on"].partition(":")
        assert kind != "finding" or int(number) in everything


@each_challenge
def test_people_in_meetings_are_known(challenge):
    for meeting in numbered(challenge.get("meetings", [])).values():
        assert meeting["kind"] in Meeting.Kind.values
        assert {action["owner"] for action in meeting["actions"]} <= PEOPLE.keys()
    for request in numbered(challenge.get("requests", [])).values():
        assert request["kind"] in DocumentKind.values
        assert not request.get("document") or len(request["document"]["body"]) > 40


@each_challenge
def test_nobody_is_named_in_what_the_team_writes(challenge):
    names = set()
    for person in PEOPLE.values():
        names |= {person["name"], person["name"].split()[-1]}
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(names))) + r")\b")
    cast = re.compile(r"\b(Rana|Mina|Petra|Amir|Joan|Olu|Nia|Carys|Idris|Ada)\b")
    for text in texts_of(challenge):
        assert not pattern.search(text), text
        assert not cast.search(text), text


def test_the_finished_challenge_is_of_the_promised_size():
    done = next(challenge for challenge in CHALLENGES if challenge["state"] == "published")
    agreed = [finding for finding in done["findings"] if finding["status"] == "agreed"]
    sizes = [len(done["sessions"]), met(done), len(done["notes"]), len(agreed), len(done["recommendations"])]
    assert sizes == [34, 120, 150, 25, 8]


def test_the_challenge_on_site_is_in_its_second_day():
    live = next(challenge for challenge in CHALLENGES if challenge["state"] == "on_site")
    assert (live["dates"]["visit_from"], live["dates"]["visit_to"]) == (-1, 1)
    assert len(live["sessions"]) >= 20
    assert len(live["notes"]) >= 45
    assert max(note["day"] for note in live["notes"]) == 2


@each_challenge
def test_a_report_is_there_once_the_state_says_so(challenge):
    written = {"accuracy", "final", "published", "follow_up", "closed", "withheld"}
    if challenge["state"] in written:
        assert challenge["report"]["summary"]
        assert challenge["report"]["thanks"]
        assert len(challenge["recommendations"]) >= 4
        assert challenge["presentation"]["frozen"] >= challenge["dates"]["visit_from"]
    assert ("withholding" in challenge) == (challenge["state"] == "withheld")
    assert ("cancelled" in challenge) == (challenge["state"] == "cancelled")


@each_challenge
def test_dates_follow_the_life_of_a_challenge(challenge):
    order = ["proposed", "scoping", "preparing", "on_site", "drafting", "accuracy", "final"]
    order += ["published", "withheld", "follow_up", "closed"]
    dates = challenge["dates"]
    moves = [dates[state] for state in order if state in dates]
    assert moves == sorted(moves)
    assert all(day <= 0 for day in moves)
    ends = challenge.get("cancelled", {}).get("on", 0)
    assert ends <= 0
    last = [state for state in order if state in dates][-1]
    assert last == challenge["state"] or challenge["state"] == "cancelled"
    for comment in challenge.get("accuracy", []):
        assert dates["accuracy"] <= comment["made"] <= dates.get("final", 0)


@each_challenge
def test_names_to_protect_are_in_no_text(challenge):
    for name in challenge.get("protected_names", []):
        assert not any(name in text or name.split()[-1] in text for text in texts_of(challenge))


@each_challenge
def test_every_group_met_has_a_size(challenge):
    met_groups = {row["source"] for row in challenge.get("sessions", [])} & {str(key) for key in BROADER}
    assert met_groups <= challenge.get("group_sizes", {}).keys()
