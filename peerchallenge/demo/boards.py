"""Loading a safeguarding board's challenge: hosted by all its partners, led by the chair of another board."""

import json
from typing import Any

from cycles.kinds import usual
from cycles.known_frameworks import KNOWN
from cycles.models import Agreement, Cycle, CycleMember, Framework, Shape, Theme
from cycles.places import set_out
from reports.actions.drafting import recommend, write_section

from .content import FOLDER
from .stage import Stage
from .walking import Walk


def load_boards(stage: Stage) -> None:
    """Walk the challenge of one board to its draft, in a programme and a cycle of the boards' own."""
    if not stage.clock.reached(0):
        return
    words = json.loads((FOLDER / "boards.json").read_text(encoding="utf-8"))
    cycle = _cycle(stage, words["cycle"])
    shape = Shape.objects.create(programme=cycle.programme, **usual(Shape.Kind.TEAM_VISIT))
    set_out(shape)
    walk = Walk(stage, words["challenge"])
    walk.propose(cycle, shape)
    walk.prepare()
    walk.visit()
    _write(walk)
    stage.shaped["board"] = walk.challenge


def _cycle(stage: Stage, words: dict[str, Any]) -> Cycle:
    programme = stage.programmes["boards"]
    name, themes = KNOWN[words["framework"]]
    framework = Framework.objects.create(programme=programme, name=name)
    Theme.objects.bulk_create(
        Theme(framework=framework, number=number, name=theme) for number, theme in enumerate(themes, 1)
    )
    cycle = Cycle.objects.create(
        programme=programme,
        name=words["name"],
        starts_on=stage.clock.day(words["starts"]),
        ends_on=stage.clock.day(words["ends"]),
        framework=framework,
        agreement_text=words["agreement"],
        released_at=stage.clock.moment(words["starts"]),
        released_by=stage.people["rana"],
    )
    for key in words["members"]:
        member = CycleMember.objects.create(cycle=cycle, body=stage.bodies[key])
        Agreement.objects.create(
            member=member,
            office=Agreement.Office.DIRECTOR,
            signed_name=stage.people[f"chair-{key.removesuffix('-board')}"].name,
            signed_on=stage.clock.day(words["starts"]),
            recorded_by=stage.people["rana"],
        )
    return cycle


def _write(walk: Walk) -> None:
    words = walk.words
    for row in words["findings"]:
        walk.say(row, words["visit"] + 4)
    wrote = walk.by(walk.lead, words["visit"] + 8)
    write_section(challenge=walk.challenge, key="next_steps", text=words["next_steps"], version=0, **wrote)
    text, actor, timescale = words["recommendation"]
    findings = walk.challenge.findings.filter(kind="development")
    recommend(challenge=walk.challenge, text=text, actor=actor, timescale=timescale, findings=findings, **wrote)
