"""Sample requests about one challenge: its page, team, declarations, meetings, readiness and moves."""

from datetime import timedelta

from cycles.actions.finding import SIGNER
from cycles.models import Asked, Finder, MeetingAction, OfferedTime, Seat
from notices.models import Duty
from people.models import Person
from tests import world as worlds
from tests.access.samples.people import member, parts
from tests.world import NOW


def of(world, **more):
    """Return the address of a part of the challenge."""
    return {"ref": world.challenge.ref, **more}


def seat_of(world, key):
    """Return the address of somebody's seat."""
    return of(world, seat=world.seats[key].ref)


def candidate(world):
    """Somebody in the pool who can sit."""
    known = Person.objects.filter(email="priya@example.org").first()
    if known is None:
        known = worlds.make_person("priya", home=world.bodies["Rotherham"])
        worlds.train(known)
    return known


def invited(world):
    """Ask Sam, who stays a stranger until he accepts."""
    seats = Seat.objects.filter(challenge=world.challenge, person=world.sam)
    if not seats.exists():
        worlds.seat(world.challenge, world.sam, "reviewer", status="invited", declared=None)
    return of(world)


def waiting(world):
    """A member whose declaration waits to be looked at."""
    lena = worlds.make_person("lena", home=world.bodies["Rotherham"])
    made = worlds.seat(world.challenge, lena, "reviewer", declared="waiting")
    return of(world, seat=made.ref)


def meeting(world, **more):
    """Return the address of the meeting."""
    return of(world, meeting=world.meeting.ref, **more)


def action(world):
    """Return the address of something the meeting asked for."""
    made = MeetingAction.objects.get_or_create(meeting=world.meeting, text="Send the data pack", owner=world.ben)[0]
    return meeting(world, action=made.ref)


def duty(world, **more):
    """Return the address of a duty that waits for nobody, so that only the coordinator finds it."""
    day = NOW.date()
    made = Duty.objects.get_or_create(
        kind="sample",
        about=world.challenge.ref,
        defaults={
            "programme": world.programme,
            "place": "Calderdale",
            "what": "Send the data pack",
            "why": "The team needs time with it.",
            "path": f"/challenges/{world.challenge.ref}/documents/",
            "owner": "HO",
            "anchor_on": day,
            "set_on": day,
            "due_on": day,
        },
    )[0]
    return {"ref": made.ref, **more}


def search(world):
    """Return Mina's search for a time, in which somebody is asked who is not of the cast."""
    made = {"challenge": world.challenge, "made_by": world.mina, "kind": "planning", "minutes": 60}
    day = NOW.date() + timedelta(days=7)
    found, is_new = Finder.objects.get_or_create(**made, made_at=NOW, first_on=day, last_on=day)
    if is_new:
        starts = NOW + timedelta(days=7)
        OfferedTime.objects.create(finder=found, starts_at=starts, ends_at=starts + timedelta(hours=1))
        Asked.objects.create(finder=found, person=member("gwen"), name="Gwen")
    return found


WHEN = {"kind": "feedback", "day_day": "1", "day_month": "3", "day_year": "2027", "starts": "10:00", "ends": "11:00"}

LATER = {"due_on_day": "1", "due_on_month": "3", "due_on_year": "2027", "reason": "The figures come late", "version": 0}

