"""Who hears of the exchange of practice. No mail holds a name: the page shows names, and only while both agree."""

from datetime import datetime

from django.template.loader import render_to_string

from cycles.models import Challenge
from learning.models import Exchange
from notices import actions as notices
from people.models import Membership, Person


def _sponsors_of(challenge: Challenge) -> list[Person]:
    """Return who sponsors a host body of a challenge now, each once."""
    held = Membership.objects.filter(
        role=Membership.Role.HOST_SPONSOR,
        programme=challenge.cycle.programme_id,
        body__in=challenge.host_bodies.values("body"),
    )
    rows = held.in_force().select_related("person").order_by("person__name", "pk")
    return list({row.person_id: row.person for row in rows}.values())


def _say(kind: str, exchange: Exchange, side: Challenge, at: datetime, *, subject: str) -> None:
    """Tell the sponsors of one side; a cause is told each of them once."""
    theme = exchange.practice.finding.theme.name
    for person in _sponsors_of(side):
        words = {"recipient": person, "theme": theme, "cycle": side.cycle, "origin": "{origin}"}
        notices.queue(
            recipient=person,
            programme=side.cycle.programme,
            kind=kind,
            about=exchange.ref,
            subject=f"{subject}: {theme}",
            body=render_to_string(f"emails/{kind}.txt", words),
            at=at,
        )


def asked(exchange: Exchange, at: datetime) -> None:
    """Tell whoever offers a practice that somebody asks, and not who."""
    _say("practice_asked", exchange, exchange.practice.finding.challenge, at, subject="Somebody asks for your practice")


def agreed(exchange: Exchange, at: datetime) -> None:
    """Tell both sides that they may know each other now."""
    for side in (exchange.practice.finding.challenge, exchange.challenge):
        _say("practice_agreed", exchange, side, at, subject="You can be in touch about a practice")
