"""What a host asks of a plan: said by those who act for it or by the coordinator, week by week."""

from datetime import date, timedelta

import pytest
from django.db.models import F
from django.urls import reverse

from cycles.models import ClosedPeriod, Cycle, CycleMember, ShapePlace
from people.models import Body, Profile, User
from people.refusal import Refusal
from planning.actions.wishes import give_wishes
from planning.asking.hosts import challenge_row
from planning.asking.known import Known
from planning.invariants import wishes_name_each_week_once
from planning.live import standing
from planning.models import Wish
from planning.models.wish import weeks_in_words
from planning.queries import waiting_for
from planning.queries.wishes import weeks_of
from planning.sketch import NEW
from tests.world import NOW

TODAY = NOW.date()
FACTS = {"preferred": [], "acceptable": [], "required": [], "desired": [], "shape": None, "party": "", "note": ""}


def member(world, body="Calderdale"):
    return CycleMember.objects.select_related("cycle", "body").get(cycle=world.cycle, body=world.bodies[body])


def page_of(world, body="Calderdale"):
    return reverse("planning:give_wishes", args=[world.cycle.ref, world.bodies[body].ref])


def close(world, first, last, kind="school_break", label="Autumn half term", body=None):
    ClosedPeriod.objects.create(region=world.region, body=body, kind=kind, label=label, starts_on=first, ends_on=last)


def give(world, version=0, body="Calderdale", **facts):
    return give_wishes(member=member(world, body), facts={**FACTS, **facts}, version=version, by=world.rana, at=NOW)


@pytest.fixture
def unreleased(world):
    Cycle.objects.update(released_at=None)
    return world


def test_a_host_says_its_weeks_and_skills_and_the_second_editor_is_told(unreleased, signed_in):
    world = unreleased
    Profile.objects.filter(person=world.petra).update(skills=["data", "SEND"])
    client = signed_in(world.ben)
    form = client.get(page_of(world)).context["form"]
    assert {form[name].value() for name in form.fields if name.startswith("week_")} == {"suits"}
    sent = {
        **{name: "rather_not" for name in form.fields if name.startswith("week_")},
        "week_20270906": "best",
        "week_20270913": "best",
        "week_20271004": "suits",
        "required": ["data"],
        "more_required": "send",
        "desired": ["data"],
        "more_desired": "fostering, fostering",
        "shape": world.shape.pk,
        "party": "None",
        "note": "Ofsted is due.",
    }
    assert client.post(page_of(world), sent).url == reverse("home")
    wish = Wish.objects.get(member=member(world))
    assert (wish.preferred, wish.acceptable) == (["2027-09-06", "2027-09-13"], ["2027-10-04"])
    assert (wish.required, wish.desired) == (["data", "SEND"], ["fostering"])
    assert (wish.shape, wish.party, wish.note, wish.changed_by) == (world.shape, "None", "Ofsted is due.", world.ben)
    stale = signed_in(world.rana).post(page_of(world), {**sent, "week_20270913": "suits"})
    assert stale.status_code == 409
    said = stale.context["form"].non_field_errors()[0]
    assert "Ben changed this" in said
    assert "The best weeks is now “6 September to 13 September 2027”" in said
    again = {**sent, "week_20270913": "suits", "version": stale.context["form"]["version"].value()}
    assert client.post(page_of(world), again).url == reverse("planning:wishes", args=[world.cycle.ref])
    wish.refresh_from_db()
    assert (wish.preferred, wish.version, wish.changed_by) == (["2027-09-06"], 2, world.rana)
    assert client.get(page_of(world)).context["form"]["week_20271004"].value() == "suits"


