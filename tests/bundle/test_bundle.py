"""Bundles: what comes in goes out again the same, lands unsigned, and never holds what was confided."""

import copy
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from cycles.gathering import lacking
from cycles.models import Challenge, CycleMember, Event, Intervention, State
from peerchallenge.bundle.exporting import as_text, bundle_of
from peerchallenge.bundle.landing import import_bundle
from peerchallenge.bundle.reading import Faulty, read_bundle, validator
from peerchallenge.invariants import breaches
from people.models import Body, Region
from people.refusal import Refusal
from reports.compose import compose, document_of
from reviews.models import EvidenceNote, Finding, Hypothesis, LineOfEnquiry, ProtectedName
from reviews.queries.shapes import questionnaire_of
from reviews.vault import vault_of
from tests.bundle.afterwards import AFTER
from tests.world import NOW
from voices.queries.surveys import results_of

HAND_MADE = Path(__file__).parent / "hand_made.json"


@pytest.fixture
def hand_made():
    return read_bundle(HAND_MADE.read_bytes())


@pytest.fixture
def landed(db, hand_made):
    return import_bundle(data=hand_made, create=True, by=None, at=NOW).challenge


def command(name, *arguments, **options):
    call_command(name, *arguments, **options)


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(validator().schema)


def test_an_import_lands_in_drafting_with_its_evidence_held_elsewhere(landed):
    assert landed.state == State.DRAFTING
    assert landed.findings.filter(held_elsewhere=True, status="agreed").count() == 20
    assert [landed.report.recommendations.count(), landed.report.signed_at] == [6, None]
    event = Event.objects.get(challenge=landed)
    assert [event.what, event.to_state, event.by] == ["import", "drafting", None]
    assert list(breaches(NOW.date())) == []


def test_an_imported_report_says_what_the_bundle_says(landed, hand_made):
    document = compose(landed.report)
    said = {text for _, text in document.statements()}
    assert document.draft
    assert {finding["text"] for finding in hand_made["findings"]} <= said
    assert {advice["text"] for advice in hand_made["recommendations"]} <= said
    assert {row["organisation"] for row in hand_made["team"]} <= said
    assert {row["words"] for row in hand_made["counts"]} <= said
    assert any("Comments raised: 11. Comments accepted: 8." in text for text in said)


def test_what_is_exported_comes_back_the_same(landed):
    first = as_text(bundle_of(Challenge.objects.with_host().get(pk=landed.pk)))
    Challenge.objects.filter(pk=landed.pk).update(topic="Moved out of the way")
    again = import_bundle(data=read_bundle(first.encode()), by=None, at=NOW).challenge
    assert as_text(bundle_of(Challenge.objects.with_host().get(pk=again.pk))) == first


def exported(challenge):
    return bundle_of(Challenge.objects.with_host().get(pk=challenge.pk))


@pytest.mark.either
def test_what_came_after_a_report_comes_back_the_same_and_confirmed_by_nobody(db, hand_made):
    data = read_bundle(as_text(hand_made | copy.deepcopy(AFTER)).encode())
    landed = import_bundle(data=data, create=True, by=None, at=NOW)
    challenge = landed.challenge
    assert {
        "body “Southmere”",
        "theme “Safe workloads” in the framework “Employer standards for social workers”",
    } <= set(landed.made)
    said = exported(challenge)
    assert {name: said[name] for name in AFTER} == AFTER
    assert list(breaches(NOW.date())) == []
    action = challenge.action_plan.actions.get()
    assert [action.closed_at, action.owner, challenge.action_plan.ready_at] == [None, None, None]
    assert [(entry.kind, entry.by) for entry in action.entries.all()] == [("imported", None)]
    assert {point.frozen for point in challenge.indicators.get().points.all()} == {True}
    assert len(challenge.commitments_page.link) == 24
    years = results_of(challenge.surveys.get())["results"][0]["rows"]
    assert [row["cells"] for row in years if row["answer"] == "Agree"] == [[{"number": 12, "share": 55}]]
    # Once more, from what was exported.
    Challenge.objects.filter(pk=challenge.pk).update(topic="Moved out of the way")
    again = import_bundle(data=read_bundle(as_text(said).encode()), by=None, at=NOW)
    assert as_text(exported(again.challenge)) == as_text(said)
    assert again.made == []


