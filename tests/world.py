"""The cast and one region: what almost every test stands on.

Carys and Ben are the host (Calderdale), Tom leads, Mina manages, Petra and Amir review, Joan is a
member peer without case data, Olu observes, Nia shadows, Rana coordinates, Grace reads for
governance, Idris is the information officer, Ada the admin and Sam a stranger.
"""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from cycles.models import (
    Challenge,
    Cycle,
    CycleMember,
    Declaration,
    Framework,
    HostBody,
    Seat,
    Shape,
    State,
    Theme,
    Visit,
)
from people.models import Body, Membership, Person, Profile, Programme, Region, Training, User
from tests.replay import replayed

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 2, 10, 12, 0, tzinfo=LONDON)
VISIT_STARTS = date(2027, 2, 9)

ROLE_OF_CAST = {
    "rana": "CO",
    "tom": "LD",
    "mina": "CM",
    "petra": "RV",
    "amir": "RV",
    "joan": "RV",
    "olu": "OB",
    "nia": "SH",
    "carys": "HS",
    "ben": "HO",
    "grace": "GV",
    "idris": "IO",
    "ada": "AD",
    "sam": "ST",
}
SEATS = {
    "tom": ("lead", "officer"),
    "mina": ("manager", "officer"),
    "petra": ("reviewer", "officer"),
    "amir": ("reviewer", "officer"),
    "joan": ("reviewer", "member"),
    "olu": ("observer", "officer"),
    "nia": ("shadow", "officer"),
}
HOMES = {
    "tom": "Wakefield",
    "mina": "Leeds",
    "petra": "Bradford",
    "amir": "York",
    "joan": "Leeds",
    "olu": "Sheffield",
    "nia": "Barnsley",
    "carys": "Calderdale",
    "ben": "Calderdale",
    "grace": "Calderdale",
    "sam": "Doncaster",
}
MEMBERSHIPS = {
    "rana": ("coordinator", False),
    "idris": ("information_officer", False),
    "carys": ("host_sponsor", True),
    "ben": ("host_organiser", True),
    "grace": ("governance_reader", True),
}


def make_person(key, home=None, **fields):
    """Make one of the cast, with a login."""
    name = fields.pop("name", key.title())
    person = Person.objects.create(name=name, email=f"{key}@example.org", home=home, **fields)
    User.objects.create_user(person.email, person=person)
    return person


def make_region(name="Yorkshire and the Humber"):
    """Make a region, its children's programme and bodies."""
    region = Region.objects.create(name=name)
    programme = Programme.objects.create(region=region, name="children's services")
    places = sorted({*HOMES.values(), "Rotherham"})
    bodies = {place: Body.objects.create(region=region, name=place) for place in places}
    return region, programme, bodies


def make_cycle(programme, bodies, **fields):
    """Make a released cycle with every body a member, its shape and framework."""
    framework = Framework.objects.create(programme=programme, name="Regional themes")
    for number, theme in enumerate(["Practice", "Working together", "Leadership"], 1):
        Theme.objects.create(framework=framework, number=number, name=theme)
    cycle = Cycle.objects.create(
        programme=programme,
        **{
            "name": "Third cycle",
            "starts_on": date(2027, 1, 1),
            "ends_on": date(2028, 6, 30),
            "framework": framework,
            "released_at": NOW - timedelta(days=100),
            **fields,
        },
    )
    CycleMember.objects.bulk_create(CycleMember(cycle=cycle, body=body) for body in bodies)
    shape = Shape.objects.create(programme=programme, name="Team visit", team_size=6)
    return cycle, shape


def make_challenge(cycle, shape, host, *, state=State.PREPARING, starts=VISIT_STARTS, topic="Transitions"):
    """Make a challenge in a state, without walking there."""
    visit = Visit.objects.create(starts_on=starts, ends_on=starts + timedelta(days=shape.days - 1))
    challenge = Challenge.objects.create(cycle=cycle, shape=shape, visit=visit, host=host, topic=topic, state=state)
    HostBody.objects.create(challenge=challenge, body=host)
    return challenge


def seat(challenge, person, role, peer="officer", status="accepted", declared="clear"):
    """Seat somebody, with their interests declared unless told otherwise."""
    visit = challenge.visit
    made = Seat.objects.create(
        challenge=challenge,
        person=person,
        role=role,
        peer=peer,
        case_data=peer in ("officer", "partner"),
        status=status,
        visit=visit,
        starts_on=visit.starts_on,
        ends_on=visit.ends_on,
        invited_at=NOW - timedelta(days=60),
    )
    if declared:
        Declaration.objects.create(seat=made, outcome=declared, declared_at=NOW - timedelta(days=50))
    return made


def train(person, grade="service_manager"):
    """Put somebody in the pool with training that counts."""
    Profile.objects.create(person=person, grade=grade)
    Training.objects.create(
        person=person, course="Peer challenge", completed_on=date(2026, 3, 1), expires_on=date(2029, 3, 1)
    )


@replayed(at=NOW)
def build(state=State.PREPARING):
    """Build the region, the cast and Calderdale's challenge in a state; people are attributes."""
    region, programme, bodies = make_region()
    cycle, shape = make_cycle(programme, bodies.values())
    host = bodies["Calderdale"]
    world = SimpleNamespace(region=region, programme=programme, bodies=bodies, cycle=cycle, shape=shape, host=host)
    for key in ROLE_OF_CAST:
        setattr(world, key, make_person(key, home=bodies.get(HOMES.get(key))))
    for key, (role, of_host) in MEMBERSHIPS.items():
        Membership.objects.create(
            person=getattr(world, key), role=role, programme=programme, body=host if of_host else None
        )
    Membership.objects.create(person=world.ada, role="admin")
    world.challenge = make_challenge(cycle, shape, host, state=state)
    world.seats = {}
    for key, (role, peer) in SEATS.items():
        person = getattr(world, key)
        train(person, grade="director" if role == "lead" else "service_manager")
        world.seats[key] = seat(world.challenge, person, role, peer)
    train(world.sam)
    return world
