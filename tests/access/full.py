"""The world with one of everything in it, each sensitive text marked with a canary of its own."""

from datetime import timedelta

from cycles.models import Agreement, Meeting, Objection
from people.models import Interest
from planning.models import PlaceRequest, Wish
from reviews.models import LineOfEnquiry
from tests import world as worlds
from tests.access.evidence import put_evidence
from tests.access.following import put_plan
from tests.access.learning import put_learning
from tests.access.measures import put_measures
from tests.access.papers import put_papers
from tests.access.reporting import put_report
from tests.access.voicing import put_voices
from tests.world import NOW


def full_world(state):
    """Build the world at a state and fill it."""
    world = worlds.build(state)
    challenge = world.challenge
    challenge.purpose = "outside_view"
    challenge.question = "Do young people know what will happen, and when?"
    challenge.sensitivities = "CANARYSENSITIVE"
    challenge.save()
    Interest.objects.create(person=world.petra, body=world.bodies["York"], kind="other", note="CANARYTIE")
    world.seats["petra"].declaration.text = "CANARYINTEREST"
    world.seats["petra"].declaration.save()
    member = world.cycle.members.get(body=world.host)
    world.agreement = Agreement.objects.create(
        member=member,
        office="chief_executive",
        signed_name="C. Executive",
        signed_on=NOW.date(),
        recorded_by=world.rana,
    )
    Wish.objects.create(
        member=member,
        preferred=["2027-09-06"],
        required=["data"],
        note="CANARYWISH",
        changed_by=world.carys,
        changed_at=NOW,
    )
    PlaceRequest.objects.create(cycle=world.cycle, number=2, what_for="CANARYPLACES", asked_by=world.rana, asked_at=NOW)
    world.line = LineOfEnquiry.objects.create(challenge=challenge, number=1, question="Do families know?")
    LineOfEnquiry.objects.create(challenge=challenge, number=2, question="Is support joined up?")
    world.meeting = Meeting.objects.create(
        challenge=challenge, kind="planning", starts_at=NOW, ends_at=NOW + timedelta(hours=1), minutes="CANARYMINUTES"
    )
    world.objection = Objection.objects.create(
        challenge=challenge,
        body=world.bodies["Rotherham"],
        seat=world.seats["amir"],
        reason="Worked here",
        made_by=world.carys,
        made_at=NOW,
    )
    put_measures(world)
    put_papers(world)
    put_evidence(world)
    put_report(world, state)
    put_learning(world)
    put_plan(world, state)
    put_voices(world)
    return world