def test_closed_weeks_say_why_and_keep_what_was_said_of_them(unreleased, signed_in):
    world = unreleased
    give(world, preferred=["2027-10-25", "2027-09-06"], acceptable=["2027-11-01"])
    close(world, date(2027, 10, 23), date(2027, 10, 31), body=world.host)
    close(world, date(2027, 4, 26), date(2027, 5, 7), kind="poll", label="Local elections")
    close(world, date(2027, 9, 7), date(2027, 9, 9), body=world.bodies["York"])
    weeks = {week.monday: week for week in weeks_of(member(world), [world.shape], TODAY)}
    assert weeks[date(2027, 2, 8)].closed.startswith("over")
    assert weeks[date(2027, 3, 1)].closed == "less than 8 weeks to prepare"
    assert weeks[date(2027, 10, 25)].closed == "Autumn half term, 23 to 31 October 2027"
    assert (weeks[date(2027, 5, 3)].closed, weeks[date(2027, 5, 3)].doubt) == (
        "",
        "Local elections, 26 April to 7 May 2027",
    )
    assert (weeks[date(2027, 9, 6)].closed, weeks[date(2027, 9, 6)].days) == ("", "6 to 10 September")
    client = signed_in(world.carys)
    page = client.get(page_of(world))
    assert "week_20271025" not in page.context["form"].fields
    assert "Closed: Autumn half term, 23 to 31 October 2027" in page.text
    months = page.context["form"].months()
    assert [(month["label"], month["is_open"]) for month in months[:4]] == [
        ("February 2027", False),
        ("March 2027", False),
        ("April 2027", True),
        ("May 2027", False),
    ]
    assert [week.monday.day for week, field in months[0]["rows"] if field is None] == [8, 15, 22]
    sent = {"week_20270906": "rather_not", "week_20271101": "best", "version": 1}
    assert client.post(page_of(world), sent).status_code == 302
    wish = Wish.objects.get()
    assert (wish.preferred, wish.acceptable) == (["2027-10-25", "2027-11-01"], [])


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"week_20270906": "perhaps"}, "week_20270906", "Choose one of the three answers"),
        ({"required": ["no such word"]}, "required", "Choose from these words"),
        ({"more_desired": "x" * 61}, "more_desired", "Put commas between the words"),
        ({"party": "x" * 61}, "party", "at most 60 characters"),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field_and_kept(unreleased, signed_in, wrong, field, said):
    answer = signed_in(unreleased.ben).post(page_of(unreleased), {"note": "Not in July", **wrong})
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors[field])
    assert answer.context["form"]["note"].value() == "Not in July"
    assert not Wish.objects.exists()


def test_weeks_outside_the_cycle_members_that_left_and_cycles_that_are_over_are_refused(world):
    for facts, said in (
        ({"preferred": ["2027-09-07"]}, "no week that begins on 7 September 2027"),
        ({"acceptable": ["2029-01-01"]}, "no week that begins on 1 January 2029"),
        ({"preferred": ["2027-09-06"], "acceptable": ["2027-09-06"]}, "either the best or suits"),
    ):
        with pytest.raises(Refusal, match=said):
            give(world, **facts)
    CycleMember.objects.update(left_on=TODAY, left_reason="Elsewhere")
    with pytest.raises(Refusal, match="has left the cycle"):
        give(world)
    CycleMember.objects.update(left_on=None, left_reason="")
    Cycle.objects.update(starts_on=F("starts_on") - timedelta(days=900), ends_on=F("ends_on") - timedelta(days=900))
    with pytest.raises(Refusal, match="cycle is over"):
        give(world)
    assert not Wish.objects.exists()


def test_those_who_act_for_a_host_and_the_coordinator_may_and_nobody_else(world, signed_in):
    answers = {
        key: (signed_in(getattr(world, key)).get(page_of(world)).status_code, client_status(world, signed_in, key))
        for key in ("rana", "carys", "ben", "grace", "idris", "tom", "ada", "sam")
    }
    refused = {"idris": (404, 404), "tom": (404, 404), "ada": (404, 404), "sam": (404, 404)}
    assert answers == {"rana": (200, 200), "carys": (200, 404), "ben": (200, 404), "grace": (403, 404), **refused}


def client_status(world, signed_in, key):
    return signed_in(getattr(world, key)).get(page_of(world, "York")).status_code


