"""The second evening: own views, the matrix, the board, the observer's flag, and what the lead agrees."""

import pytest

from cycles.models import State
from reviews.models import EvidenceNote, Finding, Flag
from tests.access.full import full_world
from tests.journeys.hand import Hand

pytestmark = [pytest.mark.browser, pytest.mark.breaks_rules]


def test_the_team_meets_in_the_evening(db, clock, visit):
    world = full_world(State.ON_SITE)
    Flag.objects.all().delete()
    amir, olu, tom = (Hand(visit(getattr(world, key)), world) for key in ("amir", "olu", "tom"))

    # Amir marks what matters, without a script if need be.
    amir.goes_to("reviews:end_of_day")
    amir.page.get_by_role("button", name="CANARYNOTE too").click()
    assert "Key points" in amir.reads()
    assert EvidenceNote.objects.get(is_key=True) == world.other_note

    # He sees nobody's view before he has written his own.
    amir.goes_to("reviews:emerging_views")
    assert "Your own view first." in amir.reads()
    assert "CANARYVIEW" not in amir.reads()
    amir.goes_to("reviews:write_views")
    for line in world.challenge.lines.all():
        amir.fills_in(
            **{f"leans_{line.ref}": "strength", f"confidence_{line.ref}": "fairly", f"text_{line.ref}": "Two say so."}
        )
    amir.sends("Save my views")
    assert "CANARYVIEW" in amir.reads()
    assert "A colleague" in amir.reads()

    # Olu finds a finding untested; Tom cannot agree it until somebody has answered.
    olu.goes_on_to("reviews:flag", what="finding", thing=world.draft_finding.ref)
    olu.fills_in(text="Heard from one team only?").sends("Flag")
    olu.goes_to("reviews:hypotheses")
    assert "Lacks a second kind of evidence" in olu.reads()
    tom.goes_on_to("reviews:agree_finding", finding=world.draft_finding.ref)
    tom.sends("Agree")
    assert "The flag must be answered" in tom.reads()
    amir.goes_on_to("reviews:answer_flag", flag=Flag.objects.get().pk)
    amir.fills_in(text="The records say the same.").sends("Save")
    tom.goes_on_to("reviews:agree_finding", finding=world.draft_finding.ref)
    tom.sends("Agree")
    assert Finding.objects.get(pk=world.draft_finding.pk).status == "agreed"
