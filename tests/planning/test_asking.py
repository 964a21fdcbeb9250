"""What the planner is told of a cycle: shapes, severities, ties, what is over."""

from datetime import date, timedelta

import pytest

from cycles.actions import challenge as challenges
from cycles.models import Challenge, ClosedPeriod, HostBody, ProgrammeSetting, Seat, Shape, ShapePlace
from cycles.planner.problem import Problem
from people.models import BodyTie, Interest
from planning.asking.weeks import days_in_week
from planning.live import standing
from planning.models import Wish
from planning.queries.facts import facts_of
from planning.sketch import NEW
from tests.planning.scene import make_reviewer
from tests.world import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def problem_of(scene):
    data = facts_of(scene.cycle, standing(scene.cycle, TODAY), TODAY)
    assert Problem.of(data)
    return data


def said(scene, key, value):
    ProgrammeSetting.objects.update_or_create(
        programme=scene.programme,
        key=key,
        defaults={"value": value, "reason": "Agreed", "changed_by": scene.rana, "changed_at": NOW},
    )


def row_of(problem, body):
    return next(row for row in problem["challenges"] if row["host"] == body.pk)


def ties_of(problem, person):
    return {(tie["kind"], tie["points"] is None) for tie in problem["ties"] if tie["reviewer"] == person.pk}


def test_a_programme_says_how_hard_each_rule_is(scene):
    ashby, brigg = scene.bodies["Ashby"], scene.bodies["Brigg"]
    BodyTie.objects.create(one=ashby, other=brigg, kind=BodyTie.Kind.NEIGHBOUR)
    BodyTie.objects.create(one=ashby, other=brigg, kind=BodyTie.Kind.SHARED_SERVICE)
    who = scene.people["Brigg director"]
    Interest.objects.create(person=who, body=ashby, kind="employer", ends_on=date(2026, 6, 30))
    assert ties_of(problem_of(scene), who) == {("employer", True), ("neighbour", False), ("shared_service", True)}
    for key in ("plan_former_employer", "plan_shared_service"):
        said(scene, key, "warn")
    said(scene, "plan_neighbour", "ignore")
    assert ties_of(problem_of(scene), who) == {("employer", False), ("shared_service", False)}


