"""Agreeing, publishing, withholding: every refusal in words, nothing half done."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cycles.models import ClosedPeriod, Event, HostBody, State
from people.models import Body, Membership
from reports.actions import accuracy, editions, publishing
from reports.models import Edition, Publication
from tests.reports import scene
from tests.reports.scene import LATER, refusal_of
from tests.world import NOW, make_person


@pytest.fixture
def sent(world_at):
    return scene.send(world_at(State.DRAFTING))


@pytest.fixture
def stored(world_at):
    return scene.stored(world_at(State.DRAFTING))


@pytest.fixture
def agreed(world_at):
    return scene.agree(world_at(State.DRAFTING))


def publish(world, at=LATER):
    return publishing.publish(challenge=world.challenge, by=world.rana, at=at)


def test_publishing_waits_for_every_host_body(stored):
    assert refusal_of(publish, world=stored) == (
        "Not every host body has agreed yet: Calderdale. Publish when all have."
    )


def test_each_of_two_host_bodies_agrees_for_itself(stored, signed_in):
    trust = Body.objects.create(region=stored.region, name="Calder Trust", kind="delivery", accountable=stored.host)
    HostBody.objects.create(challenge=stored.challenge, body=trust)
    dana = make_person("dana")
    Membership.objects.create(person=dana, role="host_sponsor", programme=stored.programme, body=trust)
    address = reverse("reports:agree_to_publish", args=[stored.challenge.ref])
    signed_in(stored.carys).post(address)
    assert refusal_of(publish, world=stored) == (
        "Not every host body has agreed yet: Calder Trust. Publish when all have."
    )
    assert "You agree for Calder Trust that the report may be published." in signed_in(dana).get(address).text
    signed_in(dana).post(address)
    signed_in(dana).post(address)
    agreed = stored.report.sign_offs.order_by("pk").values_list("body__name", "signed_by__name")
    assert list(agreed) == [("Calderdale", "Carys"), ("Calder Trust", "Dana")]
    assert publish(stored).slug == "calderdale-transitions-2027"


def test_publishing_waits_for_the_editions(agreed):
    agreed.report.editions.filter(form="pdf").update(status="rendering")
    assert refusal_of(publish, world=agreed) == (
        "The editions are still being made. Wait until the report page says they are ready."
    )


def test_publishing_says_when_an_edition_could_not_be_made(agreed):
    agreed.report.editions.filter(form="pdf").update(status="failed")
    assert refusal_of(publish, world=agreed) == (
        "An edition could not be made. The report page says why; make it again, then publish."
    )


def test_a_damaged_file_is_not_published(agreed):
    edition = agreed.report.editions.get(form="html")
    edition.storage.delete(edition.stored_name)
    assert refusal_of(publish, world=agreed) == (
        "The stored Report (Web page) is not what was made: its file is missing or damaged. Tell your administrator. "
        "Nothing was published."
    )
    agreed.report.editions.update(status="failed")  # the invariant must not find the damage this test made


@pytest.mark.parametrize("whose", ["host", "accountable authority", "region"])
def test_nothing_is_published_before_an_election(agreed, whose):
    body = agreed.host
    if whose == "accountable authority":
        council = Body.objects.create(region=agreed.region, name="Calderdale Council", kind="authority")
        Body.objects.filter(pk=agreed.host.pk).update(kind="delivery", accountable=council)
        body = council
    ClosedPeriod.objects.create(
        region=agreed.region,
        body=None if whose == "region" else body,
        kind="poll",
        label="Local elections",
        starts_on=LATER.date(),
        ends_on=LATER.date() + timedelta(days=5),
    )
    assert refusal_of(publish, world=agreed) == (
        "Nothing may be published before the election: Local elections ends on 17 March 2027. Publish after that day."
    )
    assert not Publication.objects.exists()
    assert publish(agreed, LATER + timedelta(days=6)).slug == "calderdale-transitions-2027"


def test_publishing_tells_the_team_the_coordinator_and_governance(agreed):
    publish(agreed)
    told = agreed.rana.messages.model.objects.filter(kind="published").values_list("recipient__name", flat=True)
    assert sorted(told) == ["Amir", "Grace", "Joan", "Mina", "Nia", "Olu", "Petra", "Rana", "Tom"]


def test_publishing_twice_publishes_once(agreed):
    publish(agreed)
    assert refusal_of(publish, world=agreed) == (
        "This is no longer possible: the challenge is now “published”. Nothing was changed."
    )
    assert Publication.objects.count() == 1


def test_a_challenge_without_a_report_refuses_in_words(world_at):
    world = world_at(State.FINAL)
    none = "There is no signed report of this challenge, so nothing can be published."
    assert refusal_of(publish, world=world) == none
    named = {"challenge": world.challenge, "body": world.host, "by": world.carys, "at": NOW}
    assert refusal_of(publishing.agree_to_publish, **named) == none


def test_withholding_needs_a_day_to_come(stored):
    named = {"challenge": stored.challenge, "reason": "Inspection.", "by": stored.rana, "at": LATER}
    assert refusal_of(publishing.withhold, review_on=LATER.date(), **named) == (
        "Choose a day in the future on which you will look at this again."
    )
    publishing.withhold(review_on=date(2027, 6, 1), **named)
    publishing.withhold(review_on=date(2027, 9, 1), **named)
    stored.challenge.refresh_from_db()
    assert stored.challenge.state == State.WITHHELD
    assert [held.review_on.month for held in stored.report.withholdings.order_by("pk")] == [6, 9]


def test_a_withheld_report_says_why_and_can_be_held_longer(stored, signed_in):
    publishing.withhold(
        challenge=stored.challenge, reason="Inspection.", review_on=date(2027, 6, 1), by=stored.rana, at=LATER
    )
    page = signed_in(stored.rana).get(reverse("reports:report", args=[stored.challenge.ref]))
    assert "Withheld on 12 March 2027: Inspection. To be looked at again on 1 June 2027." in page.text
    assert "Set another day to look again" in page.text


def test_a_withdrawn_address_is_never_used_again(world_at):
    world = scene.publish(world_at(State.DRAFTING))
    named = {"publication": world.publication, "reason": "A table was wrong.", "by": world.rana, "at": LATER}
    publishing.withdraw_publication(**named)
    assert refusal_of(publishing.withdraw_publication, **named) == (
        "This report is already off the register. Nothing was changed."
    )
    assert publishing.free_slug(world.challenge) == "calderdale-transitions-2027-2"


def test_a_stale_button_gets_a_sentence(stored, signed_in):
    answer = signed_in(stored.tom).post(reverse("reports:sign", args=[stored.challenge.ref]))
    assert answer.status_code == 403
    assert "This is not possible now: the challenge is “final”. Nothing was changed." in answer.text


def test_a_refused_publication_leads_back_with_its_sentence(stored, signed_in):
    answer = signed_in(stored.rana).post(reverse("reports:publish", args=[stored.challenge.ref]), follow=True)
    assert answer.redirect_chain == [(reverse("reports:report", args=[stored.challenge.ref]), 302)]
    assert "Not every host body has agreed yet: Calderdale." in answer.text


def test_a_publication_leads_to_the_challenge(agreed, signed_in, clock):
    clock.move_to(LATER)
    answer = signed_in(agreed.rana).post(reverse("reports:publish", args=[agreed.challenge.ref]), follow=True)
    assert answer.redirect_chain == [(reverse("cycles:challenge", args=[agreed.challenge.ref]), 302)]
    assert answer.status_code == 200
    assert "The report is public." in answer.text


def test_every_step_stands_in_the_timeline(world_at):
    scene.publish(world_at(State.DRAFTING))
    assert list(Event.objects.order_by("pk").values_list("what", flat=True)) == [
        "send_to_host",
        "close_round",
        "sign",
        "agree_to_publish",
        "publish",
    ]


def test_the_draft_taken_back_is_sent_again(sent):
    accuracy.return_to_drafting(challenge=sent.challenge, by=sent.tom, at=NOW)
    again = accuracy.send_to_host(challenge=sent.challenge, by=sent.tom, at=NOW + timedelta(days=1))
    rounds = again.report.rounds.order_by("number").values_list("number", "due_on", "ended")
    assert list(rounds) == [(1, date(2027, 2, 24), "returned"), (2, date(2027, 2, 25), "")]


def test_a_missing_file_of_a_public_report_is_a_sentence(world_at, client):
    world = scene.publish(world_at(State.DRAFTING))
    for edition in Edition.objects.all():
        edition.storage.delete(edition.stored_name)
    for name in ("published", "download"):
        answer = client.get(reverse(f"reports:{name}", args=[world.publication.slug]))
        assert answer.status_code == 503
        assert "This report cannot be read just now" in answer.text
    for edition in Edition.objects.all():
        Edition.objects.filter(pk=edition.pk).update(status="queued", sha256="")
        editions.make_edition(edition_id=edition.pk, at=LATER)
