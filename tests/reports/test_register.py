"""The public register: for everybody, fast, without a cookie."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from cycles.models import State
from people.models import Body
from reports.models import Publication
from tests.access.full import full_world
from tests.reports.passing import pass_check
from tests.world import NOW


@pytest.fixture
def published(db, clock):
    return full_world(State.PUBLISHED)


def test_an_empty_register_says_what_will_be_there(client, db):
    page = client.get(reverse("reports:register"))
    assert "No report has been published yet" in page.text


def test_a_public_page_sets_no_cookie_and_may_be_cached(client, published):
    for name, kwargs in (("register", {}), ("published", {"slug": published.publication.slug})):
        page = client.get(reverse(f"reports:{name}", kwargs=kwargs))
        assert (page.status_code, page.cookies.output(), page.headers.get("Vary")) == (200, "", None)
        assert page.headers["Cache-Control"] == {"register": "public, max-age=300"}.get(name, "public, no-cache")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_register_asks_the_same_queries_whatever_its_length(client, published, rows, django_assert_num_queries):
    for number in range(1, rows):
        another_publication(published, number)
    with django_assert_num_queries(3):
        client.get(reverse("reports:register"))
    for name, args in (("register_file", ["json"]), ("register_file", ["csv"]), ("sitemap", []), ("feed", [])):
        with django_assert_num_queries(1):
            client.get(reverse(f"reports:{name}", args=args))


def another_publication(world, number):
    from cycles.models import Challenge, HostBody
    from reports.models import Report

    host = Body.objects.create(region=world.region, name=f"Place {number}")
    challenge = Challenge.objects.create(
        cycle=world.cycle, visit=world.challenge.visit, shape=world.shape, host=host, topic="Early help"
    )
    HostBody.objects.create(challenge=challenge, body=host)
    report = Report.objects.create(challenge=challenge)
    pass_check(report, tree_sha256=world.editions["pdf"].tree_sha256)
    return Publication.objects.create(
        report=report,
        slug=f"place-{number}",
        published_at=NOW,
        published_by=world.carys,
        pdf=world.editions["pdf"],
        html=world.editions["html"],
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=calder", 1),
        ("q=transitions+calderdale", 1),
        ("q=york", 0),
        ("year=2026", 0),
        ("year=2027&authority=Calderdale&theme=Practice&kind=team_visit", 1),
        ("theme=Leadership", 0),
        ("authority=York", 0),
        ("kind=triad", 0),
    ],
)
def test_the_register_is_narrowed_by_words_authority_theme_year_and_kind(client, published, query, found):
    page = client.get(f"{reverse('reports:register')}?{query}")
    assert page.context["page"].paginator.count == found
    rows = client.get(f"{reverse('reports:register_file', args=['json'])}?{query}").json()["reports"]
    assert len(rows) == found


def test_a_published_report_is_one_query_and_the_stored_bytes(client, published, django_assert_num_queries):
    address = reverse("reports:published", args=[published.publication.slug])
    for queries in (3, 1):  # drawn, and kept drawn
        with django_assert_num_queries(queries):
            page = client.get(address)
        assert "the html of it" in page.text
        assert "Download as PDF (0 pages, 13\xa0bytes)" in page.text


def test_the_page_is_the_same_for_everybody_and_says_nothing_of_who_reads(published, signed_in):
    address = reverse("reports:published", args=[published.publication.slug])
    as_rana = signed_in(published.rana).get(address)
    as_anybody = Client().get(address)
    assert as_rana.content == as_anybody.content
    assert "Rana" not in as_rana.text
    assert as_rana.headers["Content-Security-Policy"] == as_anybody.headers["Content-Security-Policy"]


def test_the_download_is_the_stored_file_under_its_hash(client, published, django_assert_num_queries):
    address = reverse("reports:download", args=[published.publication.slug])
    with django_assert_num_queries(1):
        answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"the pdf of it"
    assert answer.headers["Content-Disposition"] == 'inline; filename="calderdale-transitions-2027.pdf"'
    assert answer.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("name", ["published", "download"])
def test_a_reader_who_has_the_bytes_is_told_so_until_the_report_is_withdrawn(client, published, name):
    publication = published.publication
    address = reverse(f"reports:{name}", args=[publication.slug])
    first = client.get(address)
    first.getvalue()
    tag = first.headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["Cache-Control"]) == (304, b"", "public, no-cache")
    other = client.get(address, headers={"If-None-Match": '"another"'})
    other.getvalue()
    assert other.status_code == 200
    withdraw(published)
    gone = client.get(address, headers={"If-None-Match": tag})
    assert gone.status_code == 410
    assert "Cache-Control" not in gone.headers


def test_a_renamed_host_is_renamed_on_the_page_at_once(client, published):
    address = reverse("reports:published", args=[published.publication.slug])
    before = client.get(address).headers["ETag"]
    Body.objects.filter(pk=published.host.pk).update(name="Calder Valley")
    page = client.get(address)
    assert "Calder Valley: Transitions" in page.text
    assert page.headers["ETag"] != before


def withdraw(world):
    publication = world.publication
    publication.withdrawn_at, publication.withdrawn_by, publication.withdrawn_reason = NOW, world.rana, "Wrong file"
    publication.save()


def test_a_withdrawn_report_says_so_at_its_old_address(client, published):
    publication = published.publication
    for name in ("published", "download"):
        answer = client.get(reverse(f"reports:{name}", args=[publication.slug]))
        answer.getvalue()
        assert answer.status_code == 200
    withdraw(published)
    for name in ("published", "download"):
        answer = client.get(reverse(f"reports:{name}", args=[publication.slug]))
        assert answer.status_code == 410
        assert "This report has been withdrawn" in answer.text
    assert client.get(reverse("reports:register")).context["page"].paginator.count == 0


def test_the_feed_names_the_newest_reports(client, published):
    feed = client.get(reverse("reports:feed"))
    assert feed.headers["Content-Type"] == "application/atom+xml"
    assert "<title>Calderdale: Transitions</title>" in feed.text


def test_the_register_is_a_file_a_sitemap_and_metadata(client, published):
    Body.objects.filter(pk=published.host.pk).update(name="=Calder </script> Valley")
    row = client.get(reverse("reports:register_file", args=["json"])).json()["reports"][0]
    assert row == {
        "authority": "=Calder </script> Valley",
        "topic": "Transitions",
        "kind": "Team visit",
        "region": "Yorkshire and the Humber",
        "programme": "children's services",
        "first_day_on_site": "2027-02-09",
        "published": "2027-02-10",
        "corrected": "",
        "address": "http://localhost:8000/reports/calderdale-transitions-2027/",
    }
    lines = client.get(reverse("reports:register_file", args=["csv"])).content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("'=Calder </script> Valley,Transitions,Team visit,")
    assert client.get("/reports/register.exe").status_code == 404
    sitemap = client.get("/sitemap.xml").text
    assert "<loc>http://localhost:8000/reports/calderdale-transitions-2027/</loc><lastmod>2027-02-10<" in sitemap
    page = client.get(reverse("reports:published", args=["calderdale-transitions-2027"])).text
    said = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(said)["spatialCoverage"]["name"] == "=Calder </script> Valley"
    assert json.loads(said)["encoding"][0]["sha256"] == published.editions["pdf"].sha256


def test_a_file_under_its_hash_is_kept_for_ever_and_gone_with_the_report(client, published):
    kept = "public, max-age=31536000, immutable"
    for form, type_ in (("pdf", "application/pdf"), ("html", "text/html; charset=utf-8")):
        sha256 = published.editions[form].sha256
        address = reverse("reports:edition", args=["calderdale-transitions-2027", sha256, form])
        answer = client.get(address)
        assert f"the {form} of it".encode() in answer.getvalue()
        assert (answer.headers["Cache-Control"], answer.headers["Content-Type"]) == (kept, type_)
        assert client.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
        assert client.get(address.replace(sha256, "0" * 64)).status_code == 404
    withdraw(published)
    gone = client.get(address)
    assert gone.status_code == 410
    assert "The reason given: Wrong file" in gone.text