def test_a_longer_visit_travels_as_a_number_and_the_intervention_stays(world_at):
    world = world_at(State.DRAFTING)
    member = CycleMember.objects.get(cycle=world.cycle, body=world.challenge.host)
    Intervention.objects.create(member=member, extra_days=2, commissioner="Secret commissioner", board_on=NOW.date())
    Challenge.objects.filter(pk=world.challenge.pk).update(extra_days=2)
    said = exported(world.challenge)
    assert said["challenge"]["extra_days"] == 2
    assert "Secret" not in as_text(said)
    assert "intervention" not in as_text(said).lower()
    Challenge.objects.filter(pk=world.challenge.pk).update(topic="Moved out of the way")
    landed = import_bundle(data=read_bundle(as_text(said).encode()), by=None, at=NOW).challenge
    assert (landed.extra_days, landed.days) == (2, landed.shape.days + 2)


def test_a_day_of_many_hosts_can_be_concluded_where_its_file_lands(db, hand_made):
    front = hand_made["challenge"]
    front["shape"] = {"name": "Many hosts", "kind": "many_hosts", "days": 1, "team_size": 2}
    data = hand_made | {name: AFTER[name] for name in ("questionnaire", "outcomes", "desk_analysis")}
    challenge = import_bundle(data=read_bundle(as_text(data).encode()), create=True, by=None, at=NOW).challenge
    assert questionnaire_of(challenge).analysis == AFTER["desk_analysis"]
    assert lacking("conclude", challenge) == []


def test_a_progress_review_lands_beside_what_it_looks_back_on(landed, hand_made):
    data, front = copy.deepcopy(hand_made), hand_made["challenge"]
    data["challenge"] |= {
        "topic": "One year on",
        "shape": {"name": "Progress review", "kind": "progress_review", "days": 2, "team_size": 3},
    }
    line = {
        "original": hand_made["findings"][2]["text"],
        "finding": hand_made["findings"][0]["key"],
        "verdict": "moved",
    }
    data["review"] = {"cycle": front["cycle"]["name"], "topic": front["topic"], "reopened": [line]}
    said = exported(import_bundle(data=read_bundle(as_text(data).encode()), create=True, by=None, at=NOW).challenge)
    assert said["review"] == data["review"] | {"reopened": [line | {"finding": "finding-1"}]}
    data["challenge"]["topic"], line["original"] = "Two years on", "Never found"
    with pytest.raises(
        Faulty, match=r"^\$\.review\.reopened\[0\]\.original: the earlier challenge has no such finding$"
    ):
        import_bundle(data=data, by=None, at=NOW)
    data["review"]["topic"] = "Never looked at"
    with pytest.raises(Faulty, match=r"^\$\.review: this host has no challenge on “Never looked at”"):
        import_bundle(data=data, by=None, at=NOW)
    assert Challenge.objects.count() == 2


def test_the_same_file_twice_is_a_sentence_and_no_double(landed, hand_made):
    with pytest.raises(Refusal, match="already here"):
        import_bundle(data=hand_made, create=True, by=None, at=NOW)
    assert Challenge.objects.count() == 1


def test_unknown_places_are_all_named_and_nothing_is_kept(db, hand_made):
    with pytest.raises(Faulty) as faulty:
        import_bundle(data=hand_made, by=None, at=NOW)
    places = [fault.partition(":")[0] for fault in faulty.value.faults]
    assert places[:3] == ["$.challenge.region", "$.challenge.programme", "$.challenge.cycle"]
    assert "$.themes[2]" in places
    assert [Region.objects.count(), Challenge.objects.count()] == [0, 0]


def test_an_import_into_a_known_cycle_makes_nothing_new(world, hand_made):
    front = hand_made["challenge"]
    front |= {
        "region": world.region.name,
        "programme": {"name": world.programme.name, "service": "children"},
        "cycle": {"name": world.cycle.name, "starts_on": "2027-01-01", "ends_on": "2028-06-30"},
        "shape": {"name": world.shape.name, "kind": "team_visit", "days": 3, "team_size": 6},
        "framework": world.cycle.framework.name,
        "host": "York",
        "hosts": [{"name": "York", "kind": "authority"}],
    }
    for theme, known in zip(hand_made["themes"], world.cycle.framework.themes.order_by("number"), strict=True):
        theme["name"] = known.name
    bodies = Body.objects.count()
    landed = import_bundle(data=hand_made, by=world.rana, at=NOW)
    assert landed.made == []
    assert Body.objects.count() == bodies
    assert landed.challenge.host == world.bodies["York"]


