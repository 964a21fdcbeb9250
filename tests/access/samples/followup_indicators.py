"""Sample requests for indicators and impact."""


def of(world, **more):
    return {"ref": world.challenge.ref, **more}


def facts(**more):
    return {
        "name": "Plans agreed by 16",
        "definition": "CANARYMEASURE: young people with a plan agreed by their 16th birthday, of all with one due.",
        "unit": "per cent",
        "direction": "up",
        "source": "Case system",
        "covers": "a quarter",
        "frequency": "quarterly",
        "owner": "Head of performance",
        "key": "lginform.2149",
        "version": 0,
        **more,
    }


def value(**more):
    return {
        "months": 0,
        "value": "63",
        "period": "2026/27 Q3",
        "source": "Case system",
        "quality": "good",
        "reason": "Two plans were counted twice.",
        **more,
    }


def of_indicator(post):
    return lambda world: {"kwargs": of(world, indicator=world.indicator.ref), "post": post}


DAY = {"starts_on_day": 12, "starts_on_month": 10, "starts_on_year": 2027}


SAMPLES = {
    "followup:indicators": lambda world: {"kwargs": of(world), "post": None},
    "followup:choose_indicator": lambda world: {"kwargs": of(world), "post": facts(name="Reviews on time")},
    "followup:change_indicator": of_indicator(facts(owner="Service director")),
    "followup:drop_indicator": of_indicator({}),
    "followup:record_value": of_indicator(value()),
    "followup:import_points": lambda world: {"kwargs": of(world), "post": {}},
    "followup:points_template": lambda world: {"kwargs": of(world), "post": None},
    "followup:published_values": lambda world: {"post": None},
    "followup:import_published_values": lambda world: {"post": {}},
    "followup:impact": lambda world: {"kwargs": of(world), "post": None},
    "followup:region_impact": lambda world: {"kwargs": {"ref": world.cycle.ref}, "post": None},
    "followup:progress_review": lambda world: {"kwargs": of(world), "post": None},
    "followup:plan_review": lambda world: {
        "kwargs": of(world),
        "post": {"cycle": world.cycle.ref, "shape": world.shape.ref, **DAY},
    },
    # Only a review has findings to open again: tests/followup/test_reviewing.py asks every one of the cast.
    "followup:reopen_finding": lambda world: {"kwargs": of(world, finding="none"), "post": {}, "states": []},
}
