"""The reviewer pool from a table and as a table: one row a person, with their latest course."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils import timezone

from people.actions.seats import refuse_own_authority, refuse_untrained
from people.models import Body, Person, Profile, Training
from people.refusal import Refusal
from people.sheets import Table, in_text

from .columns import Column, Line, day, email, number, one_of, read_lines, text, words, yes_no
from .names import Names
from .plan import CHANGED, NEW, Plan, Planned, set_fields

COLUMNS = [
    Column("name", "Name", text(120), "First name and surname.", required=True),
    Column("email", "E-mail", email, "Who it is: a row with a known address changes that person.", required=True),
    Column("phone", "Phone", text(40)),
    Column("job_title", "Job title", text(120)),
    Column("home", "Home body", text(200), "The name of a body that is here."),
    Column("grade", "Grade", one_of(Profile.Grade.choices), "Puts the person in the pool."),
    Column("services", "Services", words, "With commas."),
    Column("skills", "Skills", words, "With commas."),
    Column("active", "May be asked", yes_no, "Yes or no; empty is yes."),
    Column("days_a_year", "Days a year", number(0, 366, empty=8), "Empty is 8."),
    Column("travel_km", "Furthest journey km", number(1, 1500, empty=None), "Empty: any distance."),
    Column("access_needs", "Access needs", text(2000)),
    Column("party", "Party", text(60), "For councillors."),
    Column("employer_approved_on", "Employer approved on", day),
    Column("course", "Training course", text(120), "Added when it is not recorded yet; earlier courses stay."),
    Column("provider", "Training provider", text(120)),
    Column("completed_on", "Training completed on", day),
    Column("expires_on", "Training counts until", day, "Empty: it does not run out."),
]
CONTACT = ("name", "phone", "job_title", "home")
PROFILE = (
    "grade",
    "services",
    "skills",
    "active",
    "days_a_year",
    "travel_km",
    "access_needs",
    "party",
    "employer_approved_on",
)
TRAINING = ("course", "provider", "completed_on", "expires_on")
HEADING = {column.key: column.heading for column in COLUMNS}


def check(*, table: Table, today: date, people: QuerySet[Person] | None = None) -> Plan:
    """Say what importing a table would do. Saves nothing."""
    lines, faults = read_lines(table, COLUMNS)
    plan = Plan(faults=faults)
    if not faults:
        addresses = {line.values["email"].lower() for line in lines if "email" in line.values}
        here = _here(people if people is not None else Person.objects.all(), addresses)
        names = Names(Body.objects.select_related("region"))
        seen: dict[str, int] = {}
        plan.rows = [_plan_line(line, here, names, seen, today) for line in lines]
        plan.faults = [fault for line in lines for fault in line.faults]
    return plan


def _here(people: QuerySet[Person], addresses: set[str]) -> dict[str, Person]:
    """Return the people with these addresses, with profile and training, in few queries."""
    found: dict[str, Person] = {}
    wanted = sorted(addresses)
    for start in range(0, len(wanted), 500):
        part = people.annotate(address=Lower("email")).filter(address__in=wanted[start : start + 500])
        part = part.order_by("pk").prefetch_related("training", "profile", "home")
        found |= {person.email.lower(): person for person in part}
    return found


def _plan_line(line: Line, here: dict[str, Person], names: Names, seen: dict[str, int], today: date) -> Planned:
    """Decide what becomes of one row."""
    values = line.values
    address = values.get("email", "").lower()
    if address and address in seen:
        line.wrong("email", f"This address is in row {seen[address]} already.")
    seen.setdefault(address, line.number)
    if values.get("home"):
        values["home"] = names.find(line, "home")
    elif "home" in values:
        values["home"] = None
    person = here.get(address)
    is_new = person is None
    person = person or Person(email=values.get("email", ""))
    profile = getattr(person, "profile", None) if person.pk else None
    _check_together(line, profile, today)
    planned = Planned(line.number, values.get("name", ""), {"person": person})
    contact = set_fields(person, {key: values[key] for key in CONTACT if key in values})
    planned.changed += [HEADING[key] for key in contact]
    _plan_profile(planned, profile, values)
    _plan_training(planned, values)
    planned.fate = NEW if is_new else (CHANGED if planned.changed else planned.fate)
    return planned


def _check_together(line: Line, profile: Profile | None, today: date) -> None:
    """Check what no cell can say alone."""
    values = line.values
    if "grade" in values and not values["grade"] and profile is not None:
        line.wrong("grade", "This person is in the pool: choose a grade.")
    if "grade" in line.columns and "grade" not in values:
        return  # its own fault is noted
    in_pool = bool(values.get("grade")) or profile is not None
    if not in_pool and any(values.get(key) for key in PROFILE if key not in ("active", "days_a_year")):
        line.wrong("grade", "Choose a grade: the row holds things of the pool.")
    if not any(values.get(key) for key in TRAINING):
        return
    for key, sentence in (("course", "Name the course."), ("completed_on", "Say when the course was completed.")):
        if not values.get(key) and not any(fault.column == line.columns.get(key) for fault in line.faults):
            line.wrong(key, sentence)
    first, last = values.get("completed_on"), values.get("expires_on")
    if first and first > today:
        line.wrong("completed_on", "A course can be recorded once it is done: this day is in the future.")
    if first and last and last < first:
        line.wrong("expires_on", "Training cannot run out before it was completed.")


def _plan_profile(planned: Planned, profile: Profile | None, values: dict[str, Any]) -> None:
    """Make or change the profile of a row that has one."""
    if not values.get("grade") and profile is None:
        return
    is_new = profile is None
    profile = profile or Profile()
    changed = set_fields(profile, {key: values[key] for key in PROFILE if key in values})
    if changed or is_new:
        planned.things["profile"] = profile
        planned.changed += [HEADING[key] for key in changed]


def _plan_training(planned: Planned, values: dict[str, Any]) -> None:
    """Add or change the course of a row that names one."""
    course, completed = values.get("course"), values.get("completed_on")
    if not course or not completed:
        return
    person = planned.things["person"]
    recorded = person.training.all() if person.pk else []
    training = next((one for one in recorded if (one.course, one.completed_on) == (course, completed)), None)
    is_new = training is None
    training = training or Training(course=course, completed_on=completed)
    changed = set_fields(training, {key: values[key] for key in ("provider", "expires_on") if key in values})
    if changed or is_new:
        planned.things["training"] = training
        planned.changed += [HEADING["course"]]


def bring_in(*, table: Table, by: Person, at: datetime) -> Plan:
    """Import a table whole, or refuse and change nothing."""
    try:
        with transaction.atomic():
            people = Person.objects.select_for_update(of=("self",))
            plan = check(table=table, today=timezone.localdate(at), people=people)
            if plan.faults:
                raise Refusal("What is here has changed since the file was checked. Check the file again.", "file")
            _save(plan, by, at)
            _refuse_what_seats_rule_out(plan)
            return plan
    except IntegrityError:
        raise Refusal(
            "Somebody else added one of these people at the same moment. Nothing was imported: check the file again.",
            "file",
        ) from None


def _save(plan: Plan, by: Person, at: datetime) -> None:
    """Save a plan in a handful of statements, however long it is."""
    touched = [row for row in plan.rows if row.fate in (NEW, CHANGED)]
    for row in touched:
        person = row.things["person"]
        person.changed_by, person.changed_at = by, at
        person.version += 1 if row.fate == CHANGED else 0
    Person.objects.bulk_create([row.things["person"] for row in touched if row.fate == NEW], batch_size=500)
    Person.objects.bulk_update(
        [row.things["person"] for row in touched if row.fate == CHANGED],
        [*CONTACT, "version", "changed_by", "changed_at"],
        batch_size=200,
    )
    for key, model, fields in (
        ("profile", Profile, [*PROFILE, "updated_on"]),
        ("training", Training, ["provider", "expires_on", "version", "changed_by", "changed_at"]),
    ):
        things = []
        for row in touched:
            if thing := row.things.get(key):
                thing.person = row.things["person"]
                if key == "profile":
                    thing.updated_on = timezone.localdate(at)
                else:
                    thing.version += 1 if thing.pk else 0
                    thing.changed_by, thing.changed_at = by, at
                things.append(thing)
        here = [thing for thing in things if thing.pk]
        model.objects.bulk_create([thing for thing in things if thing.pk is None], batch_size=500)
        model.objects.bulk_update(here, fields, batch_size=200)


def _refuse_what_seats_rule_out(plan: Plan) -> None:
    """Refuse the file when it takes from somebody what a place they hold rests on."""
    touched = [row for row in plan.rows if row.fate == CHANGED]
    try:
        refuse_own_authority([row.things["person"] for row in touched if HEADING["home"] in row.changed])
        refuse_untrained([row.things["person"] for row in touched if "training" in row.things])
    except Refusal as refusal:
        raise Refusal(refusal.sentence.replace("Nothing was changed", "Nothing was imported"), "file") from None


def rows_of(people: QuerySet[Person]) -> Iterator[list[str]]:
    """Yield the pool as rows that, imported again, change nothing."""
    names = Names(Body.objects.select_related("region"))
    found = people.in_pool().select_related("profile", "home").prefetch_related("training")
    for person in found.order_by("name", "pk"):
        courses = sorted(person.training.all(), key=lambda one: (one.completed_on, one.pk))
        values = {
            **{key: getattr(person, key) for key in ("name", "email", "phone", "job_title")},
            "home": names.write(person.home) if person.home else "",
            **{key: getattr(person.profile, key) for key in PROFILE},
            "grade": person.profile.get_grade_display(),
            "services": ", ".join(person.profile.services),
            "skills": ", ".join(person.profile.skills),
        }
        if courses:
            values |= {key: getattr(courses[-1], key) for key in TRAINING}
        yield [in_text(values.get(column.key)) for column in COLUMNS]
