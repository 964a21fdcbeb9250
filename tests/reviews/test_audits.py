"""Case audits: a sample number and nothing that says whose case it is, for those with case data."""

import uuid

import pytest
from django.urls import reverse

from cycles.models import Framework, State, Theme
from reviews.audits import DEFAULT_PROMPTS, is_sample_number, points_at_somebody, prompts_of
from reviews.models import CaseAudit, EvidenceNote
from tests.access.full import full_world

pytestmark = pytest.mark.breaks_rules  # the full world is put down by hand
SAID = {"service_area": "Transitions", "age_band": "16-17", "agreement": "higher", "prompt_0": "Reviewed in time."}


@pytest.fixture
def world(db, clock):
    return full_world(State.ON_SITE)


def address(world, name, *args):
    return reverse(f"reviews:{name}", args=[world.challenge.ref, *args])


def write(world, signed_in, key="petra", **typed):
    return signed_in(getattr(world, key)).post(address(world, "write_case_audit"), {"sample": "b7", **SAID, **typed})


@pytest.mark.parametrize("code", ["7", "A12", "CH-004", "12B"])
def test_a_short_code_is_a_sample_number(code):
    assert is_sample_number(code)


@pytest.mark.parametrize(
    "code",
    ["KAY", "KAY BRANDT", "SMITH1", "01/02/2010", "010210", "9434765919", "943 476 5919", "2010-02-01", "", "A 1"],
)
def test_what_could_say_whose_case_it_is_is_no_sample_number(code):
    assert not is_sample_number(code)


def test_an_audit_is_sealed_and_kept_once(world, signed_in):
    for _ in range(2):
        assert write(world, signed_in).url == address(world, "case_audits")
    audit = CaseAudit.objects.get(sample="B7")
    assert (audit.auditor, audit.agreement, audit.revision) == (world.petra, "higher", 1)
    assert b"Reviewed" not in bytes(audit.sealed)
    assert b"Transitions" not in bytes(audit.sealed)
    assert "Reviewed in time." in signed_in(world.mina).get(address(world, "case_audits")).text
    again = write(world, signed_in, prompt_0="Other words.")
    assert again.status_code == 409
    assert "You have audited this sample number already" in again.text


@pytest.mark.parametrize(
    ("typed", "says", "status"),
    [
        ({"sample": "Kay Brandt"}, "never a name, a date or an NHS number", 422),
        ({"prompt_0": ""}, "under at least one prompt", 422),
        ({"prompt_0": "NHS 943 476 5919"}, "Take the NHS number or date of birth out", 409),
        ({"prompt_0": "She was born on 1 May."}, "Take the NHS number or date of birth out", 409),
        ({"prompt_0": "Amir knew the family."}, "Take the name out", 409),
        ({"service_area": "call 07700 900123"}, "Take the e-mail address or telephone number out", 409),
    ],
)
def test_what_says_whose_case_it_is_comes_back_to_its_auditor(world, signed_in, typed, says, status):
    answer = write(world, signed_in, **typed)
    assert answer.status_code == status
    assert says in answer.text
    assert all(value in answer.text for value in typed.values())
    assert CaseAudit.objects.count() == 2


def test_a_moment_in_words_is_no_date_of_birth():
    assert not points_at_somebody("Seen on 12/03/2026 and again in 2027; 120 days late; stubborn.")


def test_without_case_data_nothing_is_seen_or_said(world, signed_in):
    assert signed_in(world.joan).get(address(world, "case_audits")).status_code == 403
    assert "Case audits" not in signed_in(world.joan).get(address(world, "notes")).text
    assert "Case audits" in signed_in(world.petra).get(address(world, "notes")).text
    CaseAudit.objects.all().delete()
    assert "Case audits" not in signed_in(world.petra).get(address(world, "notes")).text  # no case file is read


def test_ones_own_is_changed_from_the_revision_one_saw_and_deleted(world, signed_in):
    client, edit = signed_in(world.petra), address(world, "edit_case_audit", world.audit.pk)
    form = client.get(edit).context["form"]
    assert form["prompt_6"].label == "Safeguarding"  # an old prompt that was answered stays
    changed = {"sample": "A12", **SAID, "version": 1}
    assert client.post(edit, changed).status_code == 302
    stale = client.post(edit, {**changed, "prompt_0": "From the other device."})
    assert stale.status_code == 409
    assert "From the other device." in stale.text
    assert stale.context["form"].data["version"] == "2"
    assert signed_in(world.tom).get(edit).status_code == 404
    for _ in range(2):
        client = signed_in(world.petra)
        client.post(address(world, "delete_case_audit", world.audit.pk))
    assert list(CaseAudit.objects.values_list("auditor", flat=True)) == [world.left.pk]


def test_an_immediate_concern_leads_on_and_copies_nothing(world, signed_in):
    answer = write(world, signed_in, is_urgent="on")
    assert answer.url == address(world, "raise_concern")
    page = signed_in(world.petra).get(answer.url).text
    assert "Reviewed in time." not in page
    assert "B7" not in page


def test_a_point_becomes_a_note_that_does_not_say_which_case(world, signed_in):
    client, note = signed_in(world.mina), address(world, "note_from_audit", world.audit.pk)
    assert client.get(f"{note}?of=0").context["form"]["text"].value() == "CANARYAUDIT"
    typed = {"note_id": str(uuid.uuid4()), "text": "Plans are not read.", "leans": "development"}
    for _ in range(2):
        assert client.post(note, typed).status_code == 302
    made = EvidenceNote.objects.get(pk=typed["note_id"])
    assert (made.author, made.comes_from, made.session) == (world.mina, "Cases", None)


def test_the_summary_counts_agreement_and_names_auditors_to_few(world, signed_in):
    write(world, signed_in)
    page = signed_in(world.amir).get(address(world, "case_audits"))
    assert [row["number"] for row in page.context["agreement"]] == [2, 1, 0, 0]
    assert [audit.auditor for audit in page.context["audits"]] == ["", "", ""]
    assert [audit.row.sample for audit in page.context["audits"]] == ["A12", "A12", "B7"]
    named = {audit.auditor for audit in signed_in(world.tom).get(address(world, "case_audits")).context["audits"]}
    assert named == {"Petra", "CANARYAUTHOR"}


def test_a_programme_writes_its_own_prompts_once(world, signed_in):
    assert prompts_of(world.challenge) == list(DEFAULT_PROMPTS)
    client = signed_in(world.rana)
    add = reverse("cycles:add_framework", args=[world.programme.ref])
    assert client.post(add, {"name": "Audit prompts", "kind": "case_audit"}).status_code == 302
    framework = Framework.objects.get(kind="case_audit")
    Theme.objects.create(framework=framework, number=1, name="The child was seen alone")
    assert prompts_of(world.challenge) == ["The child was seen alone"]
    twice = client.post(add, {"name": "More prompts", "kind": "case_audit"})
    assert "already has prompts for case audits" in twice.text
    cycle = client.get(reverse("cycles:edit_cycle", args=[world.cycle.ref])).text
    assert "Audit prompts" not in cycle


@pytest.mark.parametrize(("name", "queries"), [("case_audits", 8), ("write_case_audit", 6)])
def test_they_ask_a_set_number_of_questions(world, signed_in, django_assert_num_queries, name, queries):
    for sample in ("1", "2", "3", "4"):
        client = signed_in(world.petra)
        with django_assert_num_queries(queries):
            client.get(address(world, name))
        write(world, signed_in, sample=sample)