SAMPLES = {
    "cycles:duties": lambda world: {"kwargs": {}, "post": None},
    "cycles:duty": lambda world: {"kwargs": duty(world), "post": None, "only": "rana"},
    "cycles:change_duty": lambda world: {"kwargs": duty(world, step="extend"), "post": LATER},
    "cycles:challenges": lambda world: {"kwargs": {}, "post": None},
    "cycles:challenge": lambda world: {"kwargs": of(world), "post": None},
    "cycles:timeline": lambda world: {"kwargs": of(world), "post": None},
    "cycles:team": lambda world: {"kwargs": of(world), "post": None},
    "cycles:candidates": lambda world: {"kwargs": of(world), "post": None},
    "cycles:invite": lambda world: {
        "kwargs": of(world, person=candidate(world).ref),
        "post": {"role": "observer", "peer": "officer"},
    },
    "cycles:withdraw": lambda world: {"kwargs": seat_of(world, "amir"), "post": {}},
    "cycles:object_to_team": lambda world: {"kwargs": seat_of(world, "amir"), "post": {"reason": "Worked here"}},
    "cycles:answer_objection": lambda world: {
        "kwargs": of(world, body=world.bodies["Rotherham"].ref),
        "post": {"answer": "He left ten years ago."},
    },
    "cycles:answer_invitation": lambda world: {"kwargs": invited(world), "post": {"answer": "decline"}},
    "cycles:declare": lambda world: {
        "kwargs": seat_of(world, "petra"),
        "post": {"has_interest": "yes", "text": "CANARYINTEREST"},
        "own": "petra",
    },
    "cycles:interests": lambda world: {"kwargs": seat_of(world, "petra"), "post": None, "own": "petra"},
    "cycles:clear_interests": lambda world: {
        "kwargs": waiting(world),
        "post": {"decision": "clear", "reason": "Long ago"},
    },
    "cycles:meetings": lambda world: {"kwargs": of(world), "post": None},
    "cycles:schedule_meeting": lambda world: {"kwargs": of(world), "post": WHEN},
    "cycles:meeting": lambda world: {"kwargs": meeting(world), "post": None},
    "cycles:change_meeting": lambda world: {"kwargs": meeting(world), "post": {**WHEN, "version": 0}},
    "cycles:cancel_meeting": lambda world: {"kwargs": meeting(world), "post": {}},
    "cycles:find_meeting": lambda world: {
        "kwargs": of(world),
        "post": {
            "kind": "planning",
            "minutes": "60",
            **parts("first", NOW.date() + timedelta(days=5)),
            **parts("last", NOW.date() + timedelta(days=9)),
            "people": [world.petra.ref, world.ben.ref],
        },
    },
    "cycles:choose_time": lambda world: {
        "kwargs": of(world, finder=search(world).ref),
        "post": {"time": search(world).times.get().ref},
        "only": "mina",
    },
    "cycles:answer_poll": lambda world: {
        "kwargs": {"link": SIGNER.sign(search(world).asked.get().ref)},
        "post": {search(world).times.get().ref: "yes"},
    },
    "cycles:minute_meeting": lambda world: {
        "kwargs": meeting(world),
        "post": {"minutes": "All agreed.", "held": "on", "version": 0},
    },
    "cycles:add_action": lambda world: {"kwargs": meeting(world), "post": {"text": "Book rooms"}},
    "cycles:finish_action": lambda world: {"kwargs": action(world), "post": {}},
    "cycles:readiness": lambda world: {"kwargs": of(world), "post": None},
    "cycles:record_component": lambda world: {"kwargs": of(world, key="timetable"), "post": {"note": ""}},
    "cycles:undo_component": lambda world: {"kwargs": of(world, key="timetable"), "post": {}},
    "cycles:start_scoping": lambda world: {"kwargs": of(world), "post": {}},
    "cycles:start_preparing": lambda world: {"kwargs": of(world), "post": {}},
    "cycles:go_on_site": lambda world: {"kwargs": of(world), "post": {}},
    "cycles:leave_site": lambda world: {"kwargs": of(world), "post": {}},
    "cycles:cancel": lambda world: {"kwargs": of(world), "post": {"reason": "The host left the programme"}},
    "cycles:begin_follow_up": lambda world: {"kwargs": of(world), "post": {}},
    "cycles:conclude": lambda world: {"kwargs": of(world), "post": {}, "get": 409},  # a team visit has no such step
    "cycles:close": lambda world: {"kwargs": of(world), "post": {}},
    "cycles:postpone": lambda world: {"kwargs": of(world), "post": {"cause": "inspection", "reason": "Inspected"}},
    "cycles:resume": lambda world: {
        "kwargs": of(world),
        "post": {"starts_on_day": "6", "starts_on_month": "4", "starts_on_year": "2027"},
    },
}
