"""Every table has a decision about bundles, and what an import makes is what was decided."""

import copy

import pytest

from peerchallenge.bundle.landing import import_bundle
from tests.bundle.afterwards import AFTER
from tests.bundle.test_bundle import hand_made  # noqa: F401 -- a fixture
from tests.tables import decided, tables_there_are
from tests.world import NOW, make_person

REVIEW = {"followup.ProgressReview", "followup.Reopening"}


def test_every_table_has_a_decision_about_bundles():
    said = decided("bundle.md")
    assert set(said) == set(tables_there_are())
    assert set(said.values()) == {"travels", "made", "stays"}


@pytest.mark.either
def test_an_import_makes_rows_of_what_travels_and_of_nothing_that_stays(db, hand_made):  # noqa: F811 -- the fixture
    lead = make_person("lena")
    known = {label for label, model in tables_there_are().items() if model._base_manager.exists()}
    import_bundle(data=hand_made | copy.deepcopy(AFTER), create=True, lead=lead, by=None, at=NOW)
    made = {label for label, model in tables_there_are().items() if model._base_manager.exists()}
    travels = {label for label, said in decided("bundle.md").items() if said != "stays"}
    assert made - known == travels - REVIEW - known  # a review is tried beside what it looks back on
