"""Taking an answer: without who, when, from where, or in which order."""

import hashlib
import json
import random
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from people.refusal import Refusal
from reviews.vault import Vault, vault_for_a_while
from voices.models import Box, Round

REPLIES = ""  # beside the questions: how many replied, by group
NO_GROUP = ""
TABLE = "voices_box"
MOST_REPLIES = 5000

shuffled = random.SystemRandom()


def round_of(link: str) -> tuple[Round, str] | None:
    """Return the round a link belongs to and the code it carries, or None when it is no link of ours."""
    ref, _, code = link.partition("-")
    found = Round.objects.select_related("survey__challenge__host", "survey__cycle__programme").filter(ref=ref).first()
    if found is None or not found.knows(code):
        return None
    return found, code


def is_open(asked: Round, at: datetime) -> bool:
    """Say whether answers are taken."""
    return asked.closed_on is None and localdate(at) <= asked.closes_on


def mark_of(asked: Round, *, code: str, once: str) -> str:
    """Return what stands for one handing in: of the code where each person has one, else of the form itself."""
    what = code if asked.way == Round.Way.CODES else once
    return hashlib.sha256(f"{asked.secret}:{what}".encode()).hexdigest()[:24]


def is_spent(asked: Round, mark: str) -> bool:
    """Say whether a code was used."""
    return mark in (Box.objects.filter(round=asked).values_list("spent", flat=True).first() or [])


def words_in(box: Box, vault: Vault) -> dict[str, list[str]]:
    """Return the words put in so far, by question."""
    return json.loads(vault.open(box.sealed_words, TABLE, box.pk)) if box.sealed_words else {}


@transaction.atomic
def answer(
    *, asked: Round, mark: str, group: str, choices: dict[str, str], words: dict[str, str], at: datetime
) -> bool:
    """Put one reply into the box, once: the same code or the same form sent again changes nothing.

    Everything happens in one row that every reply changes: numbers grow, words are shuffled among those that are
    there, the spent code lies sorted among the others. Return whether it was new.
    """
    box = Box.objects.select_for_update().filter(round=asked).first()
    if box is None or not is_open(asked, at):
        raise Refusal("This survey has closed. Your answers were not kept.")
    if mark in box.spent:
        return False
    if replies_in(box) >= MOST_REPLIES:
        raise Refusal("This survey has as many replies as it can hold. Tell whoever asked you.")
    for question, said in {REPLIES: REPLIES, **choices}.items():
        of_group = box.counts.setdefault(question, {}).setdefault(group, {})
        of_group[said] = of_group.get(said, 0) + 1
    box.spent = sorted([*box.spent, mark])
    if any(words.values()):
        _put(box, words)
    box.save()
    return True


def _put(box: Box, words: dict[str, str]) -> None:
    """Put words among the others of their question, in an order that tells nothing."""
    vault = vault_for_a_while()
    kept = words_in(box, vault)
    for question, said in words.items():
        if said:
            kept.setdefault(question, []).append(said)
            shuffled.shuffle(kept[question])
    box.sealed_words = vault.seal(json.dumps(kept), TABLE, box.pk)


def replies_in(box: Box) -> int:
    """Return how many replies lie in a box."""
    return sum(counted.get(REPLIES, 0) for counted in box.counts.get(REPLIES, {}).values())
