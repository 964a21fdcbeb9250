"""The demo as loaded: its promised size, true histories, sealed notes, and a cast that can sign in."""

import itertools

import pytest
from django.core.files.storage import storages
from django.urls import reverse

from cycles.days import in_words
from cycles.models import Challenge, Event, Seat, State
from cycles.moves import TEAM_VISIT
from cycles.planner.check import check
from cycles.planner.clash import clash
from cycles.planner.problem import Problem
from peerchallenge.demo import PASSWORD
from peerchallenge.demo.cast import OTHERS, PARTS, cast_of_demo
from peerchallenge.invariants import breaches
from people.models import Person, Training
from planning.asking.weeks import Weeks
from planning.judging import Judged, plan_of
from planning.models import Wish
from planning.sketch import Sketch
from reports.compose import compose
from reports.document import from_json
from reports.models import Edition, IdentityHit, Publication, Report
from reviews.meter import kept_strength, strength
from reviews.models import DocumentVersion, EvidenceNote, Finding, Flag, Session, TimetableProposal
from reviews.queries import activity_counts
from reviews.vault import key_path
from tests.demo.conftest import NOW
from tests.demo.founding import DOCUMENTS, address, words_of


def of(key, stage):
    return next(scene for scene in stage.scenes if scene.key == key)


def test_every_state_has_a_challenge_and_fifteen_authorities_take_part(stage):
    assert set(Challenge.objects.values_list("state", flat=True)) == set(State.values)
    assert stage.cycle.members.count() == 15
    assert 95 <= Person.objects.count() <= 110
    assert 60 <= Person.objects.in_pool().count() <= 75


def test_whoever_is_chosen_stands_at_the_team_visit_and_not_at_another_challenge_of_its_host(stage):
    shown = [seen for some in cast_of_demo() for seen in some]
    assert {seen.challenge.shape.kind for seen in shown if seen.challenge} == {"team_visit"}
    assert {seen.person.name for seen in shown} >= {"Petra Novak", "Judith Ackroyd", "Shazia Parveen"}


def test_the_finished_challenge_is_of_the_promised_size(stage):
    done = of("calderdale", stage).challenge
    counts = dict(activity_counts(done))
    agreed = done.findings.filter(status=Finding.Status.AGREED).count()
    sizes = [counts["Sessions"], done.notes.count(), agreed, done.report.recommendations.count()]
    assert sizes == [34, 150, 25, 8]
    met = sum(s.met - s.already_met for s in done.sessions.exclude(met=None) if s.kind != Session.Kind.CASE_REVIEW)
    assert counts["Different people met, at least"] == met == 120


def test_each_history_is_a_chain_of_moves_that_ends_at_the_state(stage):
    for scene in stage.scenes:
        events = list(Event.objects.filter(challenge=scene.challenge).exclude(to_state="").order_by("at", "pk"))
        assert [events[0].what, events[0].to_state] == ["create", "proposed"], scene.key
        for before, after in itertools.pairwise(events):
            assert TEAM_VISIT.find(after.what, before.to_state).target == after.to_state
            assert (after.from_state, before.at < after.at) == (before.to_state, True)
        assert events[-1].to_state == scene.challenge.state
        assert all(event.by_id and event.at <= NOW for event in events)


def test_a_draft_of_the_plan_has_three_changes_and_is_not_released(stage):
    draft = stage.cycle.drafts.open().get()
    judged = Judged.of(draft.problem, Sketch.of(draft.sketch), Sketch.of(draft.base))
    assert draft.is_open
    assert [(change.is_moved, len(change.comes)) for change in judged.changes] == [(True, 0), (True, 0), (False, 1)]


def test_the_first_release_says_what_stands(stage, client):
    release = stage.cycle.releases.get()
    changes = list(release.changes.select_related("challenge__visit", "challenge__host"))
    assert len(changes) == 2
    for change in changes:
        visit, made = change.challenge.visit, change.challenge.events.get(what="create")
        assert change.is_public
        assert change.sentence == f"{change.challenge.host}: planned for {in_words(visit.starts_on, visit.ends_on)}"
        assert made.at == release.released_at == release.draft.made_at
    client.force_login(stage.people["carys"].user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("planning:releases", args=[stage.cycle.ref])).content.decode()
    assert "Release 1" in page
    assert all(change.sentence in page for change in changes)


