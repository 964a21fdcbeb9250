"""Making a survey and asking it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from cycles.days import add_months
from cycles.models import Challenge, Cycle, Framework, Theme
from cycles.policy import policy_of
from people.models import Person
from people.refusal import Refusal
from reviews.guard import refuse_stale
from voices.models import Box, Question, Round, Survey
from voices.ready_made import EIGHT, READY_MADE, STANDARDS

# Sooner, most of the same people answer again, and what changed would be what one of them said.
MONTHS_BETWEEN = 6
WHY_NOT_SOONER = "Before, much the same people would answer, and the difference could show what one of them said."
MOST_ASKED = 5000

Asked = tuple[str, str, list[str], str]  # words, kind, answers of a choice, name of a standard


def standards_of(programme_id: int) -> dict[str, Theme]:
    """Return the employer standards of a programme by name; the eight are put there when it has none."""
    framework, made = Framework.objects.get_or_create(programme_id=programme_id, name=STANDARDS)
    if made:
        Theme.objects.bulk_create(
            Theme(framework=framework, number=number, name=name) for number, name in enumerate(EIGHT, 1)
        )
    return {theme.name: theme for theme in framework.themes.order_by("number")}


@transaction.atomic
def make_survey(
    *, cycle: Cycle, challenge: Challenge | None, kind: str, title: str, by: Person, at: datetime
) -> Survey:
    """Make a survey from what is ready made; nobody is asked yet."""
    Cycle.objects.select_for_update().get(pk=cycle.pk)
    if Survey.objects.filter(cycle=cycle, challenge=challenge, title=title).exists():
        raise Refusal("There is already a survey of that title here. Open that one, or choose another title.", "title")
    ready = READY_MADE[kind]
    survey = Survey.objects.create(
        cycle=cycle,
        challenge=challenge,
        kind=kind,
        title=title,
        intro=ready.intro,
        group_question=ready.group_question,
        groups=list(ready.groups),
        changed_by=by,
        changed_at=at,
    )
    standards = list(standards_of(cycle.programme_id).values()) if kind == Survey.Kind.HEALTH_CHECK else []
    _ask(survey, [_read(question, standards) for question in ready.questions])
    return survey


def _read(question: tuple, standards: Sequence[Theme]) -> Asked:
    words, kind, number = question
    name = standards[number - 1].name if number and number <= len(standards) else ""
    if kind.startswith("choice:"):
        return words, "choice", [answer.strip() for answer in kind.removeprefix("choice:").split(";")], name
    return words, kind, [], name


def _ask(survey: Survey, questions: Sequence[Asked]) -> None:
    known = standards_of(survey.cycle.programme_id) if any(name for *_, name in questions) else {}
    survey.questions.all().delete()
    Question.objects.bulk_create(
        Question(
            survey=survey, number=number, words=words, kind=kind, choices=choices, standard=known.get(name or None)
        )
        for number, (words, kind, choices, name) in enumerate(questions, 1)
    )


@transaction.atomic
def edit_survey(
    *,
    survey: Survey,
    title: str,
    intro: str,
    group_question: str,
    groups: list[str],
    questions: Sequence[Asked],
    seen: int,
    by: Person,
    at: datetime,
) -> Survey:
    """Change a survey. Once it has been asked, questions and groups stay, so that years can be compared."""
    fresh = Survey.objects.select_for_update(of=("self",)).select_related("cycle", "changed_by").get(pk=survey.pk)
    refuse_stale(fresh, seen, {"title": title, "intro": intro, "group_question": group_question})
    if (
        Survey.objects.filter(cycle=fresh.cycle, challenge=fresh.challenge_id, title=title)
        .exclude(pk=fresh.pk)
        .exists()
    ):
        raise Refusal("There is already a survey of that title here. Choose another.", "title")
    was = [
        (question.words, question.kind, question.choices, question.standard.name if question.standard else "")
        for question in fresh.questions.select_related("standard").order_by("number")
    ]
    if [fresh.group_question, fresh.groups, was] != [group_question, groups, list(questions)]:
        if fresh.rounds.exists():
            raise Refusal("This survey has been asked. Its questions and groups stay, so that years can be compared.")
        fresh.group_question, fresh.groups = group_question, groups
        _ask(fresh, questions)
    fresh.title, fresh.intro = title, intro
    fresh.version += 1
    fresh.changed_by, fresh.changed_at = by, at
    fresh.save()
    return fresh


def asked_again_from(closed: Sequence[Round]) -> date | None:
    """Return the first day on which a survey with these rounds may be asked again; nothing if it never was asked."""
    return add_months(max(asked.closed_on for asked in closed), MONTHS_BETWEEN) if closed else None


@transaction.atomic
def open_round(*, survey: Survey, name: str, way: str, asked: int, closes_on: date, by: Person, at: datetime) -> Round:
    """Ask a survey from today until a day. Questions and groups stand still from now on."""
    fresh = Survey.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=survey.pk)
    today = localdate(at)
    if fresh.rounds.filter(closed_on=None).exists():
        raise Refusal("This survey is being asked already. Close that round first.")
    if not fresh.questions.exists():
        raise Refusal("This survey has no questions yet.")
    if fresh.rounds.filter(name=name).exists():
        raise Refusal("This survey was already asked under that name. Choose another, such as the year.", "name")
    again = asked_again_from(list(fresh.rounds.all()))
    if again and again > today:
        raise Refusal(f"This survey can be asked again from {again:%-d %B %Y}. {WHY_NOT_SOONER}")
    months = policy_of(fresh.cycle.programme_id)["keep_words_months"]
    days = {"opens_on": today, "closes_on": closes_on, "words_months": months}
    opened = Round.objects.create(survey=fresh, name=name, way=way, asked=asked, opened_by=by, **days)
    Box.objects.create(round=opened)
    return opened
