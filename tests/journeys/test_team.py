"""The rest of the team: Tom leads, Mina manages, Olu observes, Nia shadows."""

import pytest

from cycles.models import Component, State
from reviews.models import Finding, Flag
from tests.access.full import full_world
from tests.journeys.hand import Hand

pytestmark = pytest.mark.browser


def test_tom_agrees_a_finding_and_freezes_the_presentation(db, clock, visit):
    world = full_world(State.ON_SITE)
    Flag.objects.all().delete()
    tom = Hand(visit(world.tom), world)
    tom.goes_on_to("reviews:agree_finding", finding=world.draft_finding.ref)
    tom.fills_in(thin_reason="Two groups say the same.").sends()
    assert Finding.objects.get(pk=world.draft_finding.pk).status == "agreed"
    tom.goes_to("reports:freeze_presentation")
    tom.sends()
    world.presentation.refresh_from_db()
    assert world.presentation.frozen_by == world.tom


def test_mina_takes_the_team_on_site_when_everything_is_ready(world, visit):
    mina = Hand(visit(world.mina), world)
    for key in Component.Key.values:
        mina.goes_on_to("cycles:record_component", key=key)
        mina.sends()
    mina.goes_to("cycles:go_on_site")
    mina.sends()
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.ON_SITE


def test_mina_sends_the_draft_to_the_host(db, clock, visit):
    world = full_world(State.DRAFTING)
    mina = Hand(visit(world.mina), world)
    mina.goes_to("reports:send_to_host")
    mina.sends()
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.ACCURACY


def test_olu_flags_what_is_not_tested(db, clock, visit):
    world = full_world(State.ON_SITE)
    olu = Hand(visit(world.olu), world)
    olu.goes_on_to("reviews:flag", what="hypothesis", thing=world.hypothesis.pk)
    olu.fills_in(text="Only one view so far.").sends()
    assert Flag.objects.filter(raised_by=world.olu).count() == 2


def test_nia_reads_no_notes_but_her_own(db, clock, visit):
    world = full_world(State.ON_SITE)
    nia = Hand(visit(world.nia), world)
    nia.goes_to("reviews:write_note")
    nia.fills_in(text="The office was full.", kind="seen", source="front_line", leans="context").sends()
    nia.goes_to("reviews:notes")
    assert "The office was full." in nia.reads()
    assert "CANARYNOTE" not in nia.reads()
