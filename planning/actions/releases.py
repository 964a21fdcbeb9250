"""Releasing a draft: what stands becomes what the draft says, by the same actions as anything done by hand."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from cycles import emails
from cycles.actions import challenge as challenges
from cycles.actions import life, team
from cycles.actions import visit as visits
from cycles.models import Challenge, Cycle, Seat, Shape, Visit
from cycles.queries.intervention import days_offered
from people.models import Body, Person
from people.refusal import Refusal
from planning.live import standing
from planning.models import Draft, Release, ReleaseChange
from planning.queries.facts import facts_of
from planning.releasing import Release as Releasing
from planning.releasing import rules_in_the_way
from planning.sketch import Change, PlannedSeat, PlannedVisit, Sketch

from . import drafts

STALE = (
    "The plan has changed since this draft last looked at it. Look again, so that nothing of it is lost, then release. "
    "Nothing was changed."
)


@transaction.atomic
def release(
    *,
    draft: Draft,
    version: int,
    note: str = "",
    despite: str = "",
    told: Collection[str] = (),
    by: Person,
    at: datetime,
) -> Release:
    """Carry a draft out: visits get their days, people are pencilled in or asked, and the plan is public.

    `told` are the keys of the notices to send (`Releasing.notices`); nobody else hears anything.
    `despite` is the reason for going against rules that allow it. Of two releases at once the second
    is refused, because what stands is no longer what its draft began from.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).select_related("programme__region").get(pk=draft.cycle_id)
    fresh = drafts.hold(draft, version)
    sketch, base = Sketch.of(fresh.sketch), Sketch.of(fresh.base)
    if standing(cycle, localdate(at)) != base:
        raise Refusal(STALE)
    releasing = Releasing(cycle, sketch, base)
    cost = _judge(fresh, releasing, despite, at)
    last = cycle.releases.aggregate(Max("number"))["number__max"] or 0
    made = Release.objects.create(
        cycle=cycle, number=last + 1, draft=fresh, note=note, cost=cost, released_by=by, released_at=at
    )
    _Carrying(made, releasing, reason=despite or note or str(made), told=set(told), by=by, at=at).run()
    fresh.status = Draft.Status.RELEASED
    fresh.save()
    if cycle.released_at is None:
        Cycle.objects.filter(pk=cycle.pk).update(released_at=at, released_by=by)
    return made


def _judge(draft: Draft, releasing: Releasing, despite: str, at: datetime) -> int:
    """Refuse what may not be released; return what the plan costs."""
    cycle, sketch = releasing.cycle, releasing.sketch
    if unplaced := releasing.unplaced():
        raise Refusal(
            f"No days any more for {', '.join(unplaced)}. Give the visit a week, or postpone or cancel the challenge."
        )
    if not releasing.changes and cycle.released_at is not None:
        raise Refusal("This draft changes nothing of the plan as it stands. Nothing was released.")
    problem = facts_of(cycle, sketch, localdate(at))
    people = Person.objects.in_bulk({one for plan in (sketch, releasing.base) for v in plan for one in v.people})
    found = rules_in_the_way(problem, sketch, releasing.base, people)
    if found.forbidden:
        raise Refusal(f"This plan breaks rules that always hold: {' '.join(found.forbidden)} Nothing was released.")
    if found.doubtful and not despite:
        raise Refusal(f"Say why you go against these rules: {' '.join(found.doubtful)}", "despite")
    return found.cost


