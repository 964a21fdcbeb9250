"""A progress review: planned from its original, whose findings it opens again, and whose clock it meets."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cycles.history import note_event
from cycles.models import Challenge, Cycle, Event, Shape, State
from followup import queries
from followup.actions import reviewing as actions
from followup.models import ProgressReview, Reopening
from followup.queries.reviewing import original_team
from people.refusal import Refusal
from reports.actions.accuracy import send_to_host
from reports.compose import compose
from reports.models import Report
from reports.queries.clock import clock_of, with_clock
from reviews.models import Finding
from tests import world as worlds
from tests.access import oracle
from tests.access.full import full_world
from tests.followup.test_indicators import publish
from tests.waits import waits_on
from tests.world import NOW, ROLE_OF_CAST

DAY = {"starts_on_day": "14", "starts_on_month": "12", "starts_on_year": "2027"}
SAID = {"verdict": "moved", "text": "Plans begin at 15 now in two of three areas.", "version": 0}


@pytest.fixture
def reviewed(db, clock):
    """The published challenge with its review proposed: Tom and Mina sit in both."""
    world = full_world(State.PUBLISHED)
    publish(world)
    world.shape = Shape.objects.create(
        programme=world.programme, name="Progress review", kind=Shape.Kind.PROGRESS_REVIEW, days=2, team_size=2
    )
    world.original = world.challenge
    Finding.objects.filter(challenge=world.original).update(status=Finding.Status.AGREED)
    world.review = actions.plan_review(
        original=world.original,
        cycle=world.cycle,
        shape=world.shape,
        starts_on=NOW.date() + timedelta(days=307),
        by=world.rana,
        at=NOW,
    )
    world.challenge = Challenge.objects.with_host().get(pk=world.review.challenge_id)
    return world


def at_state(world, state):
    Challenge.objects.filter(pk=world.challenge.pk).update(state=state)
    world.challenge.refresh_from_db()


def moved(world, old, new, day):
    note_event(challenge=world.challenge, what="move", sentence="Moved", by=None, at=day, from_state=old, to_state=new)
    at_state(world, new)


@pytest.mark.breaks_rules
def test_the_team_is_led_from_home_to_what_it_has_not_opened_again(reviewed):
    world, today = reviewed, NOW.date()
    worlds.seat(world.challenge, world.petra, "reviewer")
    at_state(world, State.PREPARING)
    assert waits_on(queries, world.petra.user, today) == []
    at_state(world, State.DRAFTING)
    many = Finding.objects.agreed().filter(challenge=world.original).count()
    (line,) = waits_on(queries, world.petra.user, today)
    assert line.what == f"Open {many} findings of the first challenge again"
    assert line.url == reverse("followup:progress_review", args=[world.challenge.ref])
    for number, finding in enumerate(Finding.objects.agreed().filter(challenge=world.original)):
        said = {"verdict": "moved", "text": f"Seen {number}", "seen": 0}
        actions.reopen(review=world.review, original=finding, by=world.petra, at=NOW, **said)
    assert waits_on(queries, world.petra.user, today) == []


@pytest.mark.breaks_rules
def test_it_is_a_challenge_of_its_own_with_the_original_team_first_in_line(reviewed, signed_in):
    world, client = reviewed, signed_in(reviewed.rana)
    assert (world.challenge.host, world.challenge.purpose, world.challenge.state) == (
        world.host,
        "progress",
        "proposed",
    )
    worlds.seat(world.challenge, world.tom, "lead")
    people = [(then.person.name, now and now.status) for then, now in original_team(world.review)]
    assert people[:3] == [("Tom", "accepted"), ("Mina", None), ("Amir", None)]
    page = client.get(reverse("followup:progress_review", args=[world.challenge.ref])).content.decode()
    assert reverse("cycles:invite", args=[world.challenge.ref, world.mina.ref]) in page
    back = client.get(reverse("followup:progress_review", args=[world.original.ref])).content.decode()
    assert reverse("cycles:challenge", args=[world.challenge.ref]) in back
    for key in ("mina", "amir"):
        worlds.train(getattr(world, key)) if not hasattr(getattr(world, key), "profile") else None
    pool = client.get(reverse("cycles:candidates", args=[world.challenge.ref]), {"role": "reviewer"}).context["page"]
    places = [(bool(one["against"]), not one["first"]) for one in pool.paginator.object_list]
    assert places == sorted(places)
    assert {one["person"] for one in pool.paginator.object_list if one["first"]} >= {world.mina, world.amir}
    plan = reverse("followup:plan_review", args=[world.original.ref])
    Challenge.objects.filter(pk=world.challenge.pk).update(topic="Another")
    posted = client.post(plan, {"cycle": world.cycle.ref, "shape": world.shape.ref, **DAY})
    assert (posted.status_code, ProgressReview.objects.count()) == (302, 2)
    assert client.post(plan, {"cycle": world.cycle.ref, "shape": world.shape.ref}).status_code == 422
    with pytest.raises(Refusal, match="comes after the visit"):
        actions.plan_review(
            original=world.original, cycle=world.cycle, shape=world.shape, starts_on=NOW.date(), by=world.rana, at=NOW
        )


@pytest.mark.breaks_rules
def test_each_finding_is_opened_again_and_the_report_says_what_became_of_it(reviewed, signed_in):
    world, client = reviewed, signed_in(reviewed.tom)
    worlds.seat(world.challenge, world.tom, "lead")
    at_state(world, State.ON_SITE)
    originals = list(Finding.objects.agreed().filter(challenge=world.original).in_order())
    form = reverse("followup:reopen_finding", args=[world.challenge.ref, originals[0].ref])
    assert originals[0].text in client.get(form).content.decode()
    assert client.post(form, {"text": "", "version": 0}).status_code == 422
    assert client.post(form, SAID).status_code == 302
    again = Reopening.objects.select_related("finding").get()
    assert (again.finding.challenge, again.finding.status, again.finding.kind) == (
        world.challenge, "draft", originals[0].kind,
    )  # fmt: skip
    assert client.post(form, {**SAID, "verdict": "no_longer", "version": again.finding.version}).status_code == 302
    stale = client.post(form, {**SAID, "text": "Other", "version": 0})
    assert (stale.status_code, "Other" in stale.content.decode()) == (409, True)
    report = Report.objects.create(challenge=world.challenge)

    def section():
        tree = compose(report)
        return next(part for part in tree.sections if part.anchor == "reopened"), tree

    assert [row[2] for row in section()[0].blocks[1].rows] == ["Not looked at again"] * len(originals)
    Finding.objects.filter(pk=again.finding_id).update(status=Finding.Status.AGREED, agreed_by=world.tom)
    part, tree = section()
    row = next(row for row in part.blocks[1].rows if row[1] == originals[0].text)
    assert row[2:] == ("No longer true", SAID["text"])
    assert not any(said.anchor == "findings" for said in tree.sections)
    at_state(world, State.DRAFTING)
    Reopening.objects.create(
        review=world.review, original=Finding.objects.create(challenge=world.original, kind="strength", text="Old",
                                                             status="agreed", agreed_by=world.tom),
        verdict="moved", finding=Finding.objects.create(challenge=world.challenge, kind="strength", text="Draft"),
    )  # fmt: skip
    with pytest.raises(Refusal, match=f"{len(originals)} of the {len(originals) + 1} findings"):
        send_to_host(challenge=world.challenge, by=world.tom, at=NOW)
    here = client.get(reverse("followup:progress_review", args=[world.challenge.ref])).text
    assert f"1 of {len(originals) + 1} is opened again" in here
    for other in originals[1:]:
        said = {"verdict": "still_true", "text": "As before.", "seen": 0, "by": world.tom, "at": NOW}
        actions.reopen(review=world.review, original=other, **said)
    Finding.objects.filter(challenge=world.challenge).update(status=Finding.Status.AGREED, agreed_by=world.tom)
    world.challenge.refresh_from_db()
    assert send_to_host(challenge=world.challenge, by=world.tom, at=NOW).state == State.ACCURACY
    elsewhere = Finding.objects.create(challenge=world.challenge, kind="strength", text="Seen in passing")
    with pytest.raises(Refusal, match="not a finding of the challenge"):
        actions.reopen(review=world.review, original=elsewhere, verdict="moved", text="-", seen=0, by=world.tom, at=NOW)


@pytest.mark.breaks_rules
def test_the_clock_of_the_original_is_met_by_its_review(reviewed, signed_in):
    world = reviewed

    def ticks():
        challenge = with_clock().get(pk=world.original.pk)
        return {tick.step: tick.met_on for tick in clock_of(challenge, timezone.localdate(NOW))}

    assert (ticks()[10], ticks()[12]) == (None, None)
    held, public = NOW + timedelta(days=308), NOW + timedelta(days=350)
    moved(world, State.ON_SITE, State.DRAFTING, held)
    assert (ticks()[10], ticks()[12]) == (held.date(), None)
    moved(world, State.FINAL, State.PUBLISHED, public)
    assert (ticks()[10], ticks()[12]) == (held.date(), public.date())
    form = signed_in(world.rana).get(reverse("reports:keep_clock", args=[world.original.ref])).content.decode()
    assert form.count(f"on {public:%-d %B %Y}") == 1
    assert form.count(f"on {held:%-d %B %Y}") == 1
    assert Event.objects.filter(challenge=world.original, what="plan_review").count() == 1
    assert Cycle.objects.count() == 1


@pytest.mark.breaks_rules
def test_who_may_open_a_finding_again_is_as_the_table_says(reviewed, signed_in):
    world = reviewed
    for key, (role, peer) in worlds.SEATS.items():
        worlds.seat(world.challenge, getattr(world, key), role, peer)
    finding = Finding.objects.agreed().filter(challenge=world.original).first()
    form = reverse("followup:reopen_finding", args=[world.challenge.ref, finding.ref])
    for state in (State.PREPARING, State.ON_SITE, State.PUBLISHED):
        at_state(world, state)
        for key in ROLE_OF_CAST:
            allowed = oracle.decided("reviews.draft_finding", key, state)
            got = signed_in(getattr(world, key)).get(form).status_code
            assert got in ({200} if allowed else oracle.refusals(key, "reviews.draft_finding")), (key, state)
