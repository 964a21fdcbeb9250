"""How to ask for each route of the programme's side of `cycles`."""

from datetime import date

from cycles.models import ClosedPeriod, Cycle, CycleMember, Framework, Shape, ShapePlace, Theme
from cycles.policy import QUESTIONS
from notices import feeds
from people.models import Body
from tests.world import NOW

KEY = next(iter(QUESTIONS))


def parts(name, day):
    """Write a day as the form asks for it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def petras_feed(world):
    """Return the token of Petra's calendar, who sits in the team and is down for a session."""
    return feeds.renew(person=world.petra, by=world.petra, at=NOW)


def programme(post=None, **kwargs):
    return lambda world: {"kwargs": {"ref": world.programme.ref, **kwargs}, "post": post}


def cycle(post=None, **kwargs):
    return lambda world: {"kwargs": {"ref": world.cycle.ref, **kwargs}, "post": post}


def shape(post):
    def make(world):
        spare = Shape.objects.create(programme=world.programme, name=f"Deep dive {Shape.objects.count()}")
        return {"kwargs": {"ref": world.programme.ref, "shape": spare.ref}, "post": post}

    return make


def place(post):
    """The second of a shape's two places."""

    def make(world):
        spare = Shape.objects.create(programme=world.programme, name=f"Mixed {Shape.objects.count()}", team_size=2)
        ShapePlace.objects.create(shape=spare, number=1, role="lead")
        second = ShapePlace.objects.create(shape=spare, number=2, role="reviewer")
        return {"kwargs": {"ref": world.programme.ref, "shape": spare.ref, "place": second.ref}, "post": post}

    return make


def places(post):
    """A shape with places set out."""

    def make(world):
        spare = Shape.objects.create(programme=world.programme, name=f"Triad {Shape.objects.count()}", team_size=1)
        ShapePlace.objects.create(shape=spare, number=1, role="lead")
        return {"kwargs": {"ref": world.programme.ref, "shape": spare.ref}, "post": post}

    return make


def framework(post):
    def make(world):
        spare = Framework.objects.create(programme=world.programme, name=f"Spare {Framework.objects.count()}")
        return {"kwargs": {"ref": world.programme.ref, "framework": spare.ref}, "post": post}

    return make


def theme(post):
    def make(world):
        found = Theme.objects.create(framework=world.cycle.framework, number=90 + Theme.objects.count(), name="Spare")
        found.name = f"Spare {found.pk}"
        found.save()
        kwargs = {"ref": world.programme.ref, "framework": world.cycle.framework.ref, "theme": found.ref}
        return {"kwargs": kwargs, "post": post}

    return make


def period(post):
    def make(world):
        made = ClosedPeriod.objects.create(
            region=world.region,
            kind=ClosedPeriod.Kind.OTHER,
            label="Closed",
            starts_on=date(2027, 3, 1),
            ends_on=date(2027, 3, 2),
        )
        return {"kwargs": {"ref": world.programme.ref, "period": made.ref}, "post": post}

    return make


def member(place, post):
    """A page about a member: Calderdale, which the cast acts for, or Rotherham, which is nobody's."""

    def make(world):
        Cycle.objects.filter(pk=world.cycle.pk).update(agreement_text="We host once and lend our people.")
        return {"kwargs": {"ref": world.cycle.ref, "body": world.bodies[place].ref}, "post": post}

    return make


def join(world):
    body, _ = Body.objects.get_or_create(region=world.region, name="Kirklees")
    return {"kwargs": {"ref": world.cycle.ref}, "post": {"bodies": [body.pk]}}


def release(world):
    made = Cycle.objects.create(
        programme=world.programme, name="Next cycle", starts_on=date(2028, 7, 3), ends_on=date(2029, 12, 31)
    )
    CycleMember.objects.create(cycle=made, body=world.host)
    return {"kwargs": {"ref": made.ref}, "post": {}}


