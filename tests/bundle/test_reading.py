"""Files that are no bundle: each is refused with sentences that name the place, and none does harm."""

import copy
import json
from pathlib import Path

import pytest

from peerchallenge.bundle.reading import MOST_BYTES, Faulty, read_bundle
from tests.bundle.afterwards import AFTER

HAND_MADE = Path(__file__).parent / "hand_made.json"


@pytest.fixture
def data():
    return json.loads(HAND_MADE.read_text())


def faults(raw):
    with pytest.raises(Faulty) as faulty:
        read_bundle(raw if isinstance(raw, bytes) else json.dumps(raw).encode())
    return faulty.value.faults


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[]", "$: must be an object"),
        (b'"text"', "$: must be an object"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b'{"a": NaN}', "no number of JSON"),
        (b'{"a": 1.5}', "no whole number"),
        (b'{"a": 1e999}', "no whole number"),
        (b"[" * 100_000, "nested"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "nested"),
        (b'{"a": ' + b"9" * 5000 + b"}", "$: "),
        (b" " * (MOST_BYTES + 1), "more than 5 MB"),
        (b"{}", "$: format and version and challenge are missing"),
    ],
)
def test_what_is_no_bundle_is_refused_with_a_sentence(raw, said):
    assert any(said in fault for fault in faults(raw))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("version",), 2, "$.version: must be 1, and is 2"),
        (("note",), "x", "$: note: no such property here"),
        (("challenge", "topic"), "", "$.challenge.topic: is empty"),
        (("challenge", "topic"), "   ", "$.challenge.topic: is blank"),
        (("challenge", "topic"), "x" * 161, "$.challenge.topic: has 161 characters; the most is 160"),
        (("challenge", "topic"), "a\u202egnp.exe", "characters that cannot be shown"),
        (("challenge", "question"), "null\x00byte", "characters that cannot be shown"),
        (("challenge", "question"), "\ud800", "characters that cannot be shown"),
        (("challenge", "purpose"), "fun", "$.challenge.purpose: must be empty or outside_view"),
        (("challenge", "visit", "starts_on"), "21/09/2026", "$.challenge.visit.starts_on: must be a day"),
        (("challenge", "visit", "starts_on"), "2026-02-30", "$.challenge.visit.starts_on: must be a day"),
        (("challenge", "visit", "ends_on"), "2026-09-20", "$.challenge.visit.ends_on: is before starts_on"),
        (("challenge", "visit", "ends_on"), "2029-09-20", "$.challenge.visit: is outside the cycle"),
        (("challenge", "hosts"), [], "$.challenge.hosts: has 0 entries; the least is 1"),
        (("challenge", "host"), "Elsewhere", "$.challenge.host: “Elsewhere” is not one of the hosts"),
        (("findings", 3, "theme"), "none", "$.findings[3].theme: there is no theme “none”"),
        (("findings", 3, "line"), 9, "$.findings[3].line: there is no line of enquiry 9"),
        (("findings", 3, "key"), "a", "$.findings[3].key: there is another finding “a” before it"),
        (("findings", 3, "key"), "../../etc", "$.findings[3].key:"),
        (("findings", 3, "text"), 7, "$.findings[3].text: must be text, and is 7"),
        (("findings", 3, "text"), " \n", "$.findings[3].text: is empty"),
        (("findings", 3, "evidence"), {"kinds": -1}, "$.findings[3].evidence.kinds: is -1; the least is 0"),
        (("findings", 3, "notes"), ["raw"], "$.findings[3]: notes: no such property here"),
        (("recommendations", 2, "number"), 7, "$.recommendations[2].number: is 7 where 3 should be"),
        (("recommendations", 2, "findings"), ["k", "k"], "$.recommendations[2].findings[1]: “k” is named twice"),
        (("team", 1, "role"), "lead", "$.team[1].role: there is another lead before it"),
        (("themes", 1, "name"), "The first call", "$.themes[1].name: there is another theme"),
        (("accuracy", "accepted"), 12, "$.accuracy.accepted: is more than raised"),
        (("counts", 0, "number"), True, "$.counts[0].number: must be a whole number"),
    ],
)
def test_each_fault_is_named_with_its_path(data, path, value, said):
    thing = data
    for step in path[:-1]:
        thing = thing[step]
    thing[path[-1]] = value
    assert any(said in fault for fault in faults(data)), faults(data)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("indicators", 0, "points", 0, "value"), 61.5, "no whole number"),
        (("indicators", 0, "points", 0, "value"), "much", "$.indicators[0].points[0].value: is blank"),
        (("indicators", 0, "points", 0, "months"), 4, "$.indicators[0].points[0].months: must be 0 or 3"),
        (("indicators", 0, "points", 0, "months"), 3, "$.indicators[0].points[1].months: there is another value"),
        (("indicators", 0, "points", 1, "attribution"), " ", "$.indicators[0].points[1].attribution: is missing"),
        (("plan", "draft_days"), 7, "$.plan.draft_days: is less than papers_days"),
        (("plan", "owner"), "Somebody", "$.plan: owner: no such property here"),
        (("plan", "responses", 1, "reason"), "", "$.plan.responses[1].reason: is missing"),
        (("plan", "responses", 1, "recommendation"), 1, "there is another answer to “1” before it"),
        (("plan", "responses", 1, "recommendation"), 44, "$.plan.responses[1].recommendation: there is no"),
        (("plan", "actions", 0, "recommendations"), [1, 77], "$.plan.actions[0].recommendations[1]: there is no"),
        (("plan", "actions", 0, "due_on"), "2026-09-30", "$.plan.actions[0].due_on: is before starts_on"),
        (("plan", "actions", 0, "indicator"), "Another", "$.plan.actions[0].indicator: there is no measure “Another”"),
        (("plan", "actions", 0, "evidence"), "", "$.plan.actions[0].evidence: is missing"),
        (("review",), {"cycle": "C", "topic": "T", "reopened": []}, "$.review: the shape is no progress review"),
        (("outcomes", 0, "owner"), "Southmere", "$.outcomes[0].owner: must be an object"),
        (("questionnaire", 1, "number"), 1, "$.questionnaire[1].number: there is another question “1” before it"),
        (("feedback", 1, "audience"), "leaders", "$.feedback[1].audience: there is another feedback to “leaders”"),
        (("feedback", 0, "given_on"), "2026-09-20", "$.feedback[0].given_on: is before the visit"),
        (("feedback", 0, "by"), "Somebody", "$.feedback[0]: by: no such property here"),
        (("challenge", "extra_days"), 6, "$.challenge.extra_days: is 6; the most is 5"),
        (("challenge", "intervention"), "board", "$.challenge: intervention: no such property here"),
        (("commitments", 0, "why"), "", "$.commitments[0].why: is missing"),
        (("method", "fed_back_on"), "soon", "$.method.fed_back_on: must be a day"),
        (("surveys", 0, "said"), ["Words"], "$.surveys[0]: said: no such property here"),
        (("surveys", 0, "questions", 0, "choices"), ["Yes"], "$.surveys[0].questions[0].choices: only a choice"),
        (("surveys", 0, "rounds", 0, "closes_on"), "2025-04-01", "$.surveys[0].rounds[0].closes_on: is before"),
        (("surveys", 0, "rounds", 1, "shown", 1, "answer"), "Perhaps", "question 1 has no answer “Perhaps”"),
        (("surveys", 0, "rounds", 1, "shown", 1, "question"), 9, "there is no question 9"),
        (("surveys", 0, "rounds", 1, "shown", 1, "group"), "West", "there is no group “West”"),
        (("surveys", 0, "rounds", 1, "shown", 1, "group"), "all", "$.surveys[0].rounds[1].shown: a number stands"),
        (("surveys", 0, "rounds", 1, "shown", 1, "number"), 23, "shown[1].number: is more than replies"),
    ],
)
def test_each_fault_of_what_came_after_is_named(data, path, value, said):
    test_each_fault_is_named_with_its_path(data | copy.deepcopy(AFTER), path, value, said)


def test_a_byte_order_mark_does_no_harm():
    assert read_bundle(b"\xef\xbb\xbf" + HAND_MADE.read_bytes())["version"] == 1


def test_many_faults_are_counted_and_not_all_shown(data):
    for finding in data["findings"] * 1:
        finding["kind"] = "?"
        finding["theme"] = "?"
        finding["text"] = 1
    shown = faults(data)
    assert len(shown) == 51
    assert shown[-1] == "$: and 10 faults more"


def test_a_long_value_is_shown_short(data):
    data["challenge"]["purpose"] = "x" * 100_000
    assert all(len(fault) < 200 for fault in faults(data))


def test_brackets_inside_words_are_words(data):
    data["challenge"]["question"] = "[" * 40 + '\\" {' * 40
    assert read_bundle(json.dumps(data).encode())["challenge"]["question"].startswith("[[")
