"""A late data pack is chased, goes to the sponsor, is delivered, and the chasing stops; then the visit moves."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from django.db import transaction

from cycles import duties
from cycles.actions import visit as visits
from cycles.models import State
from notices import tasks
from notices.models import Duty
from tests.journeys.hand import Hand
from tests.reviews.corpus import PDF
from tests.world import LONDON, NOW

pytestmark = pytest.mark.browser
FIRST = date(2027, 5, 11)


def morning(clock, day):
    """Let a morning come: duties are brought in step, and reminders leave; return who was told of the data pack."""
    at = datetime.combine(day, time(9), LONDON)
    clock.move_to(at)
    before = len(mail.outbox)
    duties.keep_all_in_step(at)
    tasks.climb()
    about = [letter for letter in mail.outbox[before:] if "data pack" in letter.subject + letter.body]
    return sorted(letter.to[0].partition("@")[0] for letter in about)


def test_a_late_data_pack_is_chased_until_it_comes_and_the_rest_moves_with_the_visit(world_at, visit, clock):
    world = world_at(State.SCOPING)
    with transaction.atomic():
        visits.rebook(visit=world.challenge.visit, first=FIRST, last=FIRST + timedelta(days=2))
    duties.keep_in_step([world.challenge.pk], NOW)
    pack = Duty.objects.get(kind="data_pack")
    told = [morning(clock, day) for day in (pack.remind_on, pack.due_on, pack.late_on, pack.escalate_on)]
    assert told == [["ben"], ["ben"], ["ben"], ["carys"]]

    carys = Hand(visit(world.carys), world)
    carys.page.goto("/")
    assert "Chase up: send the data pack" in carys.reads()
    rana = Hand(visit(world.rana), world)
    rana.page.goto("/duties/?show=late&by=person")
    rana.page.get_by_role("link", name="Send the data pack").click()
    rana.page.get_by_role("link", name="Nudge").click()
    rana.sends("Remind now")
    rana.page.get_by_text("Ben will be reminded.").wait_for()
    assert morning(clock, pack.escalate_on + timedelta(days=1)) == ["ben"]

    ben = Hand(visit(world.ben), world)
    ben.page.goto("/")
    ben.page.get_by_role("link", name="Send the data pack", exact=True).click()
    ben.goes_to("reviews:upload_document")
    paper = {"name": "pack.pdf", "mimeType": "application/pdf", "buffer": PDF}
    ben.fills_in(file=paper, kind="data_pack", title="Figures").sends()
    ben.page.goto("/")
    assert "Send the data pack" not in ben.reads()
    assert morning(clock, pack.escalate_on + timedelta(days=7)) == []

    rana = Hand(visit(world.rana), world)  # weeks have gone by: she signs in again
    rana.goes_to("cycles:move_visit")
    rana.fills_in(starts_on_day="1", starts_on_month="6", starts_on_year="2027").sends()
    said = "Record that the team has the documents: now 11 May 2027, was 20 April 2027"
    assert said in rana.page.locator("body").inner_text()
    rana.goes_to("cycles:timeline")
    assert said in rana.reads()
