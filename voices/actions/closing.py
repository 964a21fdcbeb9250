"""Closing a round: what may be shown is kept, names are taken out of the words, and all else is gone."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from cycles.policy import policy_of
from people.models import Person
from people.refusal import Refusal
from reports.identities import Known, Search
from reports.queries.known import host_people, team_people
from reviews.vault import KeyMissing, vault_for_a_while
from voices.models import Box, Question, Round, Said, Survey
from voices.tabling import shown_of

from .answers import NO_GROUP, shuffled, words_in

TAKEN_OUT = "[taken out]"
RATHER_NOT = "I would rather not say"


def groups_of(asked: Round) -> list[str]:
    """Return the groups answers are counted by; without a question of groups there is one, without a name."""
    return [*asked.survey.groups, RATHER_NOT] if asked.survey.groups else [NO_GROUP]


@transaction.atomic
def close_round(*, asked: Round, by: Person | None, at: datetime) -> Round:
    """End a round. There is no way back: the numbers that stay hidden are kept nowhere."""
    box = Box.objects.select_for_update().filter(round=asked).first()
    fresh = Round.objects.select_related("survey__cycle", "survey__challenge").get(pk=asked.pk)
    if box is None or fresh.closed_on:
        raise Refusal("This round is closed already.")
    policy = policy_of(fresh.survey.cycle.programme_id)
    questions = list(fresh.survey.questions.order_by("number"))
    fresh.shown = shown_of(
        box.counts,
        {question.ref: question.answers for question in questions if question.answers},
        groups_of(fresh),
        minimum=policy["smallest_group"],
        least=policy["least_replies"],
        harmless=(Question.NO_ANSWER, RATHER_NOT),
    )
    fresh.shown["least"], fresh.shown["smallest"] = policy["least_replies"], policy["smallest_group"]
    fresh.closed_on = localdate(at)
    fresh.save()
    if fresh.shown["replies"] is not None:
        _keep_words(fresh, box, questions, policy["smallest_group"])
    box.delete()
    return fresh


def _keep_words(asked: Round, box: Box, questions: list[Question], smallest: int) -> None:
    """Keep the words of each question, what may name somebody taken out, until somebody has read them."""
    kept = words_in(box, vault_for_a_while())
    search = searching(asked.survey, smallest) if kept else None
    rows = [
        Said(round=asked, question=question, words=without_names(said, search))
        for question in questions
        for said in kept.get(question.ref, [])
    ]
    shuffled.shuffle(rows)
    Said.objects.bulk_create(rows)


def searching(survey: Survey, smallest: int) -> Search:
    """Return the identity check of whom a survey may speak of: teams, hosts and whoever a host asked to protect."""
    challenges = [survey.challenge] if survey.challenge else survey.cycle.challenges.all()
    known = []
    for challenge in challenges:
        known += team_people(challenge)
        with suppress(KeyMissing):  # the names went with the notes; posts, numbers and phrases are still looked for
            known += host_people(challenge)
    return Search([Known(*row) for row in known], smallest=smallest)


def without_names(words: str, search: Search) -> str:
    """Return words with everything the identity check finds taken out."""
    out, until = [], 0
    for hit in search.find(words):
        if hit.end <= until:
            continue
        out += [words[until : max(hit.start, until)], TAKEN_OUT if hit.start >= until else ""]
        until = hit.end
    return "".join([*out, words[until:]])


def close_due(at: datetime) -> int:
    """Close every round whose last day has passed. Return how many there were."""
    due = list(Round.objects.filter(closed_on=None, closes_on__lt=localdate(at)).order_by("pk"))
    for asked in due:
        close_round(asked=asked, by=None, at=at)
    return len(due)


@transaction.atomic
def decide_words(*, asked: Round, release: list[str], leave_out: list[str], by: Person, at: datetime) -> int:
    """Release words to those who may read the results, or leave them out for good. Return how many were decided."""
    waiting = asked.said.select_for_update().filter(status=Said.Status.WAITING)
    count = waiting.filter(pk__in=release).update(status=Said.Status.RELEASED, decided_by=by)
    return count + waiting.filter(pk__in=leave_out).update(status=Said.Status.LEFT_OUT, decided_by=by, words="")
