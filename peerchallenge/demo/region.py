"""Loading who is there: the region, its bodies, its people and what they hold."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from people.models import (
    Absence,
    Body,
    BodyTie,
    Interest,
    Membership,
    Person,
    Profile,
    Programme,
    Region,
    Training,
    User,
)

from . import PASSWORD, REGION_REF
from .stage import Stage

DAYS_A_MONTH = 21
DAYS_A_YEAR = 252


def load_region(stage: Stage) -> None:
    """Make the region, its programmes and bodies."""
    words = stage.content.region
    stage.region = Region.objects.create(ref=REGION_REF, name=words["region"]["name"])
    for row in words["programmes"]:
        stage.programmes[row["key"]] = Programme.objects.create(
            region=stage.region, name=row["name"], service=row["service"]
        )
    for row in words["bodies"]:
        stage.bodies[row["key"]] = Body.objects.create(
            region=stage.region,
            name=row["name"],
            kind=row["kind"],
            code=row.get("code", ""),
            sub_region=row.get("sub_region", ""),
            structure=row.get("structure", ""),
            easting_km=row["at"][0] if "at" in row else None,
            northing_km=row["at"][1] if "at" in row else None,
            accountable=stage.bodies.get(row.get("accountable", "")),
            valid_from=row.get("valid_from"),
        )
    BodyTie.objects.bulk_create(_ties(stage, words))


def _ties(stage: Stage, words: dict[str, Any]) -> Iterator[BodyTie]:
    """Tie neighbours and those that share a service."""
    border = [(one, other) for one, others in words["neighbours"].items() for other in others]
    for kind, pairs in ((BodyTie.Kind.NEIGHBOUR, border), (BodyTie.Kind.SHARED_SERVICE, words["shared_services"])):
        for keys in pairs:
            one, other = sorted((stage.bodies[key] for key in keys), key=lambda body: body.pk)
            yield BodyTie(one=one, other=other, kind=kind)


def load_people(stage: Stage) -> None:
    """Make everybody, with a login, and the reviewer pool among them."""
    rows = stage.content.people
    made = Person.objects.bulk_create(
        Person(name=row["name"], email=row["email"], job_title=row["job_title"], home=stage.bodies[row["home"]])
        for row in rows
    )
    stage.people = {row["key"]: person for row, person in zip(rows, made, strict=True)}
    _load_logins(stage)
    _load_memberships(stage)
    _load_pool(stage, [row for row in rows if row["pool"]])


def _load_logins(stage: Stage) -> None:
    # One hash for all: hashing a hundred times would take most of the loading.
    password = make_password(PASSWORD if settings.DEMO else None)
    users = User.objects.bulk_create(
        User(email=person.email.lower(), person=person, password=password) for person in stage.people.values()
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users
    )


def _load_memberships(stage: Stage) -> None:
    Membership.objects.bulk_create(
        Membership(
            person=stage.people[row["person"]],
            role=row["role"],
            programme=stage.programmes.get(row.get("programme", "")),
            body=stage.bodies.get(row.get("body", "")),
        )
        for row in stage.content.memberships
    )


def _load_pool(stage: Stage, rows: list[dict[str, Any]]) -> None:
    Profile.objects.bulk_create(
        Profile(
            person=stage.people[row["key"]],
            grade=row["grade"],
            services=row.get("services", []),
            skills=row.get("skills", []),
            days_a_year=row["days_a_year"],
            travel_km=row.get("travel_km"),
            access_needs=row.get("access_needs", ""),
            party=row.get("party", ""),
            employer_approved_on=stage.clock.day(-320),
        )
        for row in rows
    )
    Training.objects.bulk_create(_training(stage, row, course) for row in rows for course in row.get("training", []))
    Interest.objects.bulk_create(_interest(stage, row, tie) for row in rows for tie in row.get("interests", []))
    Absence.objects.bulk_create(
        Absence(
            person=stage.people[row["key"]],
            starts_on=stage.clock.day(away["from"]),
            ends_on=stage.clock.day(away["to"]),
            reason=away["reason"],
        )
        for row in rows
        for away in row.get("absences", [])
    )


def _training(stage: Stage, row: dict[str, Any], course: dict[str, Any]) -> Training:
    left = course["valid_months"] - course["months_ago"]
    return Training(
        person=stage.people[row["key"]],
        course=course["course"],
        provider=course["provider"],
        completed_on=stage.clock.day(-course["months_ago"] * DAYS_A_MONTH),
        expires_on=stage.clock.day(left * DAYS_A_MONTH),
    )


def _interest(stage: Stage, row: dict[str, Any], tie: dict[str, Any]) -> Interest:
    ended = tie["years_ago"]
    return Interest(
        person=stage.people[row["key"]],
        body=stage.bodies[tie["body"]],
        kind=tie["kind"],
        note=tie["note"],
        ends_on=stage.clock.day(-ended * DAYS_A_YEAR) if ended else None,
    )
