"""The annual report: composed from what may be read, made by a worker, read by the sponsor group."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cycles.models import State
from learning.actions import annual as actions
from learning.actions import practice
from learning.composing import compose
from learning.models import AnnualEdition, AnnualReport
from people.models import Membership
from reports import conformance
from tests import world as worlds
from tests.access.full import full_world
from tests.world import NOW

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_(person):
    client = Client()
    client.force_login(person.user, backend=BACKEND)
    return client


@pytest.fixture
def published(db, clock):
    world = full_world(State.PUBLISHED)
    AnnualReport.objects.all().delete()
    return world


def tables(document):
    return {
        block.anchor: {row[0]: row[1:] for row in block.rows}
        for section in document.sections
        for block in section.blocks
        if block.type in ("table", "chart")
    }


def test_it_counts_what_may_be_read_and_hides_small_numbers(published):
    practice.offer(finding=published.finding, words="We meet every week.", by=published.carys, at=NOW)
    document = compose(published.cycle, NOW.date())
    said = "\n".join(text for _anchor, text in document.statements())
    assert "CANARY" not in said
    found = tables(document)
    assert found["challenges"]["Report published"] == ("1",)
    assert found["given-and-received"]["Calderdale"] == ("1", "0", "0", "21")
    assert found["themes-over-cycles"] == {"Practice": ("–", "–")}
    assert found["clock-kept"]["Report public"] == ("1", "0", "0")
    assert found["learning-numbers"]["Strengths on offer to others"] == ("fewer than 3",)
    assert found["learning-numbers"]["Hosts put in touch about one"] == ("0",)
    assert found["pool-health"]["Trained and active"] == ("8",)
    assert "York" not in set(found["pool-health"])
    assert compose(published.cycle, NOW.date()).sha256() == document.sha256()


@pytest.mark.either
def test_it_is_made_once_a_day_drawn_by_a_worker_and_read_by_the_sponsor_group(published):
    rana, grace = as_(published.rana), as_(published.grace)
    address = reverse("learning:make_annual_report", args=[published.cycle.ref])
    for _twice in range(2):
        assert rana.post(address).status_code == 302
    annual = AnnualReport.objects.get()
    assert sorted(annual.editions.values_list("form", "status")) == [
        (form, "queued") for form in ("docx", "html", "pdf")
    ]
    assert actions.stalled(NOW) == []
    for pk in actions.stalled(NOW + timedelta(minutes=3)):
        made = actions.make_edition(edition_id=pk, at=NOW)
        assert (made.problem, made.status) == ("", "ready")
        assert actions.make_edition(edition_id=pk, at=NOW).tries == 1
    page = grace.get(reverse("learning:annual_reports", args=[published.cycle.ref]))
    assert "Make today’s report" not in page.text
    files = {edition.form: edition for edition in annual.editions.all()}
    answers = {}
    for form, edition in files.items():
        link = reverse("learning:annual_file", args=[published.cycle.ref, edition.ref])
        assert link in page.text
        answers[form] = grace.get(link)
        assert as_(published.petra).get(link).status_code == 403
    assert "What each gave and received" in answers["html"].text
    assert conformance.faults_of(answers["pdf"].getvalue()) == []
    assert answers["docx"].getvalue()[:2] == b"PK"
    assert files["pdf"].pages >= 2


def test_what_cannot_be_drawn_says_so_and_is_tried_again(published):
    annual = actions.make_annual_report(cycle=published.cycle, by=published.rana, at=NOW)
    AnnualReport.objects.update(tree={**annual.tree, "sections": "none"})
    edition = annual.editions.get(form="html")
    failed = actions.make_edition(edition_id=edition.pk, at=NOW)
    assert failed.status == "failed"
    assert failed.problem.startswith("It could not be made (")
    AnnualEdition.objects.filter(pk=edition.pk).update(status="queued", tries=5)
    assert "in vain" in actions.make_edition(edition_id=edition.pk, at=NOW).problem
    again = actions.make_annual_report(cycle=published.cycle, by=published.rana, at=NOW)
    assert (again.pk, again.editions.get(form="html").status) == (annual.pk, "queued")


@pytest.mark.parametrize("rows", [1, 12])
def test_the_list_asks_the_same_queries_whatever_its_length(world, django_assert_num_queries, rows):
    sponsor = worlds.make_person("sue")
    Membership.objects.create(person=sponsor, role="sponsor_group", programme=world.programme)
    for number in range(rows):
        made = {"tree": {}, "tree_sha256": str(number), "made_on": NOW.date(), "made_by": world.rana}
        annual = AnnualReport.objects.create(cycle=world.cycle, **made)
        AnnualEdition.objects.create(annual=annual, form="pdf", asked_at=NOW)
    client = as_(sponsor)
    with django_assert_num_queries(7):
        client.get(reverse("learning:annual_reports", args=[world.cycle.ref]))