def test_a_lead_from_the_host_is_refused(world, hand_made):
    world.tom.home = Body.objects.create(region=Region.objects.create(name="The Four Rivers"), name="Northmere")
    world.tom.save()
    with pytest.raises(Refusal, match="Nobody reviews their own authority"):
        import_bundle(data=hand_made, create=True, lead=world.tom, by=None, at=NOW)


def test_a_lead_is_seated_and_may_sign(world, hand_made):
    challenge = import_bundle(data=hand_made, create=True, lead=world.tom, by=None, at=NOW).challenge
    seat = challenge.seats.get()
    assert (seat.person, seat.role, seat.status) == (world.tom, "lead", "accepted")


def test_an_export_holds_nothing_that_was_said_in_confidence(world_at):
    world = world_at(State.DRAFTING)
    challenge = world.challenge
    vault = vault_of(challenge, make=True)
    line = LineOfEnquiry.objects.create(challenge=challenge, number=1, question="Is it known early?", changed_by=None)
    note = EvidenceNote(
        challenge=challenge,
        author=world.petra,
        day=NOW.date(),
        kind="heard",
        source="staff",
        leans="context",
        line=line,
    )
    theory = Hypothesis(challenge=challenge, raised_by=world.amir)
    name = ProtectedName(challenge=challenge)
    for row, text in ((note, "Secret note"), (theory, "Secret theory"), (name, "Secret Person")):
        row.seal(vault, text)
        row.save()
    Finding.objects.create(
        challenge=challenge,
        kind="strength",
        text="Said aloud",
        status="agreed",
        drafted_by=world.mina,
        thin_reason="The team saw it for itself.",
    )
    Finding.objects.create(
        challenge=challenge, kind="strength", text="Secret draft", status="draft", drafted_by=world.mina
    )
    text = as_text(bundle_of(Challenge.objects.with_host().get(pk=challenge.pk)))
    assert "Said aloud" in text
    assert "Secret" not in text
    assert not any(person.name in text for person in (world.petra, world.amir, world.mina, world.tom))


@pytest.mark.parametrize("state", [State.PROPOSED, State.ON_SITE, State.CANCELLED])
def test_there_is_nothing_to_export_before_drafting(world_at, state):
    with pytest.raises(Refusal, match="no report to export"):
        bundle_of(world_at(state).challenge)


def test_the_commands_carry_a_file_in_and_out(db, tmp_path, capsys):
    command("import_challenge", str(HAND_MADE), create=True)
    ref = Challenge.objects.get().ref
    out = tmp_path / "out.json"
    command("export_challenge", ref, output=out)
    assert read_bundle(out.read_bytes())["accuracy"] == {"raised": 11, "accepted": 8}
    command("export_challenge", ref)
    assert out.read_text() in capsys.readouterr().out


def test_a_dry_run_keeps_nothing(db, capsys):
    command("import_challenge", str(HAND_MADE), create=True, dry_run=True)
    assert "is sound" in capsys.readouterr().out
    assert [Region.objects.count(), Challenge.objects.count()] == [0, 0]


def test_the_command_names_every_fault_by_its_path(db, tmp_path):
    data = json.loads(HAND_MADE.read_text())
    data["findings"][3]["theme"] = "elsewhere"
    data["recommendations"][1]["findings"].append("nowhere")
    file = tmp_path / "broken.json"
    file.write_text(json.dumps(data))
    with pytest.raises(CommandError) as error:
        command("import_challenge", str(file), create=True)
    assert "2 faults. Nothing was imported." in str(error.value)
    assert "$.findings[3].theme: there is no theme “elsewhere”" in str(error.value)
    assert "$.recommendations[1].findings[2]: there is no finding “nowhere”" in str(error.value)


def test_a_missing_file_and_an_unknown_challenge_are_sentences(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        command("import_challenge", str(tmp_path / "none.json"))
    with pytest.raises(CommandError, match="There is no challenge"):
        command("export_challenge", "none")
    with pytest.raises(CommandError, match="There is no challenge"):
        command("render_report", "none", output=tmp_path / "x.pdf")


def test_a_report_is_rendered_as_a_file_that_says_draft(landed, tmp_path):
    command("render_report", landed.ref, edition="html", output=tmp_path / "r.html")
    assert "Draft peer challenge report" in (tmp_path / "r.html").read_text()
    command("render_report", landed.ref, edition="pdf", output=tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    assert document_of(landed.report).draft
