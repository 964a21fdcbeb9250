"""The plan made ready and published beside the report."""

from datetime import date

from django.urls import reverse

from cycles.models import ClosedPeriod, State
from followup.actions.planning import change_action
from followup.actions.publishing import mark_ready, publish_plan
from followup.models import PlanVersion
from followup.queries.asked import plan_of
from reports.actions.publishing import withdraw_publication
from reports.document import from_json
from reports.drawing import draw
from reports.models import ClockStep, Edition
from reports.queries.clock import clock_of
from tests.followup.scene import SAID, THEN, act, answer, plan_published, planned, published, ready, refused, watch


def test_a_plan_is_not_ready_while_something_is_missing_or_somebody_is_named(world_at):
    world = published(world_at(State.DRAFTING))
    asked = {"challenge": world.challenge, "by": world.carys, "at": THEN}
    answer(world, 1)
    said = refused(mark_ready, despite="", **asked)
    assert said.startswith("The plan is not ready yet. Recommendation 2 has no response yet. Recommendation 1 is accep")
    answer(world, 2, "not_accepted", "It is done already.")
    watch(world)
    action = act(world, 1, what="Ask Carys Example (carys@example.org).")
    named = refused(mark_ready, despite="", **asked)
    assert "carys@example.org" in named
    assert not PlanVersion.objects.exists()
    change_action(action=action, recommendations=world.advice[:1], version=1, by=world.ben, at=THEN, **SAID)
    first = mark_ready(despite="", **asked)
    assert mark_ready(despite="", **asked).pk == first.pk  # pressed twice
    assert Edition.objects.filter(what="plan").count() == 2
    assert (
        refused(publish_plan, **asked) == "The files of the plan are still being made. Wait a minute, then publish it."
    )


def test_a_published_plan_stands_beside_the_report_and_meets_the_clock(world_at, client, django_assert_num_queries):
    world = plan_published(world_at(State.DRAFTING))
    publish_plan(challenge=world.challenge, by=world.carys, at=THEN)  # pressed twice
    step = ClockStep.objects.get()
    assert (step.step, step.met_on) == (5, date(2027, 4, 1))
    assert [tick.met_on for tick in clock_of(world.challenge, THEN.date()) if tick.step == 5] == [date(2027, 4, 1)]
    url = reverse("followup:read_plan", args=[world.publication.slug])
    beside = client.get(reverse("reports:published", args=[world.publication.slug]))
    assert f'href="{url}"' in beside.content.decode()
    with django_assert_num_queries(2):
        page = client.get(url)
    assert page.status_code == 200
    assert not page.cookies
    assert page.headers["Cache-Control"] == "public, no-cache"
    text = page.content.decode()
    for words in ("Open the record at 14.", "Response: not accepted.", "It is done already.", "Head of Service"):
        assert words in text
    assert "Carys" not in text
    assert "Ben" not in text
    assert client.get(url, headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    pdf = PlanVersion.objects.get().pdf
    file = client.get(reverse("followup:plan_edition", args=[world.publication.slug, pdf.sha256, "pdf"]))
    assert b"".join(file.streaming_content) == f"pdf of {pdf.tree_sha256}".encode()
    gone = client.get(reverse("followup:plan_edition", args=[world.publication.slug, "0" * 64, "pdf"]))
    assert gone.status_code == 404
    withdraw_publication(publication=world.publication, reason="A mistake.", by=world.rana, at=THEN)
    assert client.get(url).status_code == 410


def test_a_change_makes_it_a_draft_and_the_public_version_stays(world_at, client):
    world = plan_published(world_at(State.DRAFTING))
    url = reverse("followup:read_plan", args=[world.publication.slug])
    asked = {"action": world.action, "recommendations": world.advice[:1], "version": 1, "by": world.ben, "at": THEN}
    change_action(**asked, **{**SAID, "title": "Plan much earlier"})
    assert plan_of(world.challenge).ready_at is None
    assert "Plan much earlier" not in client.get(url).content.decode()
    again = refused(publish_plan, challenge=world.challenge, by=world.carys, at=THEN)
    assert again == "The plan is not ready. Mark it as ready first, then publish it."
    second = mark_ready(challenge=world.challenge, despite="", by=world.ben, at=THEN)
    assert (second.number, second.published_at) == (2, None)
    assert [one.number for one in PlanVersion.objects.exclude(published_at=None)] == [1]


def test_nothing_is_published_before_an_election(world_at):
    world = ready(world_at(State.DRAFTING))
    ClosedPeriod.objects.create(
        region=world.region,
        body=world.host,
        kind="poll",
        label="Local election",
        starts_on=date(2027, 3, 20),
        ends_on=date(2027, 5, 6),
    )
    said = refused(publish_plan, challenge=world.challenge, by=world.carys, at=THEN)
    assert "Nothing may be published before the election" in said
    assert not ClockStep.objects.exists()


def test_the_words_are_drawn_as_a_page_and_as_word(world_at):
    world = planned(world_at(State.DRAFTING))
    tree = mark_ready(challenge=world.challenge, despite="", by=world.ben, at=THEN).tree
    assert from_json(tree).called == "Action plan"
    page = draw(tree, "plan", "html", lambda *_: None).content.decode()
    assert "Nine in ten by March 2028." in page
    assert draw(tree, "plan", "docx", lambda *_: None).content.startswith(b"PK")