def propose(world):
    post = {"host": world.bodies["York"].ref, "topic": "Early help", "shape": world.shape.pk}
    return {"kwargs": {"ref": world.cycle.ref}, "post": post | parts("starts_on", date(2027, 9, 14))}


def move_visit(world):
    return {"kwargs": {"ref": world.challenge.ref}, "post": parts("starts_on", date(2027, 9, 21))}


SHAPE = {"name": "Short visit", "kind": "deep_dive", "days": 1, "team_size": 3, "min_lines": 1, "max_lines": 2}
PLACE = {"role": "reviewer", "peer": "partner", "place": 2}
PERIOD = {
    "kind": "other",
    "label": "Closed",
    **parts("starts_on", date(2027, 4, 1)),
    **parts("ends_on", date(2027, 4, 2)),
}
CYCLE = {"name": "Fourth cycle", **parts("starts_on", date(2027, 1, 1)), **parts("ends_on", date(2028, 6, 30))}
SIGNATURE = {"office": "director", "signed_name": "D. Rector", **parts("signed_on", NOW.date())}

SAMPLES = {
    "cycles:public_calendar": lambda world: {"post": None},
    "cycles:region_calendar": lambda world: {"kwargs": {"region": world.region.ref}, "post": None},
    "cycles:my_calendar": lambda world: {"post": {"do": "renew"}},
    "cycles:personal_feed": lambda world: {"kwargs": {"token": petras_feed(world)}, "post": None},
    "cycles:programme": programme(),
    "cycles:settings": programme(),
    "cycles:answer": programme({"value": "both", "reason": "We send both."}, key=KEY),
    "cycles:reset": programme({"reason": "As others do."}, key=KEY),
    "cycles:shapes": programme(),
    "cycles:add_shape": programme(SHAPE),
    "cycles:edit_shape": shape(SHAPE),
    "cycles:remove_shape": shape({}),
    "cycles:places": places(None),
    "cycles:add_place": places(PLACE),
    "cycles:edit_place": place(PLACE),
    "cycles:remove_place": place({}),
    "cycles:reset_places": places({}),
    "cycles:frameworks": programme(),
    "cycles:add_framework": programme({"name": "Board themes"}),
    "cycles:rename_framework": framework({"name": "Other themes"}),
    "cycles:remove_framework": framework({}),
    "cycles:add_theme": lambda world: {
        "kwargs": {"ref": world.programme.ref, "framework": world.cycle.framework.ref},
        "post": {"name": "Workforce", "place": 2},
    },
    "cycles:edit_theme": theme({"name": "Workforce", "place": 1}),
    "cycles:remove_theme": theme({}),
    "cycles:closed_days": programme(),
    "cycles:add_period": programme(PERIOD),
    "cycles:add_poll": programme({"label": "Council election 2027", **parts("poll_on", date(2027, 5, 6))}),
    "cycles:load_bank_holidays": programme({}),
    "cycles:edit_period": period(PERIOD),
    "cycles:remove_period": period({}),
    "cycles:import_periods": programme({}),
    "cycles:export_periods": programme(),
    "cycles:add_cycle": programme(CYCLE),
    "cycles:cycles": lambda world: {"post": None},
    "cycles:cycle": cycle(),
    "cycles:cycle_table": cycle(),
    "cycles:coverage": cycle(),
    "cycles:rotation": cycle(),
    "cycles:coverage_file": cycle(),
    "cycles:ledger_file": cycle(),
    "cycles:edit_cycle": cycle(CYCLE),
    "cycles:members": cycle(),
    "cycles:join": join,
    "cycles:intervention": member("Rotherham", {"commissioner": "Children’s commissioner", "extra_days": 1}),
    "cycles:leave": member("Rotherham", {"reason": "It joins another region."}),
    "cycles:record_agreement": member("Calderdale", SIGNATURE),
    "cycles:sign_agreement": member("Calderdale", SIGNATURE),
    "cycles:release": release,
    "cycles:propose": propose,
    "cycles:move_visit": move_visit,
}
