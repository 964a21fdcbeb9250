"""Signing: what must be there first, and what it freezes."""

import pytest
from django.urls import reverse

from cycles.models import State
from reports.actions import drafting, rounds
from reports.actions.signing import sign
from reports.models import Report
from reviews.models import Flag
from reviews.vault import vault_of
from tests.reports import scene
from tests.reports.passing import pass_both
from tests.reports.scene import LATER, refusal_of
from tests.world import NOW


@pytest.fixture
def sent(world_at):
    return scene.send(world_at(State.DRAFTING))


@pytest.fixture
def stored(world_at):
    return scene.stored(world_at(State.DRAFTING))


def test_signing_freezes_the_words_and_asks_for_every_edition(sent):
    pass_both(sent.report, sent.rana)
    sign(challenge=sent.challenge, by=sent.tom, at=LATER)
    report = Report.objects.get(challenge=sent.challenge)
    assert report.signed_tree["draft"] is False
    assert report.signed_tree["front"][-1] == ["Signed as final", "12 March 2027"]
    assert set(report.editions.values_list("what", "form", "status", "is_draft")) == {
        ("report", "html", "queued", False),
        ("report", "pdf", "queued", False),
        ("report", "docx", "queued", False),
        ("summary", "pdf", "queued", False),
        ("staff", "pdf", "queued", False),
        ("actions", "docx", "queued", False),
    }


def test_signing_names_everything_that_is_missing(sent):
    scene.comment(sent)
    sent.report.sections.filter(key="key_messages").update(text=" \n")
    sent.report.sections.filter(key="thanks").delete()
    sent.recommendation.findings.clear()
    drafting.recommend(
        challenge=sent.challenge, text="Meet.", actor="host", timescale="", findings=sent.findings, by=sent.tom, at=NOW
    )
    assert refusal_of(sign, challenge=sent.challenge, by=sent.tom, at=LATER) == (
        "The report cannot be signed yet: the section “Key messages” is empty; recommendation 1 rests on no agreed "
        "finding; recommendation 2 does not say by when; 1 comment of the host not decided. Nothing was changed."
    )
    sent.challenge.refresh_from_db()
    assert sent.challenge.state == State.ACCURACY


def test_signing_needs_findings_answered_flags_and_a_recommendation(sent):
    sent.recommendation.delete()
    flag = Flag(challenge=sent.challenge, finding=sent.findings[0], raised_by=sent.olu)
    flag.seal(vault_of(sent.challenge, make=True), "Only one group said so.")
    flag.save()
    assert refusal_of(sign, challenge=sent.challenge, by=sent.tom, at=LATER) == (
        "The report cannot be signed yet: 1 flag on agreed findings not answered; there is no recommendation. "
        "Nothing was changed."
    )
    sent.challenge.findings.update(status="dropped", dropped_reason="Said twice.")
    assert "no finding is agreed" in refusal_of(sign, challenge=sent.challenge, by=sent.tom, at=LATER)


def test_a_finding_dropped_since_carries_no_recommendation(sent):
    sent.challenge.findings.filter(pk=sent.findings[0].pk).update(status="dropped", dropped_reason="Said twice.")
    assert "recommendation 1 rests on no agreed finding" in refusal_of(
        sign, challenge=sent.challenge, by=sent.tom, at=LATER
    )


def test_the_checklist_leads_to_what_is_missing(sent, signed_in):
    rounds.finish_checking(challenge=sent.challenge, by=sent.ben, at=NOW)
    sent.report.sections.filter(key="next_steps").update(text="")
    client = signed_in(sent.tom)
    refs = [sent.challenge.ref]
    for name in ("report", "sign"):
        page = client.get(reverse(f"reports:{name}", args=refs)).text
        assert "the section “Next steps” is empty" in page
        assert reverse("reports:write_section", args=[*refs, "next_steps"]) in page
    assert ">Sign as final<" not in page
    answer = client.post(reverse("reports:sign", args=refs), follow=True).text
    assert "cannot be signed yet: the section “Next steps” is empty. Nothing was changed." in answer
    sent.report.sections.filter(key="next_steps").update(text="The host plans.")
    assert ">Sign as final<" in " ".join(client.get(reverse("reports:sign", args=refs)).text.split()).replace("> ", ">")
    host = signed_in(sent.ben).get(reverse("reports:report", args=refs)).text
    assert "Before the report can be signed" not in host


def test_signing_waits_for_what_the_fonts_cannot_show(sent):
    sent.report.sections.filter(key="summary").update(text="All is well 🙂.")
    pass_both(sent.report, sent.rana)
    assert refusal_of(sign, challenge=sent.challenge, by=sent.tom, at=LATER) == (
        "The PDF cannot show these characters: 🙂. Take them out of the report, then sign."
    )


def test_signing_twice_is_refused_in_words(stored):
    assert refusal_of(sign, challenge=stored.challenge, by=stored.tom, at=LATER) == (
        "This is no longer possible: the challenge is now “final”. Nothing was changed."
    )