class _Carrying:
    """The changes of one release, carried out: who goes first, then days, then who comes."""

    def __init__(
        self, made: Release, releasing: Releasing, *, reason: str, told: set[str], by: Person, at: datetime
    ) -> None:
        self.made, self.releasing, self.reason, self.told = made, releasing, reason, told
        self.by, self.at = by, at
        self.challenges: dict[int, Challenge] = dict(releasing.challenges)

    def run(self) -> None:
        changes = self.releasing.changes
        for change in changes:
            for person in change.goes:
                self._goes(change, person)
        moving = [change for change in changes if change.is_moved or change.is_new]
        self._free_days(moving)
        for change in moving:
            self._place(change)
        self._keep_days(moving)
        for change in changes:
            for seat in change.visit.seats:
                if seat.person in change.comes:
                    self._comes(change, seat)
        self._write_down()

    def _goes(self, change: Change, person: int) -> None:
        seat = self.releasing.seats[change.visit.challenge, person]
        tells = f"ended-{change.visit.key}-{person}" in self.told
        seat.challenge = self.challenges[change.visit.challenge]
        team.withdraw(seat=seat, tells=tells, by=self.by, at=self.at)

    def _free_days(self, moving: list[Change]) -> None:
        """Two visits may change weeks with the same people in both: their days bind again when all have moved."""
        moved = [change.visit.challenge for change in moving if change.is_moved]
        self.freed = list(Seat.objects.keeping_days().filter(challenge__in=moved).values_list("pk", flat=True))
        Seat.objects.filter(pk__in=self.freed).update(keeps_days=False)

    def _keep_days(self, moving: list[Change]) -> None:
        Seat.objects.filter(pk__in=self.freed).update(keeps_days=True)
        for change in moving:
            if change.visit.challenge is not None:
                visits.refuse_clashes(Visit.objects.get(challenges=change.visit.challenge))
                self._tell_days(change)

    def _longer(self, visit: PlannedVisit, shape: Shape) -> int:
        """Return the days more a visit is planned with, as far as they are still offered to its host."""
        return min(max(visit.days - shape.days, 0), days_offered(self.made.cycle).get(visit.host, 0))

    def _place(self, change: Change) -> None:
        """Give a visit its days: a new challenge, a postponed one that goes on, or one that moves."""
        visit = change.visit
        if visit.challenge is None:
            host, shape = Body.objects.get(pk=visit.host), Shape.objects.get(pk=visit.shape)
            self.challenges[visit.key] = challenges.create(
                cycle=self.made.cycle,
                host=host,
                shape=shape,
                topic=visit.topic,
                starts_on=visit.starts_on,
                extra_days=self._longer(visit, shape),
                despite=self.reason,
                by=self.by,
                at=self.at,
            )
            return
        challenge = self.challenges[visit.challenge]
        days = {"starts_on": visit.starts_on, "despite": self.reason, "by": self.by, "at": self.at}
        if change.is_new:
            life.resume(challenge=challenge, tells=False, **days)
        else:
            visits.move_visit(challenge=challenge, **days)

    def _tell_days(self, change: Change) -> None:
        prefix = f"moved-{change.visit.key}-"
        wanted = {int(key.removeprefix(prefix)) for key in self.told if key.startswith(prefix)}
        challenge = Challenge.objects.with_host().get(pk=change.visit.challenge)
        for notice in self.releasing.notices() if wanted else ():
            if notice.key.startswith(prefix) and notice.recipient.pk in wanted:
                emails.visit_moved(challenge, notice.recipient, self.at)

    def _comes(self, change: Change, seat: PlannedSeat) -> None:
        person = self.releasing.people[seat.person]
        act = team.invite if f"invite-{change.visit.key}-{person.pk}" in self.told else team.pencil_in
        act(
            challenge=self.challenges[change.visit.key],
            person=person,
            role=seat.role,
            peer=seat.peer,
            case_data=seat.peer in (Seat.Peer.OFFICER, Seat.Peer.PARTNER),
            by=self.by,
            at=self.at,
        )

    def _write_down(self) -> None:
        ReleaseChange.objects.bulk_create(
            ReleaseChange(
                release=self.made,
                challenge=self.challenges[change.visit.key],
                sentence=sentence[:400],
                is_public=is_public,
            )
            for change, sentence, is_public in self.releasing.sentences()
        )
