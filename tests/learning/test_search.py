"""Search: what is public for everybody, what is one's own for its readers, and nothing else."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cycles.models import State
from followup.models import Action
from learning.actions import passages
from learning.looking import marked, words_of
from learning.models import Passage
from reports.document import Paragraph, ReportDocument, Section, Statement
from reports.models import Publication
from reviews.models import Finding
from tests.access.full import full_world
from tests.followup import scene
from tests.reports.passing import pass_check
from tests.world import NOW

SEARCH = reverse("learning:search")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def titles(client, words, kind=""):
    page = client.get(SEARCH, {"q": words, "kind": kind})
    assert page.status_code == 200
    return [(hit.kind, hit.url) for hit in page.context["hits"]]


def rewrite(world, *blocks):
    """Let the published report say something else, as a correction does."""
    tree = ReportDocument("Peer challenge of Calderdale", "Transitions", (), (Section("f", "Found", blocks),), False)
    pass_check(world.report, tree_sha256=tree.sha256())
    world.editions["html"].tree, world.editions["html"].tree_sha256 = tree.to_json(), tree.sha256()
    world.editions["html"].save()


def test_the_public_is_offered_only_kinds_it_can_find(world, signed_in):
    offered = [
        [value for value, _ in someone.get(SEARCH).context["form"].fields["kind"].choices]
        for someone in (Client(), signed_in(world.petra))
    ]
    assert offered == [["", "report", "finding", "plan"], ["", "report", "finding", "plan", "action", "practice"]]


@pytest.fixture
def published(db, clock):
    return full_world(State.PUBLISHED)


@pytest.mark.breaks_rules  # the editions are written by hand
def test_everybody_finds_published_words_where_they_stand_until_they_are_withdrawn(client, published, signed_in):
    page = reverse("reports:published", args=["calderdale-transitions-2027"])
    strength = Statement("finding-1", "strength", 'Thresholds are clear < shared & "known".', "Families agree.", 1)
    assert titles(client, "young people") == [("Report", f"{page}#summary-1")]
    assert titles(client, "calderdale") == [("Report", page)]
    rewrite(published, Paragraph("p", "Quite other words."), strength)
    # What was put right is no longer found, although the new words are not taken down yet.
    assert titles(client, "young people") == titles(client, "thresholds") == []
    assert [passages.keep_in_step(), passages.keep_in_step()] == [2, 0]  # the report, and the plan beside it
    assert titles(client, "clear thresholds") == [("Finding", f"{page}#finding-1")]
    assert titles(client, "clear thresholds", kind="report") == []
    shown = client.get(SEARCH, {"q": "THRESHOLDS families"}).text
    assert "<mark>Thresholds</mark> are clear &lt; shared &amp; &quot;known&quot;." in shown
    assert "<mark>Families</mark>" in shown
    published.publication.withdrawn_at, published.publication.withdrawn_by = NOW, published.rana
    published.publication.withdrawn_reason = "Names"
    published.publication.save()
    assert titles(client, "thresholds") == titles(client, "calderdale") == []
    assert passages.keep_in_step() == 0
    assert not Passage.objects.exists()


@pytest.mark.parametrize("state", [State.ON_SITE, State.FINAL, State.WITHHELD])
def test_findings_that_are_not_published_are_found_by_who_reads_them_now(state, db, clock):
    world = full_world(state)
    found = {}
    for key in ("tom", "petra", "nia", "carys", "rana", "idris", "ada", "sam", None):
        client = Client()
        if key:
            client.force_login(getattr(world, key).user, backend=BACKEND)
        page = client.get(SEARCH, {"q": "lanterns"})
        found[key] = len(page.context["hits"])
        assert ("CANARYFINDING" in page.text) == bool(found[key])
        assert [count for _kind, count in page.context["counts"]] == ([found[key]] if found[key] else [])
    team = {"tom": 2, "petra": 0 if state == State.WITHHELD else 2, "nia": 0 if state == State.WITHHELD else 2}
    assert found == {**team, "carys": 0, "rana": 0, "idris": 0, "ada": 0, "sam": 0, None: 0}


def test_actions_are_found_by_who_reads_the_plan_in_full(db, clock):
    world = full_world(State.PUBLISHED)
    found = {}
    for key in ("ben", "tom", "rana", "grace", "idris", "sam", "ada"):
        client = Client()
        client.force_login(getattr(world, key).user, backend=BACKEND)
        page = client.get(SEARCH, {"q": "planning fourteen", "kind": "action"})
        found[key] = [hit.url for hit in page.context["hits"]]
    address = reverse("followup:action", args=[world.challenge.ref, world.action.ref])
    assert found == {key: [] if key in ("sam", "ada") else [address] for key in found}


@pytest.mark.parametrize("rows", [1, 30])
def test_a_search_asks_the_same_queries_whatever_it_finds(world_at, signed_in, django_assert_num_queries, rows):
    world = world_at(State.ON_SITE)
    Finding.objects.bulk_create(
        Finding(challenge=world.challenge, kind="strength", text=f"A clear threshold {number}", drafted_by=world.petra)
        for number in range(rows)
    )
    with django_assert_num_queries(1):
        assert titles(Client(), "threshold") == []
    client = signed_in(world.petra)
    with django_assert_num_queries(8):
        page = client.get(SEARCH, {"q": "threshold"})
    assert page.context["page"].paginator.count == rows
    assert len(page.context["hits"]) == min(rows, 20)


@pytest.mark.parametrize("asked", ["", "   ", "!!! ??", "' OR 1=1 --", '"open', "a" * 201, "%", "\\", "🙂"])
def test_odd_words_are_answered_with_a_page(published, client, asked):
    assert client.get(SEARCH, {"q": asked}).status_code == 200
    assert client.get(SEARCH, {"q": asked, "kind": "notes", "page": "-7"}).status_code == 200


def test_words_are_marked_and_everything_else_is_escaped():
    assert words_of("children's “early help” <script>") == ["children's", "early", "help", "script"]
    if connection.vendor != "postgresql":
        assert marked("a <script> b", "script") == "a &lt;<mark>script</mark>&gt; b"
    assert "<script>" not in marked("\x02<script>\x03", "nothing")


@pytest.mark.postgres
def test_words_of_passages_are_found_by_the_index(published):
    from learning.looking import matching

    if connection.vendor != "postgresql":
        pytest.skip("Full text is PostgreSQL's.")
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
    plan = matching(Passage.objects.all(), ("text",), "young").explain()
    assert "learning_passage_words" in plan
    assert matching(Passage.objects.all(), ("text",), "a young person OR knows").count() == 0
    assert matching(Passage.objects.all(), ("text",), "nobody OR (being known)").count() == 1


@pytest.mark.either
def test_a_published_plan_is_found_by_everybody_in_the_version_they_read(world_at, client):
    world = scene.ready(world_at(State.DRAFTING))
    assert passages.keep_in_step() == 1  # the report
    assert titles(client, "fifteenth birthday") == []
    scene.publish_plan(challenge=world.challenge, by=world.carys, at=scene.THEN)
    slug = world.report.publication.slug
    page = reverse("followup:read_plan", args=[slug])
    assert [passages.keep_in_step(), passages.keep_in_step()] == [1, 0]
    assert titles(client, "fifteenth birthday") == [("Action plan", f"{page}#action-1")]
    assert titles(client, "done already", kind="plan") == [("Action plan", f"{page}#response-2-why-1")]
    assert 'id="action-1"' in client.get(page).text
    # A version that takes its place is found from then on alone, and nothing once the report is withdrawn.
    Action.objects.filter(pk=world.action.pk).update(measure="Plans are begun in Year 9.")
    version = scene.store(scene.mark_ready(challenge=world.challenge, despite="", by=world.ben, at=scene.THEN))
    assert len(titles(client, "fifteenth birthday")) == 1
    scene.publish_plan(challenge=world.challenge, by=world.carys, at=scene.THEN)
    assert titles(client, "fifteenth birthday") == []
    assert [passages.keep_in_step(), version.number] == [1, 2]
    assert len(titles(client, "begun in Year 9")) == 1
    Publication.objects.update(withdrawn_at=NOW, withdrawn_by=world.rana, withdrawn_reason="Names")
    assert titles(client, "begun in Year 9") == []
    assert [passages.keep_in_step(), Passage.objects.count()] == [0, 0]
