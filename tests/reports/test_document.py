"""The document tree: what goes in comes out, and the same words sign the same."""

from reports.document import (
    Advice,
    Bullets,
    Paragraph,
    ReportDocument,
    Section,
    Statement,
    Table,
    blocks_of,
    from_json,
)

DOCUMENT = ReportDocument(
    title="Peer challenge of Calderdale",
    subtitle="Transitions",
    front=(("Host", "Calderdale"),),
    sections=(
        Section("summary", "Summary", blocks_of("First.\n\n- one\n- two\n\nLast\nline.", "summary")),
        Section("numbers", "Numbers", (Table("t", "What we did", ("Activity", "Number"), (("Interviews", "12"),)),)),
        Section(
            "findings",
            "What we found",
            (),
            (Section("t1", "Practice", (Statement("f1", "strength", "Good.", "So.", 1),)),),
        ),
        Section("advice", "Recommendations", (Advice("r1", 1, "Start.", "The host alone", "Now", (1,)),)),
    ),
    draft=False,
)


def test_a_tree_comes_back_from_json_as_it_was():
    assert from_json(DOCUMENT.to_json()) == DOCUMENT


def test_another_word_is_another_signature():
    other = from_json({**DOCUMENT.to_json(), "subtitle": "Transition"})
    assert other.sha256() != DOCUMENT.sha256()
    assert from_json(DOCUMENT.to_json()).sha256() == DOCUMENT.sha256()


def test_typed_text_becomes_paragraphs_and_points():
    assert DOCUMENT.sections[0].blocks == (
        Paragraph("summary-1", "First."),
        Bullets((Paragraph("summary-2", "one"), Paragraph("summary-3", "two"))),
        Paragraph("summary-4", "Last line."),
    )


def test_every_statement_is_named_once_in_reading_order():
    assert list(DOCUMENT.statements()) == [
        ("summary", "Summary"),
        ("summary-1", "First."),
        ("summary-2", "one"),
        ("summary-3", "two"),
        ("summary-4", "Last line."),
        ("numbers", "Numbers"),
        ("t", "What we did"),
        ("t", "Activity"),
        ("t", "Number"),
        ("t", "Interviews"),
        ("t", "12"),
        ("findings", "What we found"),
        ("t1", "Practice"),
        ("f1", "Good."),
        ("f1", "So."),
        ("advice", "Recommendations"),
        ("r1", "Start."),
    ]
