"""Every table has a decision about when it goes, and the code destroys what was decided."""

from django.db.models import CASCADE

from cycles.models import Challenge
from reviews.actions.destruction import MODELS
from reviews.keeping import held_besides, kinds
from tests.tables import decided, tables_there_are


def labels(models):
    return {model._meta.label for model in models}


def test_every_table_has_a_decision_about_when_it_goes():
    assert set(decided("keeping.md")) == set(tables_there_are())


def test_what_goes_is_what_was_decided():
    said, challenge = decided("keeping.md"), Challenge(pk=0)
    found = {kept.name: labels(rows.model for rows in kept.rows(challenge).values()) for kept in kinds()}
    found["notes"] = labels(MODELS.values())
    assert found == {name: {table for table, when in said.items() if when == name} for name in found}


def test_what_goes_with_a_row_hangs_on_one_that_goes():
    models, said = tables_there_are(), decided("keeping.md")
    going = {models[table] for table, when in said.items() if when not in ("stays", "with")}
    for table in (table for table, when in said.items() if when == "with"):
        hung = {
            field.related_model
            for field in models[table]._meta.fields
            if field.remote_field and field.remote_field.on_delete is CASCADE
        }
        assert hung & going, table


def test_no_table_that_holds_sealed_words_stays():
    sealed = {
        label
        for label, model in tables_there_are().items()
        if any(field.name.startswith("sealed") for field in model._meta.fields)
    }
    assert {label for label in sealed if decided("keeping.md")[label] == "stays"} == set()


# Of a cycle or a body, derived, a frame around what is counted, or a box whose replies nobody may count.
UNCOUNTED = {
    "followup.ActionPlan",
    "followup.ProgressReview",
    "followup.PublishedValue",
    "learning.AnnualEdition",
    "learning.AnnualReport",
    "learning.Passage",
    "voices.Box",
    "voices.CommitmentsPage",
    "voices.Question",
}


def test_what_is_held_counts_every_table_of_the_floors_above_the_report():
    floors = ("followup.", "voices.", "learning.")
    counted = labels(held.rows.model for held in held_besides(Challenge(pk=0)).values()) | labels(MODELS.values())
    assert {label for label in tables_there_are() if label.startswith(floors)} - counted == UNCOUNTED
