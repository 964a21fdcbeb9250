"""Home: what waits for somebody costs the same few queries whatever there is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cycles.models import Challenge, HostBody, Meeting, MeetingAction, Seat, State, Visit
from reports.models import AccuracyRound, Report
from reviews.models import DocumentRequest, Finding, Flag, Session, SessionReviewer, UrgentConcern
from tests.world import NOW, ROLE_OF_CAST, SEATS, build

TODAY = NOW.date()
STATES = (State.PREPARING, State.ON_SITE, State.DRAFTING, State.ACCURACY, State.FINAL, State.WITHHELD)
# Sign-in takes two; memberships, oneself, duties with meetings, concerns, what is over, the challenges and what lies
# in them one each;
# those who sign have signatures beside, hosts wishes, and a coordinator cycles, what to decide about teams and what
# other regions ask for.
QUERIES = {
    "rana": 12,
    "tom": 9,
    "mina": 9,
    "petra": 9,
    "amir": 9,
    "joan": 9,
    "olu": 9,
    "nia": 9,
    "carys": 12,
    "ben": 10,
    "grace": 9,
    "idris": 8,
    "ada": 8,
    "sam": 8,
}


def fill(world, count, first):
    """Put down more challenges, one a week from a week on, in each state in turn, with something of every kind."""
    days = [TODAY + timedelta(weeks=first + n) for n in range(count)]
    visits = Visit.objects.bulk_create(Visit(starts_on=day, ends_on=day + timedelta(days=2)) for day in days)
    made = {"cycle": world.cycle, "shape": world.shape, "host": world.host}
    challenges = Challenge.objects.bulk_create(
        Challenge(visit=visit, state=STATES[n % len(STATES)], topic=f"Topic {n}", **made)
        for n, visit in enumerate(visits)
    )
    HostBody.objects.bulk_create(HostBody(challenge=one, body=world.host) for one in challenges)
    seats = Seat.objects.bulk_create(_seat(world, one, key) for one in challenges for key in SEATS)
    sessions = Session.objects.bulk_create(
        Session(challenge=one, day=TODAY, starts="09:00", ends="10:00", kind="group", title="Panel")
        for one in challenges
    )
    SessionReviewer.objects.bulk_create(
        SessionReviewer(session=session, seat=seat)
        for session in sessions
        for seat in seats
        if seat.challenge_id == session.challenge_id
    )
    DocumentRequest.objects.bulk_create(
        DocumentRequest(challenge=one, kind="board", title="Minutes", due_on=day, requested_by=world.mina)
        for one in challenges
        for day in (TODAY, TODAY - timedelta(days=1))
    )
    findings = Finding.objects.bulk_create(Finding(challenge=one, kind="strength", text="Yes.") for one in challenges)
    Flag.objects.bulk_create(
        Flag(challenge=finding.challenge, finding=finding, raised_by=world.olu, sealed=b"x") for finding in findings
    )
    UrgentConcern.objects.bulk_create(
        UrgentConcern(challenge=one, raised_by=world.petra, raised_at=NOW, told_whom="The lead", sealed=b"x")
        for one in challenges
    )
    reports = Report.objects.bulk_create(Report(challenge=one) for one in challenges)
    AccuracyRound.objects.bulk_create(
        AccuracyRound(report=report, number=1, opened_at=NOW, due_on=TODAY, tree={}) for report in reports
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(challenge=one, kind="other", starts_at=NOW, ends_at=NOW + timedelta(hours=1)) for one in challenges
    )
    MeetingAction.objects.bulk_create(
        MeetingAction(meeting=meeting, text="Read it", owner=getattr(world, key), due_on=TODAY)
        for meeting in meetings
        for key in ROLE_OF_CAST
    )


def _seat(world, challenge, key):
    role, peer = SEATS[key]
    days = {"starts_on": challenge.visit.starts_on, "ends_on": challenge.visit.ends_on}
    person = {"person": getattr(world, key), "role": role, "peer": peer, "status": "accepted", "invited_at": NOW}
    return Seat(challenge=challenge, visit=challenge.visit, **days, **person)


@pytest.mark.breaks_rules
def test_home_asks_the_same_few_queries_of_each_of_the_cast_for_one_challenge_a_state_and_for_30(db, clock):
    world = build(State.ON_SITE)
    fill(world, len(STATES), first=2)
    before = {key: asked(world, key) for key in ROLE_OF_CAST}
    for challenge in Challenge.objects.exclude(pk=world.challenge.pk):
        Challenge.objects.filter(pk=challenge.pk).update(topic=f"Before {challenge.topic}")
    fill(world, 30, first=10)
    after = {key: asked(world, key) for key in ROLE_OF_CAST}
    assert {key: queries for key, (queries, _) in before.items()} == QUERIES
    assert {key: queries for key, (queries, _) in after.items()} == QUERIES
    for key in (*SEATS, "rana", "carys", "ben"):
        assert after[key][1] > before[key][1] + 20, key


def asked(world, key):
    """Return how many queries one person's home takes and how many lines it lists."""
    client = Client()
    client.force_login(getattr(world, key).user, backend="allauth.account.auth_backends.AuthenticationBackend")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get(reverse("home"))
    return len(queries), page.context["page"].paginator.count
