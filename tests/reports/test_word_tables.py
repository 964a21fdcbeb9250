"""Tables of the Word edition give room to what asks for it."""

import io

import docx

from reports.document import ReportDocument, Section, Table
from reports.word import word_of
from reports.word_tables import LEAST, WIDTH, widths_of


def test_columns_share_the_page_by_their_words_and_answers_get_room():
    long = "Open a record at 14 for every young person who is likely to need services as an adult, and end the rule."
    widths = widths_of([("Recommendation", "Who can act", "No."), (long, "The host alone", "1")])
    assert round(sum(widths)) == WIDTH
    assert widths[0] > 2 * widths[1] > 2 * widths[2] >= 2 * LEAST
    narrow, answer = widths_of([("Question", "Answer"), ("What we will do", "")])
    assert answer > narrow


def test_a_row_to_be_filled_in_is_high_and_no_line_stands_between_columns():
    plan = Table("plan", "Our plan", ("Question", "Answer"), (("Who owns it", ""),))
    document = ReportDocument(title="T", subtitle="S", front=(), sections=(Section("a", "A", (plan,)),))
    (table,) = docx.Document(io.BytesIO(word_of(document))).tables
    assert [row.height and round(row.height.mm) for row in table.rows] == [None, 16]
    assert b"insideV" not in table._tbl.xml.encode()
    assert [round(cell.width.mm) for cell in table.rows[0].cells] == [
        round(column.width.mm) for column in table.columns
    ]