def test_proposals_of_the_next_cycle_pass_the_checker_and_one_closed_host_leaves_no_plan(stage):
    asked, tried = stage.next_cycle.rounds.order_by("asked_at")
    ready = list(asked.proposals.order_by("pk"))
    assert [(one.aim, one.status) for one in ready] == [("cheapest", "done"), ("fairest", "done")]
    for one in ready:
        problem = Problem.of(asked.problem)
        found = check(problem, plan_of(problem, Sketch.of(one.plan)))
        assert (found.breaches, found.cost) == ([], one.cost)
    assert ready[0].cost <= ready[1].cost
    assert ready[0].plan != ready[1].plan
    (stuck,) = tried.proposals.all()
    assert stuck.status == "nothing_fits"
    found = clash(Problem.of(tried.problem))
    assert [one.as_data() for one in found.rules] == stuck.clash
    assert [one.as_data() for one in found.relax] == stuck.relax


def test_everything_that_must_hold_across_rows_holds(stage):
    assert list(breaches(NOW.date())) == []


def test_the_visit_on_site_spans_today_and_notes_know_their_session_only_there(stage):
    live = of("kirklees", stage)
    assert live.challenge.visit.starts_on < NOW.date() < live.challenge.visit.ends_on
    assert live.challenge.notes.exclude(session=None).count() == 42
    assert EvidenceNote.objects.exclude(session=None).exclude(challenge=live.challenge).count() == 0
    assert not live.challenge.sessions.filter(day__gt=NOW.date()).exclude(met=None).exists()


def test_notes_are_sealed_and_open_with_the_key_of_their_challenge(stage):
    scene = of("calderdale", stage)
    words = {row["text"] for row in scene.words["notes"]}
    notes = list(scene.challenge.notes.all())
    assert {note.text(scene.vault) for note in notes} == words
    assert not any(text.encode()[:20] in bytes(note.sealed) for note in notes for text in list(words)[:5])
    assert key_path(scene.challenge).exists()
    assert not key_path(of("barnsley", stage).challenge).exists()


def test_agreed_findings_keep_what_the_meter_says(stage):
    for finding in Finding.objects.filter(status="agreed", challenge__destruction=None):
        links = finding.links.values_list("speaks_for", "note__kind", "note__source")
        found = strength(links, stage.policy)
        assert kept_strength(finding, stage.policy) == found
        assert found.is_supported or finding.thin_reason, finding


def test_answers_to_flags_open_where_the_page_opens_them(stage):
    scene = of("kirklees", stage)
    answered = Flag.objects.get(challenge=scene.challenge, answered_by=stage.people["petra"])
    assert answered.text_beside("answer", scene.vault).startswith("Records read")


def test_destroyed_notes_leave_a_record_and_the_findings_numbers(stage):
    done = of("barnsley", stage).challenge
    record = done.destruction
    assert [record.counts["notes"], done.notes.count(), bool(record.key_sha256)] == [46, 0, True]
    assert record.finished_at < NOW
    assert all(finding.notes_for for finding in done.findings.filter(status="agreed"))


def test_no_team_is_larger_than_its_shape_and_most_are_whole(stage):
    for scene in stage.scenes:
        held = scene.challenge.seats.holding().exclude(role__in=["observer", "shadow"]).count()
        assert held <= scene.challenge.shape.team_size, scene.key
        if scene.challenge.state in ("on_site", "published"):
            assert held == scene.challenge.shape.team_size


def test_seats_are_trained_and_nobody_sits_on_two_visits(stage):
    held = list(Seat.objects.keeping_days().filter(status="accepted").select_related("person"))
    training = Training.objects.all()
    for seat in held:
        assert any(t.counts_on(seat.starts_on) for t in training if t.person_id == seat.person_id), seat.person
    for one in held:
        for two in held:
            apart = one.ends_on < two.starts_on or two.ends_on < one.starts_on
            assert one.visit_id == two.visit_id or one.person_id != two.person_id or apart, one.person


