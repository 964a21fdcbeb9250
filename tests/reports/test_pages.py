"""The report's pages at real volume: the same queries for one row and many, and nothing left out."""

import pytest
from django.urls import reverse

from cycles.models import ProgrammeSetting, State
from reports.actions import drafting, publishing
from reports.compose import compose
from reports.models import IdentityHit
from reviews.models import Finding
from tests.reports import scene
from tests.reports.passing import pass_check
from tests.reports.scene import LATER
from tests.world import NOW


def fill(world, rows):
    """Bring findings and recommendations to a number of rows."""
    kept = world.findings[0]
    more = [
        Finding(
            challenge=world.challenge,
            kind="development",
            text=f"Point {number}.",
            status="agreed",
            line=kept.line,
            kinds=2,
            groups=2,
        )
        for number in range(rows - 1)
    ]
    for finding in more:
        finding.save()
    for number in range(min(rows, 30) - 1):
        drafting.recommend(
            challenge=world.challenge,
            text=f"Do {number}.",
            actor="host",
            timescale="six",
            findings=more[:3],
            by=world.mina,
            at=NOW,
        )


def look(world, hits):
    """Keep a check that found so much."""
    done = pass_check(world.challenge.report)
    about = {"check_run": done, "kind": "phone", "place": "summary-1", "around": "Ring 01422 123456."}
    IdentityHit.objects.bulk_create(IdentityHit(words=str(n), fingerprint=str(n), **about) for n in range(hits))


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("name", "queries"), [("report", 10), ("read_draft", 11), ("identity", 12), ("draft_presentation", 8)]
)
def test_pages_ask_the_same_queries_whatever_their_length(
    world_at, signed_in, name, queries, rows, django_assert_num_queries
):
    world = scene.write(world_at(State.DRAFTING))
    fill(world, rows)
    look(world, rows)
    browser = signed_in(world.tom)
    with django_assert_num_queries(queries):
        page = browser.get(reverse(f"reports:{name}", args=[world.challenge.ref]))
    assert page.status_code == 200


@pytest.mark.parametrize("rows", [1, 30])
def test_the_draft_asks_the_team_eleven_queries_and_a_host_seven_whatever_is_in_it(
    world_at, signed_in, rows, django_assert_num_queries
):
    world = scene.send(world_at(State.DRAFTING))
    fill(world, rows)
    for number in range(rows):
        hour = f"{8 + number % 8:02}"
        session = world.challenge.sessions.create(
            day=NOW.date(), starts=f"{hour}:00", ends=f"{hour}:30", kind="group", title="Panel", met=3, already_met=1
        )
        session.reviewers.create(seat=world.seats["petra"])
        world.challenge.documents.create(kind="board", title=f"Minutes {number}")
        scene.comment(world, text=f"There are {number}.")
    ProgrammeSetting.objects.create(
        programme=world.programme, key="development_label", value="Considerations", reason="Ours.", changed_at=NOW
    )
    address = reverse("reports:read_draft", args=[world.challenge.ref])
    browser = signed_in(world.carys)
    with django_assert_num_queries(7):
        assert "Comment<span" in browser.get(address).text
    browser = signed_in(world.tom)
    with django_assert_num_queries(11):
        page = browser.get(address).text
    assert f"Comments raised: {rows}." in page
    assert f"<td>{2 * rows}</td>" in page
    assert "considerations" in page


def test_a_draft_of_190_findings_is_whole(world_at, signed_in):
    world = scene.send(world_at(State.DRAFTING))
    fill(world, 189)
    page = signed_in(world.petra).get(reverse("reports:read_draft", args=[world.challenge.ref]))
    assert 'id="finding-190"' in page.text
    assert len(page.content) < 400_000
    for _, text in compose(world.report).statements():
        assert text.replace("'", "&#x27;") in page.text


def test_the_identity_page_shows_every_hit_a_page_at_a_time(world_at, signed_in):
    world = scene.write(world_at(State.DRAFTING))
    look(world, 60)
    address = reverse("reports:identity", args=[world.challenge.ref])
    shown = [
        signed_in(world.tom).get(f"{address}?page={number}").text.count('<article class="card">')
        for number in (1, 2, 3)
    ]
    assert shown == [25, 25, 10]


def test_the_report_page_offers_a_draft_pdf_once_it_is_made(world_at, signed_in):
    from reports.actions import editions

    world = scene.write(world_at(State.DRAFTING))
    browser = signed_in(world.tom)
    browser.post(reverse("reports:make_draft_pdf", args=[world.challenge.ref]))
    address = reverse("reports:report", args=[world.challenge.ref])
    assert 'data-poll="' in browser.get(address).text
    edition = world.challenge.report.editions.get(form="pdf")
    editions.make_edition(edition_id=edition.pk, at=NOW)
    assert f"/report/editions/{edition.ref}/" in browser.get(address).text
    answer = browser.get(reverse("reports:draft_pdf", args=[world.challenge.ref, edition.ref]))
    assert b"".join(answer.streaming_content)[:5] == b"%PDF-"


def test_a_new_draft_takes_the_place_of_the_old(world_at, signed_in, django_capture_on_commit_callbacks):
    from django.core.files.base import ContentFile

    world = scene.write(world_at(State.DRAFTING))
    browser = signed_in(world.tom)
    address = reverse("reports:make_draft_pdf", args=[world.challenge.ref])
    browser.post(address)
    old = world.challenge.report.editions.get(form="pdf")
    old.storage.save(old.stored_name, ContentFile(b"old"))
    world.challenge.report.sections.filter(key="summary").update(text="Other words.")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address)
    assert world.challenge.report.editions.get(form="pdf").pk != old.pk
    assert not old.storage.exists(old.stored_name)


@pytest.mark.parametrize("name", ["report", "read_draft", "identity", "comments"])
def test_a_report_nobody_has_begun_has_its_pages(world_at, signed_in, name):
    world = world_at(State.ACCURACY)
    page = signed_in(world.tom).get(reverse(f"reports:{name}", args=[world.challenge.ref]))
    assert page.status_code == 200


def test_host_and_team_take_what_was_made_for_them_after_publication(
    world_at, signed_in, django_assert_max_num_queries
):
    world = scene.publish(world_at(State.DRAFTING))
    page = reverse("reports:take_editions", args=[world.challenge.ref])
    browser = signed_in(world.ben)
    with django_assert_max_num_queries(12):
        shown = browser.get(page)
    made = {edition.what: edition for edition in shown.context["editions"]}
    assert set(made) == {"staff", "actions"}
    file = browser.get(f"{page}?file={made['actions'].ref}")
    assert file.headers["Content-Disposition"] == 'attachment; filename="actions.docx"'
    assert b"".join(file.streaming_content).startswith(b"docx of")
    public = world.publication.html.ref
    assert [browser.get(f"{page}?file={ref}").status_code for ref in (public, "nothing")] == [404, 404]
    assert [signed_in(getattr(world, who)).get(page).status_code for who in ("nia", "idris", "sam")] == [200, 200, 404]
    publishing.withdraw_publication(publication=world.publication, reason="Wrong.", by=world.rana, at=LATER)
    assert signed_in(world.ben).get(f"{page}?file={made['staff'].ref}").status_code == 404
    assert "no longer on the register" in signed_in(world.ben).get(page).text
