"""The identity check finds what it promises, and a waiver holds for its words only."""

import pytest

from reports.identity import find_hits


def found(text, names=("Anne-Marie O’Neill", "Tom Ashworth")):
    return [(hit.kind, hit.words) for hit in find_hits([("place", text)], names)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("We met Tom Ashworth there.", [("name", "Tom Ashworth")]),
        ("TOM  ASHWORTH said so", [("name", "TOM  ASHWORTH")]),
        ("anne-marie o'neill's team", [("name", "anne-marie o'neill")]),
        ("Ánne-Marie O’Neill", [("name", "Ánne-Marie O’Neill")]),
        ("Tommy Ashworth and Tom Ashworthy", []),
        ("Write to a.b@council.gov.uk.", [("email", "a.b@council.gov.uk")]),
        ("Ring 01422 123456 or +44 (0)7700 900123", [("phone", "01422 123456"), ("phone", "+44 (0)7700 900123")]),
        ("In 2027 there were 1,500 visits and 12 panels", []),
    ],
)
def test_names_mail_and_telephone_numbers_are_found(text, hits):
    assert found(text) == hits


def test_other_words_around_make_another_fingerprint():
    first, second = (
        find_hits([("p", text)], ["Tom Ashworth"])[0] for text in ("Tom Ashworth led.", "Tom Ashworth left.")
    )
    assert first.fingerprint != second.fingerprint
    assert first.fingerprint == find_hits([("p", "Tom Ashworth led.")], ["Tom Ashworth"])[0].fingerprint


def test_an_empty_name_matches_nothing():
    assert found("Anything at all", names=("", "  ")) == []