def test_signed_reports_are_what_the_tree_says_and_name_nobody(stage):
    signed = Report.objects.exclude(signed_at=None)
    assert signed.count() == 5
    assert set(IdentityHit.objects.values_list("kind", flat=True)) <= {"quote"}
    assert not IdentityHit.objects.still_open().exists()
    for report in signed:
        assert report.tree_sha256 == from_json(report.signed_tree).sha256()
        assert report.tree_sha256 == compose(report, signed_on=report.signed_at.date()).sha256()


def test_published_reports_can_be_read_and_downloaded(stage, client):
    assert Publication.objects.count() == 3
    assert set(Edition.objects.values_list("status", flat=True)) == {Edition.Status.READY}
    for publication in Publication.objects.all():
        assert client.get(f"/reports/{publication.slug}/").status_code == 200
        pdf = client.get(reverse("reports:download", args=[publication.slug]))
        assert b"".join(pdf.streaming_content).startswith(b"%PDF-")


def test_documents_are_real_files_of_several_types(stage):
    versions = list(DocumentVersion.objects.all())
    assert len({version.content_type for version in versions}) == 4
    for version in versions:
        with storages["default"].open(version.file.name) as file:
            assert len(file.read()) == version.size


@pytest.mark.parametrize("part", [*PARTS, *OTHERS], ids=lambda part: part.key)
def test_each_of_the_cast_signs_in_from_the_page_and_sees_home(stage, client, part):
    person = stage.people[part.key]
    assert person.ref in client.get("/demo/").content.decode()
    assert client.post("/demo/", {"person": person.ref}).url == "/"
    page = client.get("/")
    assert page.status_code == 200
    assert person.name in page.content.decode()


def test_hosts_have_said_what_suits_them_and_four_have_not_for_the_next_cycle(stage, client):
    for cycle, said in ((stage.cycle, 4), (stage.next_cycle, 11)):
        members = list(cycle.members.select_related("body").prefetch_related("wish"))
        assert (len(members), sum(hasattr(member, "wish") for member in members)) == (15, said)
        weeks = Weeks.of(cycle.starts_on, cycle.ends_on)
        mondays = {weeks.monday(number).isoformat() for number in range(weeks.count)}
        for wish in Wish.objects.filter(member__cycle=cycle):
            assert wish.preferred, wish
            assert not set(wish.preferred) & set(wish.acceptable), wish
            assert {*wish.preferred, *wish.acceptable} <= mondays, wish
            assert set(wish.required) | set(wish.desired) <= set(stage.content.region["skills"]), wish
    client.post("/demo/", {"person": stage.people["carys"].ref})
    assert "Say which weeks suit your authority" in client.get("/").text
    client.post("/demo/", {"person": stage.people["rana"].ref})
    page = client.get(reverse("planning:wishes", args=[stage.next_cycle.ref])).text
    assert "4 hosts have said nothing yet" in page
    assert "Nobody brings it" not in page


def test_a_password_opens_a_login_of_the_demo(stage):
    assert stage.people["petra"].user.check_password(PASSWORD)


def test_nobody_outside_the_cast_is_signed_in_from_the_page(stage, client):
    other = stage.people["kilner"]
    assert client.post("/demo/", {"person": other.ref}).url == "/demo/"
    assert "_auth_user_id" not in client.session


def test_the_page_is_not_there_without_demo(stage, client, settings):
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": stage.people["rana"].ref}).status_code == 404


def test_the_page_costs_the_same_few_queries_for_everybody(stage, client, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get("/demo/")


def test_the_timetable_being_built_has_a_proposal_ready(stage):
    assert [(one.status, one.unplaced) for one in TimetableProposal.objects.all()] == [("done", [])]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_founding_document_demands_is_there(stage, client, document):
    missing = []
    for row in DOCUMENTS[document]:
        client.logout()
        if row.who:
            client.force_login(stage.people[row.who].user)
        page = client.get(address(stage, row))
        said = words_of(page) if page.status_code == 200 else ""
        missing += [f"{row.demand}: {word!r} ({page.status_code})" for word in row.words if word not in said]
    assert missing == []
