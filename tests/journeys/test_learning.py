"""What one host does well reaches another without a name: offered, found, asked for, agreed, counted in a report."""

import pytest
from django.urls import reverse

from cycles.models import State
from learning.actions import annual, passages
from learning.models import AnnualEdition
from people.models import Membership
from tests import world as worlds
from tests.access.full import full_world
from tests.journeys.hand import Hand
from tests.learning.test_practice import publish
from tests.world import NOW

pytestmark = [pytest.mark.browser, pytest.mark.breaks_rules]  # another authority's report is made by hand


@pytest.fixture
def told(db, clock):
    world = full_world(State.PUBLISHED)
    world.practice.delete()
    publish(world, "Barnsley", "development", world.cycle.framework.themes.get(number=1))
    bea = worlds.make_person("bea", home=world.bodies["Barnsley"])
    office = {"role": "host_sponsor", "programme": world.programme, "body": world.bodies["Barnsley"]}
    Membership.objects.create(person=bea, **office)
    world.bea = bea
    passages.keep_in_step()
    return world


def test_a_strength_is_found_offered_asked_for_and_counted(told, visit):
    carys, bea, rana = (Hand(visit(person)) for person in (told.carys, told.bea, told.rana))
    page = {"ref": told.cycle.ref}
    carys.goes_to("learning:practice", **page)
    carys.page.get_by_role("link", name="CANARYFINDING strong").click()
    carys.fills_in(words="We meet each family every week.").sends("Offer it")
    carys.page.get_by_text("Others see your words and the theme").wait_for()

    bea.page.goto(f"{reverse('learning:search')}?q=family+week&kind=practice")
    bea.page.get_by_role("link", name="Practice", exact=True).first.click()
    assert "We meet each family every week." in bea.reads()
    assert "Calderdale" not in bea.reads()
    bea.page.get_by_role("link", name="Ask to be put in touch").click()
    bea.sends("Ask to be put in touch")

    carys.goes_to("learning:practice", **page)
    assert "Barnsley" not in carys.reads()
    carys.page.get_by_role("link", name="Agree to be put in touch").click()
    carys.sends("Agree to be put in touch")
    assert "Barnsley asked (Bea" in carys.reads()
    bea.page.reload()
    assert "Calderdale offers (Carys" in bea.reads()

    rana.goes_to("learning:annual_reports", **page)
    rana.page.get_by_role("button", name="Make today’s report").click()
    rana.sends("Make it")
    assert "Waiting" in rana.reads() or "the work goes on" in rana.reads()
    made = AnnualEdition.objects.get(form="html", annual__made_by=told.rana, status="queued")
    annual.make_edition(edition_id=made.pk, at=NOW)
    rana.page.reload()
    rana.page.get_by_role("link", name="Web page").first.click()
    assert "Hosts put in touch about one" in rana.reads()
