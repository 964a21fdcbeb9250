"""Writing a bundle: the front facts and what the report says, and nothing that was said in confidence."""

import json
from typing import Any

from cycles.models import Challenge, Seat, State
from cycles.policy import policy_of
from people.refusal import Refusal
from reports.models import Report
from reports.queries import activity_counts
from reviews.models import Finding

from . import FORMAT, VERSION
from .followed import followed
from .shaped import shaped
from .voiced import voiced

TOO_EARLY = (State.PROPOSED, State.SCOPING, State.PREPARING, State.ON_SITE)


def bundle_of(challenge: Challenge) -> dict[str, Any]:
    """Return one challenge as a bundle. Raises Refusal before the team has drafted anything."""
    if challenge.state in TOO_EARLY or challenge.state == State.CANCELLED:
        raise Refusal(f"There is no report to export yet: the challenge is “{challenge.get_state_display().lower()}”.")
    report = Report.objects.filter(challenge=challenge).first() or Report(challenge=challenge)
    findings = _agreed(challenge)
    themes = list({finding.theme_id: finding.theme for finding in findings if finding.theme}.values())
    keys = {finding.pk: f"finding-{number}" for number, finding in enumerate(findings, 1)}
    theme_keys = {theme.pk: f"theme-{number}" for number, theme in enumerate(themes, 1)}
    bundle = {
        "format": FORMAT,
        "version": VERSION,
        "challenge": _front(challenge, themes),
        "lines": [{"number": line.number, "question": line.question} for line in challenge.lines.order_by("number")],
        "team": _team(challenge, report),
        "themes": [{"key": theme_keys[theme.pk], "name": theme.name} for theme in themes],
        "findings": [_finding(finding, keys, theme_keys) for finding in findings],
        "recommendations": _recommendations(report, keys),
        "sections": _sections(report),
        "counts": [{"words": words, "number": number} for words, number in activity_counts(report, challenge)],
    }
    tally = _tally(report)
    if tally:
        bundle["accuracy"] = tally
    return bundle | followed(challenge, keys) | shaped(challenge) | voiced(challenge)


def as_text(bundle: dict[str, Any]) -> str:
    """Return a bundle as the text of its file: always the same for the same bundle."""
    return json.dumps(bundle, indent=2, ensure_ascii=False) + "\n"


def _agreed(challenge: Challenge) -> list[Finding]:
    return list(challenge.findings.agreed().in_order().select_related("theme__framework", "line"))


def _front(challenge: Challenge, themes: list) -> dict[str, Any]:
    cycle, shape, visit = challenge.cycle, challenge.shape, challenge.visit
    sides = challenge.host_bodies.select_related("body").order_by("body__name")
    front = {
        "region": cycle.programme.region.name,
        "programme": {"name": cycle.programme.name, "service": cycle.programme.service},
        "cycle": {"name": cycle.name, "starts_on": f"{cycle.starts_on}", "ends_on": f"{cycle.ends_on}"},
        "shape": {"name": shape.name, "kind": shape.kind, "days": shape.days, "team_size": shape.team_size},
        "host": challenge.host.name,
        "hosts": [{"name": side.body.name, "kind": side.body.kind} for side in sides],
        "topic": challenge.topic,
        "purpose": challenge.purpose,
        "question": challenge.question,
        "in_scope": challenge.in_scope,
        "out_of_scope": challenge.out_of_scope,
        "visit": {"starts_on": f"{visit.starts_on}", "ends_on": f"{visit.ends_on}"},
    }
    if challenge.extra_days:
        front["extra_days"] = challenge.extra_days
    return {**front, "framework": themes[0].framework.name} if themes else front


def _team(challenge: Challenge, report: Report) -> list[dict[str, str]]:
    """Return the team as the public report lists it: imported with the report, or seated here."""
    if report.imported is not None:
        return report.imported["team"]
    seats = challenge.seats.accepted().exclude(role=Seat.Role.SHADOW).select_related("person__home")
    order = list(Seat.Role.values)
    named = policy_of(challenge.cycle.programme)["public_team"] == "names"
    return [
        _member(seat, named=named)
        for seat in sorted(seats, key=lambda seat: (order.index(seat.role), seat.person.name))
    ]


def _member(seat: Seat, *, named: bool) -> dict[str, str]:
    row = {"role": seat.role, "peer": seat.peer, "organisation": str(seat.person.home or "Independent")}
    if seat.person.job_title:
        row["post"] = seat.person.job_title
    return {**row, "name": seat.person.name} if named else row


def _finding(finding: Finding, keys: dict[int, str], themes: dict[int, str]) -> dict[str, Any]:
    row: dict[str, Any] = {"key": keys[finding.pk], "kind": finding.kind, "text": finding.text}
    row["so_what"] = finding.so_what
    if finding.theme:
        row["theme"] = themes[finding.theme_id]
    if finding.line:
        row["line"] = finding.line.number
    row["evidence"] = {
        "notes_for": finding.notes_for,
        "notes_against": finding.notes_against,
        "kinds": finding.kinds,
        "groups": finding.groups,
    }
    return {**row, "thin_reason": finding.thin_reason} if finding.thin_reason else row


def _recommendations(report: Report, keys: dict[int, str]) -> list[dict[str, Any]]:
    if report.pk is None:
        return []
    place = {key: number for number, key in enumerate(keys.values())}
    return [
        {
            "number": number,
            "text": advice.text,
            "actor": advice.actor,
            "timescale": advice.timescale,
            "findings": sorted(
                (keys[finding.pk] for finding in advice.findings.all() if finding.pk in keys), key=place.__getitem__
            ),
        }
        for number, advice in enumerate(report.recommendations.order_by("number").prefetch_related("findings"), 1)
    ]


def _sections(report: Report) -> dict[str, str]:
    if report.pk is None:
        return {}
    written = dict(report.sections.values_list("key", "text"))
    return {key: written[key] for key in sorted(written) if written[key].strip()}


def _tally(report: Report) -> dict[str, int] | None:
    if report.latest_round() is None:
        return report.imported["accuracy"] if report.imported is not None else None
    raised, accepted = report.tally()
    return {"raised": raised, "accepted": accepted}
