"""Loading the first release from a draft: the two members that waited longest for a visit got their days."""

from dataclasses import replace

from planning.actions import drafts
from planning.judging import Judged
from planning.live import standing
from planning.models import Draft, Release, ReleaseChange
from planning.releasing import Release as Releasing
from planning.sketch import NEW, PlannedVisit, Sketch

from .stage import Scene, Stage

LAST_TWO = ("east-riding", "leeds")
REASON = "Two members had no visit yet."
NOTE = "East Riding of Yorkshire and Leeds have their days, so that every member has a visit."
HOUR = "09:30"  # when challenges are proposed


def load_release(stage: Stage) -> None:
    """Write down the release that planned the last two visits, as the draft and its release would have."""
    scenes = {scene.challenge.pk: scene for scene in stage.scenes if scene.key in LAST_TWO}
    at = stage.clock.moment(max(scene.began("proposed") for scene in scenes.values()), HOUR)
    now, rana = standing(stage.cycle, at.date()), stage.people["rana"]
    planned = Sketch(tuple(_planned(visit) if visit.key in scenes else visit for visit in now))
    before = Sketch(tuple(_waiting(visit) if visit.challenge is None else visit for visit in planned))
    draft = drafts.begin(cycle=stage.cycle, reason=REASON, sketch=planned, base=before, by=rana, at=at)
    draft.status = Draft.Status.RELEASED
    draft.save()
    release = Release.objects.create(
        cycle=stage.cycle,
        number=1,
        draft=draft,
        note=NOTE,
        cost=Judged.of(draft.problem, planned, before).cost,
        released_by=rana,
        released_at=at,
    )
    _write_changes(release, planned, before, scenes)


def _planned(visit: PlannedVisit) -> PlannedVisit:
    """A visit as the draft knew it: with days, but with no challenge and no team yet."""
    seats = tuple(replace(seat, person=None, locked=False) for seat in visit.seats)
    return replace(visit, key=NEW + visit.host, challenge=None, seats=seats)


def _waiting(visit: PlannedVisit) -> PlannedVisit:
    return replace(visit, starts_on=None, ends_on=None)


def _write_changes(release: Release, planned: Sketch, before: Sketch, scenes: dict[int, Scene]) -> None:
    made = {NEW + scene.challenge.host_id: scene.challenge for scene in scenes.values()}
    ReleaseChange.objects.bulk_create(
        ReleaseChange(release=release, challenge=made[change.visit.key], sentence=sentence, is_public=is_public)
        for change, sentence, is_public in Releasing(release.cycle, planned, before).sentences()
    )
