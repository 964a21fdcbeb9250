"""Landing a bundle: all of it in one transaction, in drafting, or nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cycles.constraints import Place, with_facts
from cycles.constraints.ties import host_role, interest, office, own_authority
from cycles.history import note_event
from cycles.models import Challenge, HostBody, Seat, State, Visit
from people.models import Person
from people.refusal import Refusal
from reports.models import Recommendation, Report, ReportSection
from reviews.models import Finding, LineOfEnquiry

from .followed import land_indicators, land_plan, land_review
from .places import Places, find_places
from .shaped import land_shape
from .voiced import land_voices


@dataclass(frozen=True)
class Landed:
    """What an import made."""

    challenge: Challenge
    made: list[str]  # regions, bodies and the rest that were made for it, in words


@transaction.atomic
def import_bundle(
    *, data: dict[str, Any], create: bool = False, lead: Person | None = None, by: Person | None, at: datetime
) -> Landed:
    """Keep a checked bundle as a challenge in drafting, its findings marked "evidence held elsewhere".

    Raises Faulty when what it stands on is missing, Refusal when it is already here or the lead
    may not lead it. Nothing is kept then.
    """
    places = find_places(data, create=create)
    challenge = _challenge(data["challenge"], places)
    lines = LineOfEnquiry.objects.bulk_create(
        LineOfEnquiry(challenge=challenge, number=row["number"], question=row["question"], changed_by=by, changed_at=at)
        for row in data.get("lines", [])
    )
    findings = _findings(challenge, data, places, {line.number: line for line in lines})
    advice = _report(challenge, data, findings, by, at)
    land_plan(challenge, data.get("plan"), advice, land_indicators(challenge, data, at), by=by, at=at)
    if places.original:
        land_review(challenge, data["review"]["reopened"], places.original, (findings, places.earlier), at)
    land_shape(challenge, data, places.owners, by=by, at=at)
    land_voices(challenge, data, places.standards, at)
    if lead:
        _seat(challenge, lead, at)
    note_event(
        challenge=challenge,
        what="import",
        sentence=f"Imported with {len(findings)} findings, whose evidence is held elsewhere",
        by=by,
        at=at,
        to_state=State.DRAFTING,
    )
    return Landed(challenge, places.made)


def _challenge(front: dict[str, Any], places: Places) -> Challenge:
    host = places.bodies[front["host"]]
    if Challenge.objects.filter(cycle=places.cycle, host=host, topic__iexact=front["topic"]).exists():
        raise Refusal(
            f"This challenge is already here: {host}, “{front['topic']}”, in the cycle “{places.cycle}”. "
            "Nothing was imported."
        )
    visit = Visit.objects.create(
        starts_on=date.fromisoformat(front["visit"]["starts_on"]), ends_on=date.fromisoformat(front["visit"]["ends_on"])
    )
    challenge = Challenge.objects.create(
        cycle=places.cycle,
        visit=visit,
        shape=places.shape,
        host=host,
        state=State.DRAFTING,
        topic=front["topic"],
        extra_days=front.get("extra_days", 0),
        **{key: front.get(key, "") for key in ("purpose", "question", "in_scope", "out_of_scope")},
    )
    HostBody.objects.bulk_create(HostBody(challenge=challenge, body=body) for body in places.bodies.values())
    return challenge


def _findings(
    challenge: Challenge, data: dict[str, Any], places: Places, lines: dict[int, LineOfEnquiry]
) -> dict[str, Finding]:
    rows = data.get("findings", [])
    made = Finding.objects.bulk_create(
        Finding(
            challenge=challenge,
            kind=row["kind"],
            theme=places.themes.get(row.get("theme", "")),
            line=lines.get(row.get("line")),
            text=row["text"],
            so_what=row.get("so_what", ""),
            thin_reason=row.get("thin_reason", ""),
            status=Finding.Status.AGREED,
            held_elsewhere=True,
            order=order,
            **row.get("evidence", {}),
        )
        for order, row in enumerate(rows, 1)
    )
    return {row["key"]: finding for row, finding in zip(rows, made, strict=True)}


def _report(
    challenge: Challenge, data: dict[str, Any], findings: dict[str, Finding], by: Person | None, at: datetime
) -> dict[int, Recommendation]:
    report = Report.objects.create(
        challenge=challenge,
        counts=[[row["words"], row["number"]] for row in data.get("counts", [])],
        imported={"team": data.get("team", []), "accuracy": data.get("accuracy")},
    )
    ReportSection.objects.bulk_create(
        ReportSection(report=report, key=key, text=text, version=1, changed_by=by, changed_at=at)
        for key, text in data.get("sections", {}).items()
    )
    made = {}
    for row in data.get("recommendations", []):
        made[row["number"]] = advice = Recommendation.objects.create(
            report=report, number=row["number"], text=row["text"], actor=row["actor"], timescale=row["timescale"]
        )
        advice.findings.set(findings[key] for key in row.get("findings", []))
    return made


def _seat(challenge: Challenge, lead: Person, at: datetime) -> None:
    """Give the challenge somebody who can sign it: never from the host or the programme's office."""
    visit = challenge.visit
    place = Place.of(challenge, Seat.Role.LEAD, timezone.localdate(at))
    person = with_facts(Person.objects.filter(pk=lead.pk), place).get()
    against = [sentence for rule in (own_authority, host_role, office, interest) if (sentence := rule(person, place))]
    if against:
        raise Refusal(" ".join(against))
    Seat.objects.create(
        challenge=challenge,
        person=lead,
        role=Seat.Role.LEAD,
        status=Seat.Status.ACCEPTED,
        visit=visit,
        starts_on=visit.starts_on,
        ends_on=visit.ends_on,
        keeps_days=False,  # the visit was made elsewhere, perhaps by somebody else
        invited_at=at,
        answered_at=at,
    )
