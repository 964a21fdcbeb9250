"""The cast: who to be in the demo, and what each can try first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cycles.models import Challenge, Shape
from people.models import Person, User

from . import REGION_REF
from .content import read_content


@dataclass(frozen=True)
class Part:
    """Somebody to be: who they are here, what to try first, and at whose challenge."""

    key: str
    part: str
    first: str
    at: str = ""


PARTS = (
    Part("rana", "Coordinates the programme", "Find new days for a visit that an inspection has put off.", "ne-lincs"),
    Part("tom", "Leads the team", "Answer what the observer doubts, then agree a finding that holds.", "kirklees"),
    Part("mina", "Manages the challenge", "Finish the draft report and send it to the host.", "sheffield"),
    Part("petra", "Reviews", "Write down one point you heard this morning.", "kirklees"),
    Part("amir", "Reviews", "Hold a theory against the notes for and against it.", "kirklees"),
    Part("joan", "Reviews as a councillor", "See the visit as a member peer does: all but case records.", "kirklees"),
    Part("olu", "Observes", "Flag a finding that rests on too little.", "kirklees"),
    Part("nia", "Shadows, to learn", "Write a note of your own; the team’s notes stay closed to you.", "kirklees"),
    Part("carys", "Sponsors the host’s side", "See which urgent concern was raised, and the timetable.", "kirklees"),
    Part("ben", "Organises it at the host", "Send the one document the team still waits for.", "kirklees"),
    Part("grace", "Reads for governance", "See the whole cycle, and read a published report.", "calderdale"),
    Part("idris", "Information officer", "See what is kept about whom, and no word that was said.", "calderdale"),
    Part("ada", "Administrator", "Invite somebody, then disable their login."),
    Part("sam", "A stranger to this programme", "Try to get in: only the plan and the public register open."),
)
OTHERS = (
    Part("org-n-lincs", "Organises at a host", "Comment on a line of the draft report.", "n-lincs"),
    Part("dcs-barnsley", "Leads another team", "Decide the host’s last comments and sign the report.", "n-lincs"),
    Part("org-rotherham", "Follows up at a host", "Say how far the late action of the plan is.", "rotherham"),
    Part("dcs-calderdale", "Sponsors at a host", "Answer who asks about the practice you offer.", "calderdale"),
    Part("dcs-doncaster", "Sponsors at a host", "Agree that a signed report is published.", "doncaster"),
)


@dataclass(frozen=True)
class Seen:
    """A part as the page shows it: the person, and the challenge as it stands."""

    part: Part
    person: Person
    challenge: Challenge | None


def _addresses() -> dict[str, str]:
    return {row["key"]: row["email"] for row in read_content().people}


def _hosts() -> dict[str, str]:
    return {row["key"]: row["name"] for row in read_content().region["bodies"]}


def _is_team_visit(challenge: Challenge) -> bool:
    return challenge.shape.kind == Shape.Kind.TEAM_VISIT


def cast_of_demo() -> tuple[list[Seen], list[Seen]]:
    """Return the cast and the others worth being; both empty while the demo is not loaded (two queries)."""
    people = {person.email: person for person in demo_people()}
    challenges = Challenge.objects.filter(cycle__programme__region__ref=REGION_REF).select_related("host", "shape")
    # A host may have another one, such as a progress review: what is tried first is at its team visit.
    by_host = {challenge.host.name: challenge for challenge in sorted(challenges, key=_is_team_visit)}
    addresses, hosts = _addresses(), _hosts()

    def seen(parts: tuple[Part, ...]) -> list[Seen]:
        return [
            Seen(part, people[addresses[part.key]], by_host.get(hosts.get(part.at, "")))
            for part in parts
            if addresses[part.key] in people
        ]

    return seen(PARTS), seen(OTHERS)


def demo_people() -> QuerySet[Person]:
    """Return the demo's people who may be chosen on the page."""
    keys = [part.key for part in (*PARTS, *OTHERS)]
    addresses = _addresses()
    wanted = [addresses[key] for key in keys]
    return Person.objects.filter(home__region__ref=REGION_REF, email__in=wanted).select_related("home")


def login_of(ref: str) -> User | None:
    """Return the login of one of them."""
    return User.objects.filter(person__in=demo_people(), person__ref=ref, is_active=True).first()