def test_weeks_are_closed_doubtful_or_open_as_the_programme_says(scene):
    monday = date(2027, 6, 7)
    for kind, weeks in (("school_break", 0), ("poll", 1)):
        start = monday + timedelta(weeks=weeks)
        ClosedPeriod.objects.create(
            region=scene.region, kind=kind, label=kind, starts_on=start, ends_on=start + timedelta(days=4)
        )
    problem = problem_of(scene)
    start = date.fromisoformat(problem["start"])
    week = (monday - start).days // 7
    row = row_of(problem, scene.bodies["Ashby"])
    assert str(week) in row["blocked"]
    assert row["doubtful"][str(week + 1)]["points"] > 0
    assert not {str(week + 1), str(week + 2)} & set(row["blocked"])
    assert "to prepare" in row["blocked"][str((TODAY - start).days // 7 + 1)]


def test_what_a_host_wishes_is_asked_for(scene):
    member = scene.cycle.members.get(body=scene.bodies["Ashby"])
    Wish.objects.create(
        member=member,
        preferred=["2027-06-07"],
        acceptable=["2027-06-14"],
        required=["Neglect"],
        desired=["Data"],
        changed_by=scene.rana,
        changed_at=NOW,
    )
    profile = scene.people["Brigg director"].profile
    profile.skills = ["neglect", "NEGLECT ", "data  sets"]
    profile.save()
    problem = problem_of(scene)
    brought = {row["id"]: row["skills"] for row in problem["reviewers"]}
    assert {"Neglect", "data  sets"} == set(brought[profile.person_id]) - set(profile.services)
    row = row_of(problem, scene.bodies["Ashby"])
    assert len(row["preferred"]) == len(row["acceptable"]) == 1
    assert row["required"] == ["Neglect"]
    assert row["desired"][0] == "Data"


def test_a_visit_that_has_begun_is_a_fact_and_no_choice(scene):
    made = challenges.create(
        cycle=scene.cycle,
        host=scene.bodies["Ashby"],
        shape=scene.shape,
        topic="Neglect",
        starts_on=date(2027, 2, 9),
        by=scene.rana,
        at=NOW,
    )
    who = scene.people["Brigg director"]
    Seat.objects.create(
        challenge=made,
        person=who,
        role="lead",
        status="accepted",
        visit=made.visit,
        invited_at=NOW,
        starts_on=made.visit.starts_on,
        ends_on=made.visit.ends_on,
    )
    problem = problem_of(scene)
    row = row_of(problem, scene.bodies["Ashby"])
    assert row["slots"] == []
    reviewer = next(one for one in problem["reviewers"] if one["id"] == who.pk)
    assert "visits Ashby" in next(iter(reviewer["why"].values()))
    # Brigg led at Ashby, so nobody from Ashby leads at Brigg.
    swapped = [tie for tie in problem["ties"] if tie["kind"] == "swap"]
    assert {(tie["challenge"], tie["reviewer"]) for tie in swapped} == {
        (NEW + scene.bodies["Brigg"].pk, scene.people["Ashby director"].pk)
    }
    assert problem["shares"][str(scene.bodies["Brigg"].pk)] == [2, 2]  # three places in all, one given


def test_a_mixed_team_asks_for_partners_members_and_people_with_lived_experience(scene):
    roles = [
        ("lead", "officer"),
        ("manager", "officer"),
        ("reviewer", "officer"),
        ("reviewer", "officer"),
        ("reviewer", "partner"),
        ("reviewer", "member"),
        ("reviewer", "lived_experience"),
    ]
    for number, (role, peer) in enumerate(roles, 1):
        grades = ["director"] if role == "lead" else []
        ShapePlace.objects.create(shape=scene.shape, number=number, role=role, peer=peer, grades=grades)
    Shape.objects.filter(pk=scene.shape.pk).update(team_size=7)
    councillor = make_reviewer("Cllr Cole", scene.bodies["Crowle"], "councillor", party="Green")
    member = scene.cycle.members.get(body=scene.bodies["Ashby"])
    Wish.objects.create(member=member, party="Labour", changed_by=scene.rana, changed_at=NOW)
    problem = problem_of(scene)
    assert len(row_of(problem, scene.bodies["Ashby"])["slots"]) == 7
    fills = {row["id"]: row["fills"] for row in problem["reviewers"]}
    assert fills[councillor.pk] == ["reviewer/member"]
    assert ("party", False) in ties_of(problem, councillor)
    assert not any("member" in slot for slot in fills[scene.people["Ashby director"].pk])


def test_in_triads_host_lead_and_observer_take_turns(scene):
    Shape.objects.filter(pk=scene.shape.pk).update(kind=Shape.Kind.TRIAD, team_size=1)
    problem = problem_of(scene)
    assert {tuple(turns) for turns in problem["rotation"]["slots"].values()} == {(1, 1)}
    assert sorted(slot.split("/")[0] for slot in problem["rotation"]["slots"]) == ["lead", "observer"]


def test_a_progress_review_wants_the_team_that_came_before(scene):
    test_a_visit_that_has_begun_is_a_fact_and_no_choice(scene)
    review = Shape.objects.create(programme=scene.programme, name="Review", kind=Shape.Kind.PROGRESS_REVIEW, days=1)
    made = challenges.create(
        cycle=scene.cycle,
        host=scene.bodies["Ashby"],
        shape=review,
        topic="What came of it",
        starts_on=date(2028, 2, 8),
        by=scene.rana,
        at=NOW,
    )
    row = next(one for one in problem_of(scene)["challenges"] if one["id"] == made.pk)
    assert row["original"] == [scene.people["Brigg director"].pk]
    assert Challenge.objects.filter(host=scene.bodies["Ashby"]).count() == 2


@pytest.mark.parametrize(
    ("monday", "days", "first", "last"),
    [
        (date(2027, 6, 7), 3, date(2027, 6, 8), date(2027, 6, 10)),
        (date(2027, 5, 3), 3, date(2027, 5, 4), date(2027, 5, 6)),  # the Monday is a bank holiday
        (date(2027, 6, 7), 5, date(2027, 6, 7), date(2027, 6, 11)),
        (date(2027, 3, 22), 3, date(2027, 3, 23), date(2027, 3, 25)),  # Good Friday ends the week
        (date(2027, 5, 31), 5, date(2027, 6, 1), date(2027, 6, 7)),  # no week holds five days
    ],
)
def test_a_visit_stays_inside_its_week_where_it_can(monday, days, first, last):
    assert days_in_week(monday, days) == (first, last)


def test_a_visit_of_several_hosts_takes_its_days_once(scene):
    who = scene.people["Brigg director"]
    first = challenges.create(
        cycle=scene.cycle,
        host=scene.bodies["Ashby"],
        shape=scene.shape,
        topic="Neglect",
        starts_on=date(2027, 2, 9),
        by=scene.rana,
        at=NOW,
    )
    second = Challenge.objects.create(
        cycle=scene.cycle, shape=scene.shape, visit=first.visit, host=scene.bodies["Crowle"], topic="Neglect"
    )
    HostBody.objects.create(challenge=second, body=second.host)
    left = []
    for made, role in ((first, "lead"), (second, "observer")):
        Seat.objects.create(
            challenge=made,
            person=who,
            role=role,
            status="accepted",
            visit=made.visit,
            invited_at=NOW,
            starts_on=first.visit.starts_on,
            ends_on=first.visit.ends_on,
        )
        rows = problem_of(scene)["reviewers"]
        left.append(next(row["max_load"] for row in rows if row["id"] == who.pk))
    assert left == [4, 4]
