"""A host's answers from a table, and all hosts' answers as one. A fault anywhere imports nothing."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from people.importing.columns import Column, Line, number, read_lines, text
from people.importing.plan import CHANGED, NEW, SAME, Plan, Planned
from people.models import Person
from people.refusal import Refusal
from people.sheets import Table
from reviews.actions.questionnaire import answer_question
from reviews.guard import who_was_first
from reviews.models import HostAnswer, HostQuestion
from reviews.queries.shapes import hosts_of, questions_of

LONGEST = 4000
COLUMNS = [
    Column("number", "Number", number(1, 999, empty=None), "The question’s number.", required=True),
    Column("question", "Question", text(400), "As it is asked, so that no answer comes below another question."),
    Column("answer", "Answer", text(LONGEST), "Empty means that nothing is changed. Name nobody."),
    Column(
        "version", "Version", number(0, 99_999, empty=0), "Leave it as it is: it tells whether somebody was quicker."
    ),
]
HEADINGS = [column.heading for column in COLUMNS]


def rows_of(challenge: Challenge) -> list[list[str]]:
    """Return one host's questions and answers as the rows of the file to fill in (two queries)."""
    known = {answer.question_id: answer for answer in challenge.host_answers.all()}
    return [_row(question, known.get(question.pk)) for question in questions_of(challenge)]


def _row(question: HostQuestion, answer: HostAnswer | None) -> list[str]:
    said = [answer.text, str(answer.version)] if answer else ["", "0"]
    return [str(question.number), question.text, *said]


def compared(challenge: Challenge) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows of all hosts' answers: a row a question, a column a host (three queries)."""
    hosts, questions = list(hosts_of(challenge)), list(questions_of(challenge))
    said = {
        (answer.question_id, answer.challenge_id): answer.text
        for answer in HostAnswer.objects.filter(challenge__in=hosts)
    }
    rows = [
        [str(question.number), question.text, *(said.get((question.pk, host.pk), "") for host in hosts)]
        for question in questions
    ]
    return ["Number", "Question", *(str(host.host) for host in hosts)], rows


def check(*, table: Table, challenge: Challenge) -> Plan:
    """Say what importing a table would change. Saves nothing."""
    lines, faults = read_lines(table, COLUMNS)
    plan = Plan(faults=faults)
    if not faults:
        questions = {question.number: question for question in questions_of(challenge)}
        answers = {answer.question_id: answer for answer in challenge.host_answers.select_related("changed_by")}
        seen: set[int] = set()
        plan.rows = [planned for line in lines if (planned := _plan_line(line, questions, answers, seen))]
    plan.faults += [fault for line in lines for fault in line.faults]
    return plan


def _plan_line(
    line: Line, questions: dict[int, HostQuestion], answers: dict[int, HostAnswer], seen: set[int]
) -> Planned | None:
    asked = line.values.get("number")
    if asked is None:
        return None
    question = questions.get(asked)
    if question is None:
        line.wrong("number", f"There is no question {asked}.")
        return None
    if asked in seen:
        line.wrong("number", f"Question {asked} is there twice.")
    seen.add(asked)
    said = line.values.get("question", "")
    if said and said != question.text:
        line.wrong("question", f"Question {asked} reads “{question.text}” now. Take the file again.")
    known, answer = answers.get(question.pk), line.values.get("answer", "")
    fate = _fate(line, known, answer)
    things = {"question": question, "text": answer, "seen": known.version if known else 0}
    return Planned(line.number, str(question), things, fate=fate)


def _fate(line: Line, known: HostAnswer | None, answer: str) -> str:
    if not answer or (known and known.text.replace("\r\n", "\n").strip() == answer):
        return SAME
    if known is None:
        return NEW
    if known.version != line.values.get("version", 0):
        line.wrong("answer", f"{who_was_first(known)} Saved now is: “{known.text}”. Take the file again.")
    return CHANGED


@transaction.atomic
def bring_in(*, table: Table, challenge: Challenge, by: Person, at: datetime) -> Plan:
    """Keep the answers of a table, or refuse and keep nothing."""
    plan = check(table=table, challenge=challenge)
    if plan.faults:
        cells = len(plan.faults)
        raise Refusal(f"{cells} cell{'s need' if cells > 1 else ' needs'} mending. Nothing was imported.", "file")
    for row in plan.touched:
        answer_question(challenge=challenge, by=by, at=at, **row.things)
    return plan