def test_the_coordinator_reads_who_has_said_what_in_the_same_few_queries(world, signed_in, django_assert_num_queries):
    give(
        world,
        preferred=["2027-09-06"],
        required=["data", "chess"],
        desired=["SEND"],
        note="Not in July",
        shape=world.shape,
    )
    Profile.objects.filter(person=world.petra).update(skills=["Data"])
    client = signed_in(world.rana)
    address = reverse("planning:wishes", args=[world.cycle.ref])
    with django_assert_num_queries(8):
        page = client.get(address)
    assert "8 hosts have said nothing yet" in page.text
    for said in ("6 September 2027", "Needs: data, chess", "Would like: SEND", "Not in July", "Nobody brings it"):
        assert said in page.text
    assert [missing for _, missing in page.context["rows"] if missing is not None] == [["chess"]]
    for number in range(30):
        body = Body.objects.create(region=world.region, name=f"Body {number}")
        made = CycleMember.objects.create(cycle=world.cycle, body=body)
        Wish.objects.create(member=made, shape=world.shape, changed_by=world.rana, changed_at=NOW)
    with django_assert_num_queries(8):
        client.get(address)


def test_the_form_takes_the_same_queries_whatever_there_is(world, signed_in, django_assert_num_queries):
    client = signed_in(world.ben)
    with django_assert_num_queries(9):
        client.get(page_of(world))
    for number in range(30):
        Profile.objects.filter(person=world.petra).update(skills=[f"Skill {number}" for number in range(80)])
        close(world, date(2027, 9, 6) + timedelta(weeks=number), date(2027, 9, 7) + timedelta(weeks=number))
    with django_assert_num_queries(9):
        page = client.get(page_of(world))
    assert len(page.context["form"].fields["required"].choices) == 60
    ShapePlace.objects.filter(shape=world.shape).delete()


def asked(world, key):
    return [wait.what for wait in waiting_for(User.objects.get(person=getattr(world, key)), TODAY)]


def test_a_host_is_asked_until_it_has_said_or_the_plan_is_released(world, django_assert_num_queries):
    assert asked(world, "ben") == []
    Cycle.objects.update(released_at=None)
    assert asked(world, "ben") == asked(world, "carys") == ["Say which weeks suit your authority"]
    assert [asked(world, key) for key in ("rana", "grace", "petra", "ada")] == [[], [], [], []]
    with django_assert_num_queries(3):  # the login, the memberships in force, the members
        asked(world, "ben")
    give(world)
    assert asked(world, "ben") == []


def test_the_best_weeks_a_host_has_are_what_the_planner_tries_first(world):
    def asked_of_the_planner():
        known = Known.of(Cycle.objects.select_related("programme__region").get(pk=world.cycle.pk), TODAY)
        sketch = standing(known.cycle, TODAY)
        row = challenge_row(known, sketch[NEW + world.bodies["York"].pk], sketch)
        if row["preferred"] == list(range(known.weeks.count)):
            return ["every week", row["acceptable"], row["required"]]
        weeks = [[known.weeks.monday(week).isoformat() for week in row[name]] for name in ("preferred", "acceptable")]
        return [*weeks, row["required"]]

    assert asked_of_the_planner() == ["every week", [], []]
    give(world, body="York", preferred=["2027-09-06"], acceptable=["2027-09-13"], required=["data"])
    assert asked_of_the_planner() == [["2027-09-06"], ["2027-09-13"], ["data"]]
    give(world, body="York", acceptable=["2027-09-13"], version=1)
    assert asked_of_the_planner() == [["2027-09-13"], [], []]
    give(world, body="York", version=2)
    assert asked_of_the_planner() == ["every week", [], []]


def test_weeks_in_a_row_are_said_as_one():
    weeks = ["2027-01-04", "2027-01-18", "2027-01-11", "2027-03-01"]
    assert weeks_in_words(weeks) == "4 January to 18 January 2027, 1 March 2027"
    assert weeks_in_words([]) == ""


@pytest.mark.breaks_rules
def test_a_week_named_twice_or_no_week_at_all_is_a_breach(world):
    give(world, preferred=["2027-09-06"])
    assert list(wishes_name_each_week_once(TODAY)) == []
    Wish.objects.update(preferred=["2027-09-07", "2027-09-06"], acceptable=["2027-09-06"])
    assert list(wishes_name_each_week_once(TODAY)) == [
        "The wishes of Calderdale name a day that is no Monday.",
        "The wishes of Calderdale name a week twice.",
    ]
