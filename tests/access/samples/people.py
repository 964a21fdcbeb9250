"""One example of every address of this floor, for the test that walks them all."""

from datetime import timedelta

from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from people import sheets
from people.actions import logins
from people.models import Absence, BodyTie, Interest, Invitation, Membership, Person, Training, User
from people.models.invitation import hashed
from people.views.importing import SALT
from tests.world import NOW, make_person


def newcomer(world):
    """Somebody without a login."""
    return Person.objects.get_or_create(email="nadia@example.org", defaults={"name": "Nadia"})[0]


def member(key):
    """Somebody with a login who is not one of the cast, so that no reader loses theirs."""
    return Person.objects.filter(email=f"{key}@example.org").first() or make_person(key)


def disabled(world):
    """Somebody whose login is disabled."""
    person = member("dora")
    User.objects.filter(person=person).update(is_active=False)
    return person


def open_link(world):
    """Make an invitation and return its token."""
    logins.invite(person=newcomer(world), by=None, at=NOW)
    Invitation.objects.update(token_hash=hashed("the-token"))
    return "the-token"


def parts(name, day):
    """Write a date as its form posts it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def role(world):
    """A role that both a coordinator and an administrator may end."""
    return Membership.objects.get_or_create(
        person=member("frank"), role="information_officer", programme=world.programme
    )[0]


def absence(world):
    """Days Petra is away."""
    day = NOW.date() + timedelta(days=30)
    return Absence.objects.create(person=world.petra, starts_on=day, ends_on=day)


def interest(world):
    """A tie of Petra's."""
    return Interest.objects.create(person=world.petra, body=world.bodies["York"], kind="contact")


def course(person):
    """A course somebody has done beside what they need."""
    return Training.objects.get_or_create(person=person, course="Chairing", completed_on=NOW.date())[0].ref


def tie(world):
    """York and Leeds, neighbours."""
    one, other = sorted((world.bodies["York"], world.bodies["Leeds"]), key=lambda body: body.pk)
    return BodyTie.objects.get_or_create(one=one, other=other, kind="neighbour")[0]


PERSON = {"name": "Joan", "email": "joan@example.org", "version": 1}
COURSE = {"course": "Refresher", **parts("completed_on", NOW.date())}
BODY = {"name": "Hull", "kind": "authority"}


def sheet(*rows):
    """A table as a file."""
    return SimpleUploadedFile("table.csv", sheets.write_csv(rows[0], rows[1:]))


def checked(world, kind, *rows):
    """A table as Rana checked it."""
    lines = list(enumerate(rows[1:], 2))
    return signing.dumps(
        {"kind": kind, "by": world.rana.pk, "headings": rows[0], "rows": lines}, salt=SALT, compress=True
    )


TABLE = {"kwargs": {"format": "csv"}, "post": None}
PEOPLE = (["Name", "E-mail"], ["Omar", "omar@example.org"])
BODIES = (["Name"], ["Hull"])

