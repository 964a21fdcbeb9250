"""Loading what follows the report: why findings changed, corrections of published words, what the clock is told."""

from typing import Any

from cycles.models import State
from reports.compose import document_of
from reports.correcting import corrected, places
from reports.models import ChangeReason, ClockStep, Correction, Edition, Report
from reports.models.edition import AT_SIGNING
from reports.queries import paths_of

from .stage import Scene


def load_afterwards(scene: Scene) -> None:
    """Make what follows the report as far as the life of the challenge has come."""
    report = Report.objects.select_related("challenge", "publication").filter(challenge=scene.challenge).first()
    if report is None or not scene.been(State.DRAFTING):
        return
    _load_reasons(scene, report)
    for words in scene.words.get("clock", []):
        if scene.clock.reached(words["on"]):
            _load_step(scene, words)
    if scene.been(State.PUBLISHED):
        for number, words in enumerate(scene.words.get("corrections", []), 2):
            _load_correction(scene, report, number, words)


def _load_reasons(scene: Scene, report: Report) -> None:
    """Let the lead have said why a finding reads otherwise than it was presented."""
    said = scene.words.get("presentation", {}).get("reasons", {})
    paths = {path.ref: path for path in paths_of(scene.challenge)}
    for number, words in said.items():
        path = paths[scene.findings[int(number)].ref]
        ChangeReason.objects.create(
            report=report,
            finding=path.ref,
            sha256=path.sha256,
            reason=words["reason"],
            softened=words.get("softened", False),
            given_by=scene.lead,
            given_at=scene.clock.moment(scene.began(State.DRAFTING) + 4),
        )


def _load_step(scene: Scene, words: dict[str, Any]) -> None:
    met = words.get("met")
    ClockStep.objects.create(
        challenge=scene.challenge,
        step=words["step"],
        met_on=scene.clock.day(met) if met is not None else None,
        reason=words.get("reason", ""),
        stated_by=scene.coordinator,
        stated_at=scene.clock.moment(words["on"], "15:30"),
    )


def _load_correction(scene: Scene, report: Report, number: int, words: dict[str, Any]) -> None:
    """Put words right, sign and publish; a day that has not come leaves it unsigned, or signed and waiting."""
    clock = scene.clock
    if not clock.reached(words["begun"]):
        return
    tree = document_of(report).to_json()
    place = next(place for place in places(tree) if words["was"] in place.words)
    change = {"place": place.name, "was": place.words, "now": place.words.replace(words["was"], words["now"])}
    made = Correction(report=report, number=number, changes=[change], begun_at=clock.moment(words["begun"]))
    if clock.reached(words["signed"]):
        on = clock.day(words["signed"])
        document = corrected(tree, made.changes, number=number, reason=words["reason"], on=on)
        made.reason, made.tree, made.tree_sha256 = words["reason"], document.to_json(), document.sha256()
        made.signed_at, made.signed_by = clock.moment(words["signed"], "14:00"), scene.lead
        _ask(report, made)
    if clock.reached(words["published"]):
        made.published_at, made.published_by = clock.moment(words["published"], "10:00"), scene.coordinator
    made.save()
    if made.published_at:
        _show(report, made)


def _ask(report: Report, made: Correction) -> None:
    """Have the corrected editions wait for a worker, and say that the check passed them, as for the first version."""
    Edition.objects.bulk_create(
        Edition(
            report=report, what=what, form=form, tree=made.tree, tree_sha256=made.tree_sha256, asked_at=made.signed_at
        )
        for what, form in AT_SIGNING
    )
    report.identity_checks.create(
        tree_sha256=made.tree_sha256, content_sha256=made.tree_sha256, status="done", ran_at=made.signed_at
    )


def _show(report: Report, made: Correction) -> None:
    shown = report.publication
    editions = report.editions.filter(tree_sha256=made.tree_sha256, what="report")
    shown.html, shown.pdf = editions.get(form="html"), editions.get(form="pdf")
    shown.corrected_at = made.published_at
    shown.save()
