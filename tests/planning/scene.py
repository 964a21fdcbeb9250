"""Five authorities with nothing planned yet, each with a director and two managers to lend."""

from datetime import date
from types import SimpleNamespace

from cycles.models import Cycle, CycleMember, Shape
from people.models import Body, Membership, Person, Profile, Programme, Region, Training, User

HOSTS = ("Ashby", "Brigg", "Crowle", "Epworth", "Filey")
GRADES = ("director", "service_manager", "head_of_service")
FIRST, LAST = date(2027, 1, 4), date(2028, 6, 30)


def make_reviewer(name, home, grade="service_manager", **fields):
    """Make somebody in the pool whose training counts for years."""
    person = Person.objects.create(name=name, email=f"{name.lower().replace(' ', '.')}@example.org", home=home)
    Profile.objects.create(person=person, grade=grade, days_a_year=12, **fields)
    Training.objects.create(
        person=person, course="Peer challenge", completed_on=date(2026, 3, 1), expires_on=date(2029, 3, 1)
    )
    return person


def build(hosts=HOSTS, *, size=3):
    """Build the region with its coordinators Rana and Ravi, cycle and pool; people by "Ashby director"."""
    region = Region.objects.create(name="Isle of Axholme")
    programme = Programme.objects.create(region=region, name="children's services")
    bodies = {name: Body.objects.create(region=region, name=name) for name in hosts}
    cycle = Cycle.objects.create(programme=programme, name="First cycle", starts_on=FIRST, ends_on=LAST)
    CycleMember.objects.bulk_create(CycleMember(cycle=cycle, body=body) for body in bodies.values())
    shape = Shape.objects.create(programme=programme, name="Team visit", team_size=size)
    scene = SimpleNamespace(region=region, programme=programme, bodies=bodies, cycle=cycle, shape=shape, people={})
    for name, body in bodies.items():
        for grade in GRADES:
            scene.people[f"{name} {grade}"] = make_reviewer(f"{name} {grade}", body, grade)
    for key in ("rana", "ravi"):
        person = Person.objects.create(name=key.title(), email=f"{key}@example.org")
        User.objects.create_user(person.email, person=person)
        Membership.objects.create(person=person, role="coordinator", programme=programme)
        setattr(scene, key, person)
    return scene


def with_login(person):
    """Give somebody a login; return them."""
    User.objects.create_user(person.email, person=person)
    return person
