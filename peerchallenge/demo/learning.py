"""Loading what the region learns: practice that is offered and asked for, what is taken home, a report of the year."""

from learning.actions import annual, passages, practice, taking_home
from learning.models import Practice

from .stage import Scene, Stage


def load_learning(stage: Stage) -> None:
    """Offer practice, ask for it, write down what is taken home, and let published reports be searched."""
    for scene in stage.scenes:
        _load_practice(scene)
        _load_taken_home(scene)
    for scene in stage.scenes:
        _load_asks(stage, scene)
    passages.keep_in_step()
    annual.make_annual_report(cycle=stage.cycle, by=stage.people["rana"], at=stage.clock.now)


def _load_practice(scene: Scene) -> None:
    for words in scene.words.get("practice", []):
        if scene.challenge and scene.been("published") and scene.clock.reached(words["day"]):
            at = scene.clock.moment(words["day"], "10:00")
            finding = scene.findings[words["finding"]]
            practice.offer(finding=finding, words=words["words"], by=scene.sponsor, at=at)


def _load_taken_home(scene: Scene) -> None:
    for words in scene.words.get("taken_home", []):
        if scene.been("published") and scene.clock.reached(words["day"]):
            at, by = scene.clock.moment(words["day"], "16:00"), scene.person(words["person"])
            taking_home.take_home(challenge=scene.challenge, text=words["text"], by=by, at=at)


def _load_asks(stage: Stage, scene: Scene) -> None:
    for words in scene.words.get("asks", []):
        offered = Practice.objects.filter(finding=scene.findings[words["finding"]])
        asking = next(other for other in stage.scenes if other.key == words["host"])
        if not asking.been("published") or not scene.clock.reached(words["day"]) or not offered.exists():
            continue
        at = scene.clock.moment(words["day"], "11:00")
        made = practice.ask(practice=offered.get(), challenge=asking.challenge, by=asking.sponsor, at=at)
        if "agreed" in words and scene.clock.reached(words["agreed"]):
            agreed = scene.clock.moment(words["agreed"], "09:00")
            practice.agree(exchange=made, by=scene.sponsor, at=agreed)
