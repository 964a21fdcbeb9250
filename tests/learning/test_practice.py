"""Practice is exchanged without names until both sides agree; what is taken home is read by one's own alone."""

import pytest
from django.test import Client
from django.urls import reverse

from cycles.models import Challenge, HostBody, State
from learning.actions import practice as actions
from learning.models import Exchange, Practice, TakenHome
from notices.models import Message
from people.models import Membership
from people.refusal import Refusal
from reports.models import Publication, Report
from reviews.models import Finding
from tests import world as worlds
from tests.access.full import full_world
from tests.reports.passing import pass_check
from tests.world import NOW

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def as_(person):
    client = Client()
    client.force_login(person.user, backend=BACKEND)
    return client


def publish(world, place, kind, theme, topic="Early help"):
    """Give another authority a published report with one finding under a theme."""
    host = world.bodies[place]
    challenge = Challenge.objects.create(
        cycle=world.cycle,
        visit=world.challenge.visit,
        shape=world.shape,
        host=host,
        topic=topic,
        state=State.PUBLISHED,
    )
    HostBody.objects.create(challenge=challenge, body=host)
    report = Report.objects.create(challenge=challenge)
    pass_check(report, tree_sha256=world.editions["pdf"].tree_sha256)
    editions = {"pdf": world.editions["pdf"], "html": world.editions["html"]}
    slug = f"{place}-{topic}".lower().replace(" ", "-")
    Publication.objects.create(report=report, slug=slug, published_at=NOW, published_by=world.rana, **editions)
    said = {"kind": kind, "text": f"Of {place}", "theme": theme, "status": "agreed"}
    return Finding.objects.create(challenge=challenge, **said)


@pytest.fixture
def sides(db, clock):
    """Calderdale has a strength under Practice, Barnsley the same as an area for development, York as another."""
    world = full_world(State.PUBLISHED)
    Practice.objects.all().delete()
    practice, together = world.cycle.framework.themes.order_by("number")[:2]
    world.need = publish(world, "Barnsley", "development", practice)
    publish(world, "York", "development", together)
    for key, place in (("bea", "Barnsley"), ("yan", "York")):
        person = worlds.make_person(key, home=world.bodies[place])
        Membership.objects.create(
            person=person, role="host_sponsor", programme=world.programme, body=world.bodies[place]
        )
        setattr(world, key, person)
    world.page = reverse("learning:practice", args=[world.cycle.ref])
    return world


def told(kind):
    """Return who is told; no mail names a side, and each says where to look."""
    mails = Message.objects.filter(kind=kind).select_related("recipient")
    for mail in mails:
        said = mail.subject + mail.body.removeprefix(f"Dear {mail.recipient.name},")
        assert [name for name in ("Calderdale", "Barnsley", "Bea", "Carys", "CANARY") if name in said] == []
        assert "/practice/" in mail.body
    return sorted(mail.recipient.name for mail in mails)


def step(world, what, thing):
    return reverse("learning:answer_practice", args=[world.cycle.ref, what, thing.ref])


@pytest.mark.breaks_rules  # other authorities' reports are made by hand
def test_names_are_shown_once_both_sides_have_agreed_and_hidden_again_when_one_ends_it(sides):
    carys, bea, yan, rana = map(as_, (sides.carys, sides.bea, sides.yan, sides.rana))
    assert "CANARYFINDING strong" in carys.get(sides.page).text
    address = reverse("learning:offer_practice", args=[sides.challenge.ref, sides.finding.ref])
    refused = carys.post(address, {"words": "At  CALDERDALE we meet weekly."})
    assert (refused.status_code, "Leave “Calderdale” out" in refused.text) == (409, True)
    assert "At  CALDERDALE we meet weekly." in refused.text
    assert carys.post(address, {"words": "We meet every week."}).status_code == 302
    practice = Practice.objects.get()
    for client, may_ask in ((bea, True), (yan, False), (rana, False)):
        page = client.get(sides.page)
        assert "We meet every week." in page.text
        assert "Calderdale" not in page.text
        assert "CANARYFINDING" not in page.text
        assert (step(sides, "ask", practice) in page.text) == may_ask
    assert yan.post(step(sides, "ask", practice)).status_code == 404
    assert carys.post(step(sides, "ask", practice)).status_code == 404
    for _twice in range(2):
        assert bea.post(step(sides, "ask", practice)).status_code in (302, 404)
    exchange = Exchange.objects.get()
    assert told("practice_asked") == ["Carys"]
    assert bea.post(step(sides, "agree", exchange)).status_code == 404
    assert yan.post(step(sides, "end", exchange)).status_code == 404
    for client in (carys, rana):
        assert "Barnsley" not in client.get(sides.page).text
    assert "Answer who asks for your practice" in carys.get("/").text
    for _twice in range(2):
        assert carys.post(step(sides, "agree", exchange)).status_code == 302
    assert told("practice_agreed") == ["Bea", "Carys"]
    assert told("practice_asked") == ["Carys"]
    assert "Answer who asks for your practice" not in carys.get("/").text + bea.get("/").text
    for client in (carys, bea, rana):
        assert "Calderdale offers" in client.get(sides.page).text
        assert "Barnsley asked (Bea" in client.get(sides.page).text
    assert "Barnsley" not in yan.get(sides.page).text
    assert bea.post(step(sides, "end", exchange)).status_code == 302
    assert "Barnsley" not in carys.get(sides.page).text
    with pytest.raises(Refusal, match="exchange has ended"):
        actions.agree(exchange=exchange, by=sides.carys, at=NOW)
    again = actions.ask(practice=practice, challenge=sides.need.challenge, by=sides.bea, at=NOW)
    assert carys.post(step(sides, "withdraw", practice)).status_code == 302
    again.refresh_from_db()
    assert again.ended_at == NOW
    assert told("practice_asked") == ["Carys", "Carys"]  # asked anew
    assert "We meet every week." not in bea.get(sides.page).text
    with pytest.raises(Refusal, match="no longer offered"):
        actions.ask(practice=practice, challenge=sides.need.challenge, by=sides.bea, at=NOW)


