"""What waits for each role between the last day on site and publication."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.models import State
from reports import queries
from reports.actions import accuracy, correcting, drafting, presentation, publishing
from reports.compose import compose
from reports.models import Report
from reviews.actions import early
from tests.reports import scene
from tests.reports.scene import LATER
from tests.waits import waits_on
from tests.world import NOW

TODAY = NOW.date()


def waits(world, key, today=TODAY):
    """Return what waits for one of the cast as (what, address name, due)."""
    person = getattr(world, key)
    person.user.__dict__.pop("memberships_in_force", None)
    ref = world.challenge.ref
    return [
        (line.what, line.url.replace(f"/challenges/{ref}", ""), line.due)
        for line in waits_on(queries, person.user, today)
    ]


def test_the_lead_freezes_on_the_last_day_and_not_before(world_at):
    world = scene.find(world_at(State.ON_SITE))
    last = world.challenge.visit.ends_on
    assert waits(world, "tom", last - timedelta(days=1)) == []
    assert waits(world, "tom", last) == [("Freeze the presentation", "/presentation/draft/", last)]
    assert waits(world, "petra", last) == []
    presentation.freeze_presentation(challenge=world.challenge, by=world.tom, at=NOW)
    assert waits(world, "tom", last) == []


def test_the_team_writes_what_is_empty(world_at):
    world = scene.find(world_at(State.DRAFTING))
    drafting.write_section(challenge=world.challenge, key="summary", text="It works.", version=0, by=world.tom, at=NOW)
    line = ("Write the report: 4 of 5 sections are empty", "/report/", None)
    assert [waits(world, key) for key in ("mina", "petra", "olu", "carys", "rana", "sam")] == [
        [line],
        [line],
        [],
        [],
        [],
        [],
    ]


def test_one_empty_section_is_one(world_at):
    world = scene.find(world_at(State.DRAFTING))
    for key in ("summary", "background", "key_messages", "next_steps"):
        drafting.write_section(challenge=world.challenge, key=key, text="It works.", version=0, by=world.tom, at=NOW)
    assert waits(world, "mina") == [("Write the report: 1 of 5 sections is empty", "/report/", None)]


def test_a_letter_is_no_report_and_has_three_sections(world_at):
    world = scene.find(world_at(State.DRAFTING))
    type(world.shape).objects.filter(pk=world.shape.pk).update(kind="deep_dive")
    drafting.write_section(challenge=world.challenge, key="next_steps", text="Go.", version=0, by=world.tom, at=NOW)
    assert waits(world, "mina") == [("Write the letter: 2 of 3 sections are empty", "/report/", None)]


def test_a_written_draft_is_sent(world_at):
    world = scene.write(world_at(State.DRAFTING))
    public_by = world.challenge.visit.ends_on + timedelta(weeks=13)
    assert waits(world, "mina") == [("Send the draft to the host", "/send-to-host/", public_by)]
    assert waits(world, "petra") == []


def test_the_host_checks_facts_until_the_last_day(world_at):
    world = scene.send(world_at(State.DRAFTING))
    due = world.report.latest_round().due_on
    line = ("Check the facts of the draft report", "/report/read/", due)
    assert (waits(world, "carys"), waits(world, "ben", due)) == ([line], [line])
    assert waits(world, "ben", due + timedelta(days=1)) == []
    assert waits(world, "grace") == []


def test_the_team_decides_and_the_lead_signs(world_at):
    world = scene.send(world_at(State.DRAFTING))
    public_by = world.challenge.visit.ends_on + timedelta(weeks=13)
    made = scene.comment(world)
    assert waits(world, "mina") == [("Decide on 1 comment of the host", "/report/comments/", public_by)]
    accuracy.decide_comment(comment=made, decision="accepted", reason="Yes.", version=0, by=world.mina, at=NOW)
    after = world.report.latest_round().due_on + timedelta(days=1)
    assert (waits(world, "mina", after), waits(world, "tom", after - timedelta(days=1))) == ([], [])
    assert waits(world, "tom", after) == [("Sign the report", "/sign/", public_by)]


def test_the_sponsor_agrees_and_the_coordinator_publishes(world_at):
    world = scene.stored(world_at(State.DRAFTING))
    public_by = world.challenge.visit.ends_on + timedelta(weeks=13)
    agree = [("Agree to publication", "/agree-to-publish/", public_by)]
    assert (waits(world, "carys"), waits(world, "ben"), waits(world, "rana")) == (agree, [], [])
    publishing.agree_to_publish(challenge=world.challenge, body=world.host, by=world.carys, at=LATER)
    assert (waits(world, "carys"), waits(world, "rana")) == ([], [("Publish the report", "/publish/", public_by)])


def test_the_coordinator_hears_of_the_clock_two_weeks_before(world_at):
    world = scene.write(world_at(State.DRAFTING))
    public_by = world.challenge.visit.ends_on + timedelta(weeks=13)
    assert waits(world, "rana", public_by - timedelta(days=15)) == []
    assert waits(world, "rana", public_by - timedelta(days=14)) == [
        ("See that the report is published in time", "/", public_by)
    ]


def test_a_withheld_report_is_looked_at_again(world_at):
    world = scene.stored(world_at(State.DRAFTING))
    publishing.withhold(
        challenge=world.challenge, reason="Inspection.", review_on=date(2027, 6, 1), by=world.rana, at=LATER
    )
    assert waits(world, "rana") == [("Look again at whether to publish", "/report/", date(2027, 6, 1))]


@pytest.mark.parametrize("rows", [1, 30])
def test_it_is_two_queries_whatever_the_number_of_challenges(world_at, rows, django_assert_num_queries):
    from tests.world import make_challenge

    world = scene.find(world_at(State.DRAFTING))
    document = compose(Report(challenge=world.challenge))
    tree, sha256 = document.to_json(), document.sha256()
    for number in range(rows):
        other = make_challenge(
            world.cycle,
            world.shape,
            world.host,
            state=State.ACCURACY,
            starts=TODAY + timedelta(days=7 * (number + 1)),
            topic=f"Topic {number}",
        )
        report = Report.objects.create(challenge=other)
        report.rounds.create(number=1, opened_at=NOW, due_on=TODAY, tree=tree, tree_sha256=sha256)
    user = type(world.carys.user).objects.get(pk=world.carys.user.pk)
    # With the memberships, which every page has fetched already, and with what comes after publication.
    with django_assert_num_queries(4):
        found = waits_on(queries, user, TODAY)
    assert len(found) == rows


def test_home_shows_it(world_at, signed_in):
    world = scene.send(world_at(State.DRAFTING))
    page = signed_in(world.carys).get(reverse("home"))
    assert "Check the facts of the draft report" in page.text


def test_what_is_to_be_confirmed_or_published_after_the_report_waits(world_at):
    world = scene.publish(world_at(State.DRAFTING))
    named = {"challenge": world.challenge, "at": LATER}
    early.ask_early(reason="A leak.", by=world.tom, **named)
    asked = ("Confirm early destruction, or take the request back", "/destruction/early/", None)
    assert [waits(world, key) for key in ("tom", "rana", "idris")] == [[], [asked], []]
    early.cancel_early(by=world.tom, **named)
    early.ask_early(reason="A leak.", by=world.rana, **named)
    assert [waits(world, key) for key in ("tom", "rana")] == [[asked], []]
    early.cancel_early(by=world.rana, **named)
    correcting.change_words(place="summary-1.text", now="Other words.", by=world.tom, **named)
    assert waits(world, "rana") == []
    correcting.sign_correction(reason="They were wrong.", by=world.tom, **named)
    signed = ("Publish a signed correction of the report", "/publish-correction/", None)
    assert [waits(world, key) for key in ("tom", "rana", "idris")] == [[], [signed], []]