SAMPLES = {
    "people:import_pool": lambda world: {"kwargs": {}, "post": {"file": sheet(*PEOPLE)}},
    "people:confirm_pool": lambda world: {
        "kwargs": {},
        "post": {"file": checked(world, "pool", *PEOPLE)},
        "get": 302,
    },
    "people:pool_template": lambda world: TABLE,
    "people:export_pool": lambda world: TABLE,
    "people:import_bodies": lambda world: {"kwargs": {}, "post": {"file": sheet(*BODIES)}},
    "people:confirm_bodies": lambda world: {
        "kwargs": {},
        "post": {"file": checked(world, "bodies", *BODIES)},
        "get": 302,
    },
    "people:bodies_template": lambda world: TABLE,
    "people:export_bodies": lambda world: TABLE,
    "people:pool": lambda world: {"kwargs": {}, "post": None},
    "people:add_person": lambda world: {"kwargs": {}, "post": {"name": "Omar", "email": "omar@example.org"}},
    "people:person": lambda world: {"kwargs": {"ref": world.joan.ref}, "post": None},
    "people:edit_person": lambda world: {"kwargs": {"ref": world.joan.ref}, "post": PERSON},
    "people:add_training": lambda world: {"kwargs": {"ref": world.joan.ref}, "post": COURSE},
    "people:correct_training": lambda world: {
        "kwargs": {"ref": world.joan.ref, "training": course(world.joan)},
        "post": {**COURSE, "version": 1},
    },
    "people:remove_training": lambda world: {
        "kwargs": {"ref": world.joan.ref, "training": course(world.joan)},
        "post": {},
    },
    "people:give_role": lambda world: {
        "kwargs": {"ref": member("gwen").ref},
        "post": {"role": "information_officer", "programme": world.programme.pk},
    },
    "people:end_role": lambda world: {"kwargs": {"ref": role(world).ref}, "post": {}},
    "people:bodies": lambda world: {"kwargs": {}, "post": None},
    "people:add_body": lambda world: {"kwargs": {}, "post": {**BODY, "region": world.region.pk}},
    "people:body": lambda world: {"kwargs": {"ref": world.host.ref}, "post": None},
    "people:edit_body": lambda world: {
        "kwargs": {"ref": world.bodies["York"].ref},
        "post": {**BODY, "name": "City of York", "version": 1},
    },
    "people:add_tie": lambda world: {
        "kwargs": {"ref": world.bodies["York"].ref},
        "post": {"other": world.bodies["Wakefield"].pk, "kind": "neighbour"},
    },
    "people:remove_tie": lambda world: {"kwargs": {"ref": world.bodies["York"].ref, "tie": tie(world).ref}, "post": {}},
    "people:regions": lambda world: {"kwargs": {}, "post": None},
    "people:add_region": lambda world: {"kwargs": {}, "post": {"name": "North East"}},
    "people:rename_region": lambda world: {"kwargs": {"ref": world.region.ref}, "post": {"name": "Yorkshire"}},
    "people:add_programme": lambda world: {
        "kwargs": {"ref": world.region.ref},
        "post": {"name": "adults", "service": "adults"},
    },
    "people:profile": lambda world: {"kwargs": {}, "post": None},
    "people:edit_profile": lambda world: {"kwargs": {}, "post": {"name": "New name", "days_a_year": 4, "version": 1}},
    "people:add_own_training": lambda world: {"kwargs": {}, "post": COURSE},
    "people:correct_own_training": lambda world: {
        "kwargs": {"training": course(world.petra)},
        "post": {**COURSE, "version": 1},
        "only": "petra",
    },
    "people:remove_own_training": lambda world: {
        "kwargs": {"training": course(world.petra)},
        "post": {},
        "only": "petra",
    },
    "people:add_interest": lambda world: {
        "kwargs": {},
        "post": {"body": world.bodies["York"].pk, "kind": "contact"},
    },
    "people:correct_interest": lambda world: {
        "kwargs": {"ref": interest(world).ref},
        "post": {"body": world.bodies["York"].pk, "kind": "other", "version": 1},
        "own": "petra",
    },
    "people:end_interest": lambda world: {"kwargs": {"ref": interest(world).ref}, "post": {}, "own": "petra"},
    "people:add_absence": lambda world: {
        "kwargs": {},
        "post": {**parts("starts_on", NOW.date()), **parts("ends_on", NOW.date())},
    },
    "people:correct_absence": lambda world: {
        "kwargs": {"ref": absence(world).ref},
        "post": {**parts("starts_on", NOW.date()), **parts("ends_on", NOW.date()), "version": 1},
        "own": "petra",
    },
    "people:remove_absence": lambda world: {"kwargs": {"ref": absence(world).ref}, "post": {}, "own": "petra"},
    "people:accept_invitation": lambda world: {
        "kwargs": {"token": open_link(world)},
        "post": {"password": "a-long-enough-secret"},
    },
    "people:logins": lambda world: {"kwargs": {}, "post": None},
    "people:invite_new": lambda world: {
        "kwargs": {},
        "post": {"name": "Omar", "email": "omar@example.org"},
    },
    "people:login": lambda world: {"kwargs": {"ref": world.joan.ref}, "post": None},
    "people:invite": lambda world: {"kwargs": {"ref": newcomer(world).ref}, "post": {}},
    "people:change_address": lambda world: {
        "kwargs": {"ref": member("hal").ref},
        "post": {"email": "henry@example.org"},
    },
    "people:disable": lambda world: {"kwargs": {"ref": member("erin").ref}, "post": {}},
    "people:enable": lambda world: {"kwargs": {"ref": disabled(world).ref}, "post": {}},
}
