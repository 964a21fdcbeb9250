"""A host answers the questionnaire by a file, and everybody reads who has answered and what."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from cycles import duties
from cycles.models import Challenge, HostBody, Shape, State
from notices.models import Duty
from people import sheets
from reviews.actions import questionnaire as asking
from reviews.answering import HEADINGS, rows_of
from reviews.models import HostQuestion, Questionnaire
from reviews.queries.shapes import in_runs
from tests.reviews.test_shapes import address, shaped
from tests.world import NOW, VISIT_STARTS

TEXTS = [f"Question {number}?" for number in range(1, 30)]


@pytest.fixture
def asked(world):
    """Calderdale and York are asked 29 questions; nobody has answered yet."""
    shaped(world, Shape.Kind.MANY_HOSTS)
    kept = Questionnaire.objects.create(visit=world.challenge.visit, changed_by=world.rana, changed_at=NOW)
    HostQuestion.objects.bulk_create(
        HostQuestion(questionnaire=kept, number=number, text=text) for number, text in enumerate(TEXTS, 1)
    )
    beside(world, "York")
    return world


def beside(world, place):
    made = Challenge.objects.create(
        cycle=world.cycle,
        shape=world.shape,
        visit=world.challenge.visit,
        host=world.bodies[place],
        topic="Exploitation",
        state=State.PREPARING,
    )
    HostBody.objects.create(challenge=made, body=made.host)
    return made


def bring(client, world, rows, headings=HEADINGS):
    file = SimpleUploadedFile("answers.csv", sheets.write_csv(headings, rows), content_type="text/csv")
    return client.post(address(world, "import_answers"), {"file": file})


def answer(world, number, text, seen=0, by=None):
    question = HostQuestion.objects.get(number=number)
    asking.answer_question(
        challenge=world.challenge, question=question, text=text, seen=seen, by=by or world.carys, at=NOW
    )


def test_a_host_fills_in_the_file_it_took_and_brings_it_back(asked, signed_in):
    ben = signed_in(asked.ben)
    answer(asked, 3, "=The board")
    taken = ben.get(address(asked, "take_own_answers", "csv"))
    rows = list(csv.reader(io.StringIO(taken.content.decode("utf-8-sig"))))
    assert rows[0] == HEADINGS
    assert rows[3] == ["3", "Question 3?", "'=The board", "1"]
    kept = [[sheets.clean(cell) for cell in row] for row in rows[1:29]]  # as a spreadsheet hands it back
    filled = [[number, text, said or f"Answer {number}", version] for number, text, said, version in kept]
    back = bring(ben, asked, filled)
    assert back.status_code == 302
    assert "27 new, 0 changed, 1 as they were" in ben.get(back.url).text
    assert asked.challenge.host_answers.count() == 28
    assert asked.challenge.host_answers.get(question__number=3).text == "=The board"
    again = ben.get(bring(ben, asked, filled).url).text
    assert "0 new, 0 changed, 28 as they were" in again
    book = load_workbook(io.BytesIO(ben.get(address(asked, "take_own_answers", "xlsx")).content))
    assert book.active.max_row == 30
    assert ben.get(address(asked, "take_own_answers", "exe")).status_code == 404


def test_a_wrong_file_names_row_and_column_and_imports_nothing(asked, signed_in):
    ben = signed_in(asked.ben)
    answer(asked, 2, "First")
    rows = [
        ["1", "Question 1?", "Yes", "0"],
        ["2", "Question 2?", "Second", "0"],
        ["4", "Something else?", "No", "0"],
        ["40", "", "No", "0"],
        ["1", "Question 1?", "Again", "0"],
        ["five", "", "No", "0"],
        ["6", "", "long " * 801, "0"],
    ]
    wrong = bring(ben, asked, rows)
    assert wrong.status_code == 422
    for said in (
        "6 cells need mending. Nothing was imported.",
        "Carys saved this at 12:00 on 10 February",
        "Saved now is: “First”",
        "Question 4 reads “Question 4?” now.",
        "There is no question 40.",
        "Question 1 is there twice.",
        "“five” is no number",
        "longer than 4000 characters",
        "A Number",
        "C Answer",
    ):
        assert said in wrong.text, said
    assert asked.challenge.host_answers.count() == 1
    assert "This column is missing" in bring(ben, asked, [["1", "Yes"]], ["Question", "Answer"]).text
    assert signed_in(asked.tom).get(address(asked, "import_answers")).status_code == 403


def test_everybody_reads_who_still_owes_answers_and_takes_them_all(asked, signed_in, django_assert_num_queries):
    for number in (1, 2, 9):
        answer(asked, number, f"Here {number}")
    tom = signed_in(asked.tom)
    page = tom.get(address(asked, "questionnaire")).text
    assert [said in page for said in ("3 of 29", "0 of 29", "3 to 8, 10 to 29", "1 to 29")] == [True] * 4
    taken = tom.get(address(asked, "take_answers", "csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(taken)))
    assert rows[0] == ["Number", "Question", "Calderdale", "York"]
    assert rows[9] == ["9", "Question 9?", "Here 9", ""]
    with django_assert_num_queries(12):
        tom.get(address(asked, "questionnaire"))
    for place in ("Leeds", "Wakefield", "Sheffield", "Barnsley"):
        beside(asked, place)
    with django_assert_num_queries(12):
        tom.get(address(asked, "questionnaire"))


def test_an_answer_leads_to_the_next_question_and_a_change_leads_back(asked, signed_in):
    ben = signed_in(asked.ben)
    answer(asked, 2, "Known")
    first, second, third = HostQuestion.objects.order_by("number")[:3]
    onward = ben.post(address(asked, "answer_question", first.ref), {"text": "Yes", "version": 0})
    assert onward.url == address(asked, "answer_question", third.ref)
    back = ben.post(address(asked, "answer_question", second.ref), {"text": "Better known", "version": 1})
    assert back.url == address(asked, "questionnaire")
    last = HostQuestion.objects.get(number=29)
    onward = ben.post(address(asked, "answer_question", last.ref), {"text": "Yes", "version": 0})
    assert onward.url == address(asked, "answer_question", third.ref)


def test_answers_are_owed_two_weeks_before_the_day_until_all_are_there(asked):
    def owed():
        duties.keep_in_step([asked.challenge.pk], NOW)
        rows = Duty.objects.open().filter(kind__in=["questions", "answers"])
        return [(row.kind, row.owner, (VISIT_STARTS - row.due_on).days) for row in rows]

    assert owed() == [("answers", "HO", 14)]
    for number in range(1, 30):
        answer(asked, number, "So")
    assert owed() == []
    asked.challenge.host_answers.all().delete()
    HostQuestion.objects.all().delete()
    assert {kind for kind, *_ in owed()} == {"questions", "answers"}


@pytest.mark.parametrize(
    ("numbers", "said"), [([], ""), ([4], "4"), ([1, 2, 3], "1 to 3"), ([1, 3, 4, 9], "1, 3 to 4, 9")]
)
def test_numbers_are_written_in_runs(numbers, said):
    assert in_runs(numbers) == said


def test_rows_to_fill_in_cost_two_queries(asked, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(rows_of(asked.challenge)) == 29
