"""Loading a challenge of each other shape: each walks its own life by its actions.

They are over by the day the content is written for; looked at on an earlier day, they are left out.
"""

import json
from typing import Any

from cycles.kinds import usual
from cycles.models import Agreement, Cycle, CycleMember, Intervention, Shape
from followup.actions.reviewing import plan_review, reopen
from followup.queries.reviewing import again
from reports.actions.drafting import recommend, write_section
from reviews.actions.findings import agree_finding
from voices.actions.commitments import edit_commitment, make_commitment
from voices.actions.forgetting import forget_due

from .content import FOLDER
from .many import load_many_hosts
from .stage import Stage
from .triads import load_triads
from .voicing import Asking
from .walking import AGREED, THIN, Walk


def load_interventions(stage: Stage) -> None:
    """Record who watches a host that is in intervention."""
    for scene in stage.scenes:
        if said := scene.words.get("intervention"):
            day = stage.clock.day
            Intervention.objects.create(
                member=stage.cycle.members.get(body=scene.challenge.host),
                board_on=day(said["board"]),
                commissioner=said["commissioner"],
                commissioner_from=day(said["from"]),
                commissioner_to=day(said["to"]),
                inspection_on=day(said["inspection"]),
                extra_days=said["extra_days"],
            )


def load_shapes(stage: Stage) -> None:
    """Make one challenge of each, in a cycle of their own."""
    if not stage.clock.reached(0):
        return
    words = json.loads((FOLDER / "shapes.json").read_text(encoding="utf-8"))
    cycle = _cycle(stage, words["cycle"])
    stage.shaped = {
        "deep_dive": _deep_dive(stage, cycle, words["deep_dive"]).challenge,
        "health_check": _health_check(stage, cycle, words["health_check"]).challenge,
        "triad": load_triads(stage, cycle, _shape(stage, Shape.Kind.TRIAD))[0].challenge,
        "many_hosts": load_many_hosts(stage, cycle, _shape(stage, Shape.Kind.MANY_HOSTS))[0].challenge,
        "progress_review": _progress_review(stage, cycle, words["progress_review"]).challenge,
    }


def _cycle(stage: Stage, words: dict[str, Any]) -> Cycle:
    """Make the cycle, whose members have signed as they did for the round."""
    cycle = Cycle.objects.create(
        programme=stage.cycle.programme,
        name=words["name"],
        starts_on=stage.clock.day(words["starts"]),
        ends_on=stage.clock.day(words["ends"]),
        framework=stage.cycle.framework,
        agreement_text=stage.cycle.agreement_text,
        released_at=stage.clock.moment(words["starts"]),
        released_by=stage.people["rana"],
    )
    for key in words["members"]:
        member = CycleMember.objects.create(cycle=cycle, body=stage.bodies[key])
        signed = Agreement.objects.get(member__cycle=stage.cycle, member__body=member.body)
        kept = ("office", "signed_name", "signed_on", "recorded_by")
        Agreement.objects.create(member=member, **{name: getattr(signed, name) for name in kept})
    return cycle


def _shape(stage: Stage, kind: str) -> Shape:
    shapes = Shape.objects.filter(programme=stage.cycle.programme, kind=kind)
    return shapes.first() or Shape.objects.create(programme=stage.cycle.programme, **usual(kind))


def _deep_dive(stage: Stage, cycle: Cycle, words: dict[str, Any]) -> Walk:
    """Walk a deep dive to its letter, which is being drafted."""
    walk = Walk(stage, words)
    walk.propose(cycle, _shape(stage, Shape.Kind.DEEP_DIVE))
    walk.prepare()
    walk.visit()
    wrote = walk.by(walk.lead, words["visit"] + 4)
    for row in words["findings"]:
        walk.say(row, words["visit"] + 1)
    write_section(challenge=walk.challenge, key="next_steps", text=words["next_steps"], version=0, **wrote)
    text, actor, timescale = words["recommendation"]
    findings = walk.challenge.findings.filter(kind="development")
    recommend(challenge=walk.challenge, text=text, actor=actor, timescale=timescale, findings=findings, **wrote)
    return walk


def _health_check(stage: Stage, cycle: Cycle, words: dict[str, Any]) -> Walk:
    """Walk a staff health check to its commitments, and let staff have been asked again a year later."""
    walk = Walk(stage, words)
    walk.propose(cycle, _shape(stage, Shape.Kind.HEALTH_CHECK))
    walk.prepare()
    survey, rounds = Asking(walk, words), words["rounds"]
    survey.ask(rounds[0])
    walk.visit()
    for row in words["commitments"]:
        _promise(walk, row)
    walk.take("conclude", words["concluded"])
    for said in rounds[1:]:
        survey.ask(said)
    forget_due(stage.clock.now)
    return walk


def _promise(walk: Walk, row: dict[str, Any]) -> None:
    said = {"said": row["said"], "will_do": row["will_do"], "due": walk.stage.clock.day(row["due"])}
    told = walk.by(walk.sponsor, walk.words["concluded"] - 5)
    made = make_commitment(challenge=walk.challenge, **said, **told)
    if row["status"] != "open":
        made.challenge = walk.challenge
        ended = {"status": row["status"], "why": row["why"], "seen": made.version}
        edit_commitment(commitment=made, **said, **ended, **walk.by(walk.sponsor, row["due"]))


def _progress_review(stage: Stage, cycle: Cycle, words: dict[str, Any]) -> Walk:
    """Walk a progress review to its draft: some findings are opened again, one still waits for the lead's word."""
    original = next(scene for scene in stage.scenes if scene.key == words["host"])
    walk = Walk(stage, words)
    review = plan_review(
        original=original.challenge,
        cycle=cycle,
        shape=_shape(stage, Shape.Kind.PROGRESS_REVIEW),
        starts_on=stage.clock.day(words["visit"]),
        despite=AGREED,
        **walk.by(walk.rana, words["proposed"]),
    )
    walk.challenge = review.challenge
    walk.prepare()
    walk.visit()
    told = walk.by(walk.lead, words["visit"] + 2)
    for one, (verdict, text, is_agreed) in zip(again(review), words["reopened"], strict=False):
        made = reopen(review=review, original=one.original, verdict=verdict, text=text, seen=0, **told)
        if is_agreed:
            agree_finding(finding=made.finding, thin_reason=THIN, seen=made.finding.version, **told)
    return walk