@pytest.mark.breaks_rules  # other authorities' reports are made by hand
def test_only_published_strengths_under_a_theme_are_offered(sides):
    with pytest.raises(Refusal, match="Only a strength"):
        actions.offer(finding=sides.need, words="Words.", by=sides.bea, at=NOW)
    sides.publication.withdrawn_at, sides.publication.withdrawn_by = NOW, sides.rana
    sides.publication.withdrawn_reason = "Names"
    sides.publication.save()
    with pytest.raises(Refusal, match="public register"):
        actions.offer(finding=sides.finding, words="Words.", by=sides.carys, at=NOW)


@pytest.mark.breaks_rules  # other authorities' reports are made by hand
@pytest.mark.parametrize("rows", [1, 12])
def test_the_pages_ask_the_same_queries_whatever_there_is(sides, django_assert_num_queries, rows):
    actions.offer(finding=sides.finding, words="We meet every week.", by=sides.carys, at=NOW)
    theme = sides.finding.theme
    for number in range(rows):
        finding = publish(sides, "Sheffield", "strength", theme, topic=f"Topic {number}")
        made = actions.offer(finding=finding, words=f"Words {number}", by=sides.rana, at=NOW)
        actions.ask(practice=made, challenge=sides.challenge, by=sides.carys, at=NOW)
    pages = {"practice": (sides.carys, 11), "themes": (sides.sam, 6), "taken_home": (sides.rana, 6)}
    for name, (person, queries) in pages.items():
        client = as_(person)
        with django_assert_num_queries(queries):
            assert client.get(reverse(f"learning:{name}", args=[sides.cycle.ref])).status_code == 200


@pytest.mark.breaks_rules  # other authorities' reports are made by hand
def test_themes_count_hosts_and_hide_what_is_small_or_would_give_it_away(sides):
    practice, together = sides.cycle.framework.themes.order_by("number")[:2]
    for place in ("Doncaster", "Leeds", "Wakefield"):
        publish(sides, place, "strength", together)
    publish(sides, "Leeds", "strength", together, topic="Another")
    publish(sides, "Sheffield", "strength", practice)
    page = as_(sides.sam).get(reverse("learning:themes", args=[sides.cycle.ref]))
    rows = [[cell["text"] for cell in row] for row in page.context["rows"]]
    assert rows == [["Practice", "–", "–"], ["Working together", "4", "–"]]
    assert [[row["label"] for row in chart["rows"]] for chart in page.context["charts"]] == [["Working together"]]


def test_what_is_taken_home_is_read_by_its_author_own_sponsor_and_coordinator(world_at):
    world = world_at(State.PUBLISHED)
    bradford = worlds.make_person("bram", home=world.bodies["Bradford"])
    Membership.objects.create(
        person=bradford, role="host_sponsor", programme=world.programme, body=world.bodies["Bradford"]
    )
    own = reverse("learning:take_home", args=[world.challenge.ref])
    for text in ("We begin with the young.", "We begin with young people."):
        assert as_(world.petra).post(own, {"text": text}).status_code == 302
    assert TakenHome.objects.get().text == "We begin with young people."
    assert "We begin with young people." in as_(world.petra).get(own).text
    assert "We begin" not in as_(world.amir).get(own).text
    page = reverse("learning:taken_home", args=[world.cycle.ref])
    seen = {
        key: "We begin with young people." in as_(who).get(page).text
        for key, who in (("rana", world.rana), ("own sponsor", bradford), ("host", world.carys))
    }
    assert seen == {"rana": True, "own sponsor": True, "host": False}
    assert as_(world.petra).get(page).status_code == 403
