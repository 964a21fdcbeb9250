"""Offering a strength to others, asking for it, agreeing, ending. Names are shown once both sides have agreed."""

from datetime import datetime

from django.db import transaction

from cycles.models import Challenge
from learning import emails
from learning.models import Exchange, Practice
from people.models import Person
from people.refusal import Refusal
from reviews.models import Finding

NOT_PUBLIC = "Only strengths of a report on the public register can be offered. Nothing was changed."


def _names_in(words: str, challenge: Challenge) -> str:
    """Return a host body's name that stands in the words, or nothing."""
    said = " ".join(words.casefold().split())
    names = [side.body.name for side in challenge.host_bodies.select_related("body")]
    return next((name for name in names if name.casefold() in said), "")


@transaction.atomic
def offer(*, finding: Finding, words: str, by: Person, at: datetime) -> Practice:
    """Offer a published strength to others, or change the words it is offered in."""
    challenge = Challenge.objects.select_for_update(of=("self",)).get(pk=finding.challenge_id)
    publication = getattr(getattr(challenge, "report", None), "publication", None)
    if publication is None or publication.withdrawn_at or finding.status != Finding.Status.AGREED:
        raise Refusal(NOT_PUBLIC)
    if finding.kind != Finding.Kind.STRENGTH or finding.theme_id is None:
        raise Refusal("Only a strength under a theme can be offered: others are found by their theme.")
    if name := _names_in(words, challenge):
        raise Refusal(f"Leave “{name}” out: names are shown only once both sides have agreed.", "words")
    said = {"words": words, "offered_by": by, "offered_at": at, "withdrawn_by": None, "withdrawn_at": None}
    practice, _ = Practice.objects.update_or_create(finding=finding, defaults=said)
    return practice


def _lock(practice: Practice) -> Practice:
    fresh = Practice.objects.select_for_update(of=("self",)).select_related("finding__challenge", "finding__theme")
    return fresh.get(pk=practice.pk)


@transaction.atomic
def withdraw(*, practice: Practice, by: Person, at: datetime) -> None:
    """Take an offer back; what others asked for of it ends. Pressed twice it stays as it is."""
    fresh = _lock(practice)
    if fresh.withdrawn_at is None:
        Practice.objects.filter(pk=fresh.pk).update(withdrawn_by=by, withdrawn_at=at)
        fresh.exchanges.standing().update(ended_by=by, ended_at=at)


@transaction.atomic
def ask(*, practice: Practice, challenge: Challenge, by: Person, at: datetime) -> Exchange:
    """Ask to be put in touch with whoever offers a practice, who is told once. Asked twice it is one asking."""
    fresh = _lock(practice)
    if not Practice.objects.offered().filter(pk=fresh.pk).exists():
        raise Refusal("This practice is no longer offered. Nothing was changed.")
    exchange, new = Exchange.objects.get_or_create(
        practice=fresh, challenge=challenge, ended_at=None, defaults={"asked_by": by, "asked_at": at}
    )
    if new:
        emails.asked(exchange, at)
    return exchange


@transaction.atomic
def agree(*, exchange: Exchange, by: Person, at: datetime) -> None:
    """Agree to be put in touch: from now on both sides see each other's names. Both are told, once."""
    practice = _lock(exchange.practice)
    fresh = Exchange.objects.select_for_update().get(pk=exchange.pk)
    if fresh.ended_at or practice.withdrawn_at:
        raise Refusal("This exchange has ended. Nothing was changed.")
    if fresh.agreed_at is None:
        Exchange.objects.filter(pk=fresh.pk).update(agreed_by=by, agreed_at=at)
        emails.agreed(fresh, at)


@transaction.atomic
def end(*, exchange: Exchange, by: Person, at: datetime) -> None:
    """End an asking, from either side, agreed or not: names are hidden again. Pressed twice it stays as it is."""
    _lock(exchange.practice)
    Exchange.objects.filter(pk=exchange.pk, ended_at=None).update(ended_by=by, ended_at=at)
