"""A clock over two years of one challenge: each duty appears, moves, is reminded of and done as the ladder says.

What happened is kept in `two_years.txt`, for a person to read. When it should change, remove the
file and run this test twice: the first run writes it anew and fails, so that somebody looks.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from cycles import duties, history
from cycles.actions import duty as actions
from cycles.actions import life
from cycles.actions import visit as visits
from cycles.models import Component, Meeting, State
from followup.models import Indicator, IndicatorPoint
from notices.actions.ladder import climb
from notices.models import Duty, Message
from people.models import Training
from reports.models import AccuracyRound, ClockStep, Edition, Presentation, Report, SignOff
from reviews.models import Document, DocumentRequest
from tests import world as worlds
from tests.world import LONDON

KEPT = Path(__file__).with_name("two_years.txt")
VISIT = date(2027, 10, 12)
RUNGS = ("remind_on", "due_on", "late_on", "escalate_on")


class Story:
    """The challenge, its clock, and what was written down of both."""

    def __init__(self, world):
        self.world, self.lines, self.known, self.seen = world, [], {}, 0
        self.challenge = world.challenge

    def at(self, day):
        return datetime.combine(day, time(9), LONDON)

    def say(self, day, words):
        self.lines.append(f"{day:%a %d %b %Y}  {words}")

    def step(self, day, words, act):
        """Let something happen, and write down what it changes."""
        self.say(day, f"── {words}")
        if act is not None:
            act(self.at(day))
        duties.keep_in_step([self.challenge.pk], self.at(day))
        self.compare(day)

    def compare(self, day):
        rows = Duty.objects.filter(about=self.challenge.ref).exclude(kind__contains=":").order_by("due_on", "kind")
        for row in rows.prefetch_related("holders__person"):
            was, now = self.known.get(row.kind), standing(row)
            if was != now:
                self.say(day, f"   {row.kind}: {told(was, now, row)}")
            self.known[row.kind] = now

    def remind(self, day):
        """Climb the ladder, and write down who would hear of what."""
        climb(at=self.at(day))
        found = Message.objects.filter(pk__gt=self.seen, duty__isnull=False).select_related("duty", "recipient")
        for row in found.exclude(duty__kind__contains=":").order_by("duty__kind", "kind", "recipient__name"):
            self.say(day, f"   {row.kind}: {row.recipient}, {row.duty.kind}")
        self.seen = max([self.seen, *Message.objects.values_list("pk", flat=True)])

    def rungs(self, after, until):
        """Return the days between two steps on which a rung of an open duty comes."""
        found = Duty.objects.open().filter(about=self.challenge.ref).values_list(*RUNGS)
        return sorted({day for row in found for day in row if day and after < day < until})

    def move(self, name):
        return lambda at: history.advance(challenge=self.challenge, move=name, by=None, at=at)

    def meet(self, kind):
        return lambda at: Meeting.objects.create(
            challenge=self.challenge, kind=kind, starts_at=at, ends_at=at + timedelta(hours=1), held=True
        )

    def send(self, kind):
        return lambda at: Document.objects.create(challenge=self.challenge, kind=kind, title=kind)

    def ask(self, at):
        DocumentRequest.objects.create(
            challenge=self.challenge, kind="board", title="Minutes", due_on=VISIT, requested_by=self.world.mina
        )

    def answer(self, at):
        Document.objects.create(
            challenge=self.challenge, kind="board", title="Minutes", request=DocumentRequest.objects.get()
        )

    def record(self, *keys):
        return lambda at: Component.objects.bulk_create(
            Component(challenge=self.challenge, key=key, done_at=at, done_by=self.world.mina) for key in keys
        )

    def unrecord(self, at):
        Component.objects.filter(key="briefing").delete()

    def change(self, what, kind, **given):
        return lambda at: what(duty=Duty.objects.get(kind=kind), version=0, by=self.world.rana, at=at, **given)

    def freeze(self, at):
        Presentation.objects.create(challenge=self.challenge, frozen=[], frozen_at=at, frozen_by=self.world.tom)

    def letter(self, at):
        report = Report.objects.create(challenge=self.challenge)
        Edition.objects.create(
            report=report, what="letter", form="pdf", tree={}, status="ready", sha256="a", asked_at=at, made_at=at
        )

    def open_round(self, at):
        self.move("send_to_host")(at)
        AccuracyRound.objects.create(
            report=self.challenge.report, number=1, opened_at=at, due_on=date(2028, 1, 6), tree={}, tree_sha256="a"
        )

    def close_round(self, at):
        AccuracyRound.objects.update(ended="checked", closed_at=at, closed_by=self.world.carys)

    def agree(self, at):
        SignOff.objects.create(
            report=self.challenge.report, body=self.world.host, signed_by=self.world.carys, signed_at=at
        )

    def measure(self, months):
        """Write a value of the one indicator down; the first time it is chosen."""

        def act(at):
            indicator, _ = Indicator.objects.get_or_create(challenge=self.challenge, name="Plans agreed by 16")
            IndicatorPoint.objects.create(
                indicator=indicator,
                months=months,
                value=62,
                recorded_at=at,
                frozen=True,
                attribution="Nothing we know of",
            )

        return act

    def state(self, step):
        return lambda at: ClockStep.objects.create(
            challenge=self.challenge, step=step, met_on=at.date(), stated_by=self.world.rana, stated_at=at
        )


def standing(row):
    if row.done_at:
        return "done"
    if row.not_needed_reason:
        return "not needed"
    return f"{'paused' if row.paused else 'due'} {row.due_on:%-d %b %Y}"


def told(was, now, row):
    who = ", ".join(sorted(held.person.name for held in row.holders.all() if held.rung == 0))
    return f"{now}, waits for {who or 'nobody'}" if was is None else f"{was} → {now}"


def script(story):
    """What happens in the two years, in order: the day, what people would call it, and what is done."""
    world, challenge = story.world, story.challenge
    rana = world.rana

    return [
        (date(2027, 3, 1), "The plan is made", None),
        (date(2027, 5, 27), "Scoping starts, two days late", story.move("start_scoping")),
        (date(2027, 6, 7), "The scoping meeting is held", story.meet("planning")),
        (date(2027, 6, 28), "Scope agreed, preparing starts", story.move("start_preparing")),
        (
            date(2027, 7, 5),
            "Cases are audited elsewhere",
            story.change(actions.mark_not_needed, "case_audit", reason="Done"),
        ),
        (
            date(2027, 7, 30),
            "Somebody joins, the team stands",
            lambda at: worlds.seat(challenge, world.sam, "reviewer"),
        ),
        (date(2027, 8, 12), "Documents are asked for", story.ask),
        (
            date(2027, 8, 16),
            "The visit moves three weeks",
            lambda at: visits.move_visit(challenge=challenge, starts_on=date(2027, 11, 2), by=rana, at=at),
        ),
        (date(2027, 9, 13), "The self-assessment is sent", story.send("self_assessment")),
        (date(2027, 9, 20), "An indicator is chosen, with its baseline", story.measure(0)),
        (date(2027, 10, 4), "The data pack is sent, late", story.send("data_pack")),
        (
            date(2027, 10, 5),
            "The documents get a week more",
            story.change(actions.extend, "documents", due_on=date(2027, 10, 12), reason="Half of them are ready"),
        ),
        (
            date(2027, 10, 7),
            "An inspection: postponed",
            lambda at: life.postpone(challenge=challenge, cause="inspection", reason="Ofsted", by=rana, at=at),
        ),
        (
            date(2027, 10, 18),
            "Resumed, two weeks later than planned",
            lambda at: life.resume(challenge=challenge, starts_on=date(2027, 11, 16), by=rana, at=at),
        ),
        (date(2027, 10, 25), "The documents are sent", story.answer),
        (
            date(2027, 10, 27),
            "Their receipt is recorded",
            lambda at: DocumentRequest.objects.update(received_at=at),
        ),
        (date(2027, 11, 2), "The team talks; the timetable is agreed", story.meet("team_call")),
        (date(2027, 11, 3), "Three parts are recorded", story.record("timetable", "data_analysis", "planning_meeting")),
        (date(2027, 11, 5), "The last parts are recorded", story.record("briefing", "feedback_booked")),
        (date(2027, 11, 8), "The briefing was not sent after all", story.unrecord),
        (date(2027, 11, 10), "It is sent", story.record("briefing")),
        (date(2027, 11, 16), "The team goes on site", story.move("go_on_site")),
        (date(2027, 11, 18), "The presentation is frozen, the team leaves", story.freeze),
        (date(2027, 11, 19), "The site is left, a day late", story.move("leave_site")),
        (date(2027, 11, 25), "The letter is ready", story.letter),
        (date(2027, 12, 13), "The draft goes to the host, late", story.open_round),
        (date(2028, 1, 5), "The host has checked", story.close_round),
        (date(2028, 1, 12), "Signed, late", story.move("sign")),
        (date(2028, 1, 25), "The host agrees", story.agree),
        (date(2028, 2, 1), "Published", story.move("publish")),
        (date(2028, 4, 11), "The action plan is public", story.state(5)),
        (date(2028, 5, 2), "The indicator is measured at 3 months", story.measure(3)),
        (date(2028, 5, 18), "Follow-up begins", story.move("begin_follow_up")),
        (date(2028, 8, 14), "The indicator is measured at 6 months, late", story.measure(6)),
        (date(2028, 9, 20), "The progress review is held, late", story.state(10)),
        (date(2028, 11, 17), "Its report is public", story.state(12)),
        (date(2028, 12, 1), "Closed", story.move("close")),
    ]


@pytest.mark.breaks_rules
def test_two_years_of_a_challenge_go_as_the_ladder_says(world_at):
    world = world_at(State.PROPOSED)
    world.cycle.released_at = None
    visits.rebook(visit=world.challenge.visit, first=VISIT, last=VISIT + timedelta(days=2))
    Training.objects.update(expires_on=date(2030, 1, 1))
    story = Story(world)
    steps = script(story)
    for (day, words, act), (following, *_) in zip(steps, [*steps[1:], (date(2029, 3, 1),)], strict=True):
        story.step(day, words, act)
        story.remind(day)
        for rung in story.rungs(day, following):
            story.remind(rung)
    text = "\n".join(story.lines) + "\n"
    if not KEPT.exists():
        KEPT.write_text(text)
        pytest.fail(f"{KEPT.name} was written. Read it, and run this again.")
    assert text == KEPT.read_text()
    assert not Duty.objects.open().filter(about=world.challenge.ref).exists()
