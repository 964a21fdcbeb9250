"""The check looks through the very bytes; what it finds stops signature and publication until mended or waived."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cycles.models import State
from reports.actions import identity, intruder, publishing
from reports.actions.looking import run_check
from reports.actions.signing import sign
from reports.document import Paragraph, ReportDocument, Section
from reports.models import Edition, IdentityCheck, Publication
from reports.placing import Places
from reviews.actions.protected import charted, give_chart
from reviews.models import EvidenceNote
from reviews.vault import vault_of, writing_vault
from tests.reports import scene
from tests.reports.passing import answer_no, pass_check
from tests.reports.scene import LATER, refusal_of
from tests.world import NOW

CHART = (
    b"name,role,email,phone\nKay Brandt,Head of Early Help,kay@x.uk,\nJo Lund,Team Manager,,\nAl Fenn,Team Manager,,\n"
)
SAID = "we were told to close the cases before the inspectors came"


@pytest.fixture
def sent(world_at):
    return scene.send(world_at(State.DRAFTING))


def write(world, text, key="summary"):
    world.report.sections.filter(key=key).update(text=text)


def html_alone(monkeypatch):
    """Check the web page alone where a test is not about the PDF: it takes no second to make."""
    from reports.actions import looking
    from reports.models.edition import PUBLISHED

    pairs = tuple(pair for pair in PUBLISHED if pair == ("report", "html"))
    monkeypatch.setattr(looking, "PUBLISHED", pairs)
    monkeypatch.setattr(identity, "PUBLISHED", pairs)


def check(world):
    asked = identity.check_identity(challenge=world.challenge, by=world.tom, at=LATER)
    done = run_check(check_id=asked.pk, at=LATER)
    assert done.problem == ""
    return done


def found(done):
    return sorted(done.hits.values_list("kind", "words", "place"))


def test_the_bytes_of_every_published_edition_are_looked_through(sent):
    write(
        sent,
        "As Kay Brandt said, the Head of Early Help is clear. We met three of the four managers. Team managers agree.",
    )
    give_chart(challenge=sent.challenge, content=CHART, name="c.csv", by=sent.ben, at=NOW)
    done = check(sent)
    assert found(done) == [
        ("name", "Kay Brandt", "summary-1"),
        ("role", "Head of Early Help", "summary-1"),
        ("small_group", "three of the four managers", "summary-1"),
    ]
    editions = sent.report.editions.filter(tree_sha256=done.tree_sha256)
    assert done.editions == {f"{edition.what}.{edition.form}": edition.sha256 for edition in editions}
    assert set(done.editions) >= {"report.html", "report.pdf"}
    assert all("(PDF)" in hit.seen_in and "(Web page)" in hit.seen_in for hit in done.hits.all())
    assert run_check(check_id=done.pk, at=LATER).hits.count() == 3


def test_words_of_a_note_nobody_approved_are_found_and_approved_ones_are_not(sent, monkeypatch):
    html_alone(monkeypatch)
    vault = writing_vault(sent.challenge)
    note = EvidenceNote(
        challenge=sent.challenge, author=sent.petra, day=NOW.date(), kind="heard", source="front_line", leans="context"
    )
    note.seal(vault, f"One of them said {SAID}, twice.")
    note.save()
    write(sent, f"Staff said that {SAID}.")
    assert [(kind, place) for kind, _, place in found(check(sent))] == [("quote", "summary-1")]
    EvidenceNote.objects.update(verbatim=True, quote_checked=True)
    assert found(check(sent)) == []


def test_a_hit_stops_the_signature_until_it_is_waived_and_an_edit_asks_again(sent, monkeypatch):
    html_alone(monkeypatch)
    say = {"challenge": sent.challenge, "by": sent.tom, "at": LATER}
    assert "has not looked through these words" in refusal_of(sign, **say)
    write(sent, "Ring 01422 123456 for help.")
    hit = check(sent).hits.get()
    answer_no(sent.report, sent.rana)
    assert refusal_of(sign, **say) == (
        "The identity check found 1 place that may give somebody away. Mend the words or waive each with a reason, "
        "then sign."
    )
    first = identity.waive_hit(hit=hit, reason="It is the front door.", by=sent.tom, at=LATER)
    assert identity.waive_hit(hit=hit, reason="Again.", by=sent.tom, at=LATER) == first
    assert found(check(sent)) == [("phone", "01422 123456", "summary-1")]
    assert not sent.report.identity_checks.last().hits.still_open().exists()
    write(sent, "More is planned.", key="next_steps")
    assert "has not looked through these words" in refusal_of(sign, **say)
    assert check(sent).hits.still_open().count() == 1  # tied to every word of the report
    assert sent.report.waivers.get().likeness == sent.report.identity_checks.last().hits.get().likeness
    identity.waive_hit(hit=sent.report.identity_checks.last().hits.get(), reason="Still.", by=sent.tom, at=LATER)
    answer_no(sent.report, sent.rana)
    assert sign(**say).state == State.FINAL
    signed = run_check(check_id=sent.report.identity_checks.last().pk, at=LATER)
    assert (signed.status, signed.hits.count(), signed.hits.still_open().count()) == ("done", 1, 0)


def test_the_checklist_is_answered_outside_the_team_for_these_very_words(sent):
    say = {"challenge": sent.challenge, "by": sent.tom, "at": LATER}
    pass_check(sent.report)
    assert "intruder checklist has not been answered" in refusal_of(sign, **say)
    answers = {key: {"answer": "no", "words": ""} for key, _ in intruder.QUESTIONS}
    keep = {"challenge": sent.challenge, "by": sent.rana, "at": LATER}
    worried = answers | {"voice": {"answer": "yes", "words": " "}}
    assert refusal_of(intruder.answer_intruder_checklist, answers=worried, **keep).startswith("Say where")
    worried["voice"]["words"] = "The second key message."
    intruder.answer_intruder_checklist(answers=worried, **keep)
    assert "somebody could be recognised" in refusal_of(sign, **say)
    intruder.answer_intruder_checklist(answers=answers, **keep)
    write(sent, "Other words.")
    pass_check(sent.report)
    assert "intruder checklist has not been answered" in refusal_of(sign, **say)
    intruder.answer_intruder_checklist(answers=answers, **keep)
    assert sign(**say).state == State.FINAL


def test_a_broken_or_changed_edition_fails_with_a_sentence(sent, monkeypatch):
    html_alone(monkeypatch)
    asked = identity.check_identity(challenge=sent.challenge, by=sent.tom, at=LATER)
    assert identity.check_identity(challenge=sent.challenge, by=sent.tom, at=LATER) == asked
    assert identity.waiting(LATER + identity.BEGIN_AFTER) == [asked.pk]
    sent.report.editions.all().delete()
    failed = run_check(check_id=asked.pk, at=LATER)
    assert (failed.status, failed.problem) == (
        "failed",
        "The words have changed since this check was asked for. Run it again.",
    )
    write(sent, "New words.")
    identity.check_changed(LATER)
    assert sent.report.identity_checks.filter(status="queued").count() == 1
    identity.check_changed(LATER)
    assert sent.report.identity_checks.filter(status="queued").count() == 1
    assert run_check(check_id=0, at=LATER) is None


@pytest.mark.breaks_rules
def test_the_database_refuses_to_publish_with_an_open_hit(world_at):
    world = scene.agree(world_at(State.DRAFTING))
    editions = {edition.form: edition for edition in world.report.editions.of([("report", "pdf"), ("report", "html")])}
    row = {"report": world.report, "published_at": LATER, "published_by": world.rana, **editions}
    row = {name: value for name, value in row.items() if name != "docx"}
    passed = world.report.identity_checks.get(tree_sha256=world.report.tree_sha256, status="done")
    hit = passed.hits.create(kind="name", place="summary-1", words="Kay", around="Kay", fingerprint="f", likeness="l")
    assert "may give somebody away" in refusal_of(
        scene.publishing.publish, challenge=world.challenge, by=world.rana, at=LATER
    )
    for change in (
        lambda: None,
        lambda: IdentityCheck.objects.filter(pk=passed.pk).update(status="queued"),
        lambda: IdentityCheck.objects.filter(pk=passed.pk).update(status="done", tree_sha256="0" * 64),
    ):
        change()
        with pytest.raises(IntegrityError, match="publication_has_no_open_hit"), transaction.atomic():
            Publication.objects.create(slug="one", **row)
    IdentityCheck.objects.filter(pk=passed.pk).update(tree_sha256=world.report.tree_sha256)
    hit.delete()
    kept = Publication.objects.create(slug="one", **row)
    other = Edition.objects.create(
        report=world.report, what="report", form="html", tree={}, tree_sha256="9" * 64, asked_at=NOW
    )
    with pytest.raises(IntegrityError, match="publication_has_no_open_hit"), transaction.atomic():
        Publication.objects.filter(pk=kept.pk).update(html=other)


def test_other_bytes_than_those_checked_are_not_published(world_at):
    world = scene.agree(world_at(State.DRAFTING))
    world.report.identity_checks.update(editions={})
    say = {"challenge": world.challenge, "by": world.rana, "at": LATER}
    assert "not the one that was checked" in refusal_of(scene.publishing.publish, **say)
    world.report.identity_checks.all().delete()
    assert "has not been run to its end" in refusal_of(scene.publishing.publish, **say)


def test_a_chart_is_sealed_replaced_and_wrong_rows_import_nothing(sent):
    say = {"challenge": sent.challenge, "by": sent.ben, "at": NOW}
    chart = give_chart(content=CHART, name="chart.csv", **say)
    assert chart.rows == 3
    assert b"Brandt" not in bytes(chart.sealed)
    assert refusal_of(give_chart, content=CHART + b",,x,\n", name="c.csv", **say) == (
        "Row 5, column “name”: there is neither a name nor a role. Nothing was imported."
    )
    assert [one.name for one in charted(sent.challenge)] == ["Kay Brandt", "Jo Lund", "Al Fenn"]
    give_chart(content=CHART.replace(b"Kay", b"May"), name="c.csv", **say)
    assert charted(sent.challenge)[0].name == "May Brandt"
    assert vault_of(sent.challenge)


def test_pages_show_what_was_found_and_why_but_never_what_it_matched(sent, signed_in, monkeypatch):
    html_alone(monkeypatch)
    give_chart(challenge=sent.challenge, content=CHART, name="c.csv", by=sent.ben, at=NOW)
    write(sent, "K. Brandt agrees.")
    refs = [sent.challenge.ref]
    tom = signed_in(sent.tom)
    assert "has not run yet" in tom.get(reverse("reports:identity", args=refs)).text
    tom.post(reverse("reports:check_identity", args=refs))
    assert "waits for a worker" in tom.get(reverse("reports:identity", args=refs)).text
    run_check(check_id=sent.report.identity_checks.get().pk, at=LATER)
    page = tom.get(reverse("reports:identity", args=refs)).text
    assert "K. Brandt" in page
    assert "Kay" not in page
    assert reverse("reports:write_section", args=[*refs, "summary"]) in page
    rana = signed_in(sent.rana)
    asked = rana.get(reverse("reports:answer_intruder_checklist", args=refs)).text
    assert intruder.QUESTIONS[0][1] in asked
    rana.post(reverse("reports:answer_intruder_checklist", args=refs), {key: "no" for key, _ in intruder.QUESTIONS})
    assert sent.report.intruder_answers.get().is_safe
    given = signed_in(sent.ben).get(reverse("reviews:protect_names", args=refs)).text
    assert "3 rows" in given
    assert "Brandt" not in given


def test_words_are_placed_where_their_neighbours_are():
    document = ReportDocument(
        "T",
        "S",
        (),
        (
            Section("a", "One", (Paragraph("a-1", "The director said no."),)),
            Section("b", "Two", (Paragraph("b-1", "Then the direc-tor said yes."),)),
        ),
    )
    places = Places(document)
    assert places.find("direc-\ntor", "Then the ", " said\nyes.") == ("b-1", "Then the direc-tor said yes.")
    assert places.find("director", "One The ", " said no") == ("a-1", "The director said no.")
    assert places.find("nobody", "", "") is None


def test_a_withheld_report_with_a_new_hit_is_waived_and_published(world_at, signed_in):
    world = scene.agree(world_at(State.DRAFTING))
    world.challenge = publishing.withhold(
        challenge=world.challenge, reason="A case is open.", review_on=date(2027, 6, 1), by=world.rana, at=LATER
    )
    run = pass_check(world.report, editions=world.report.editions.all())
    hit = run.hits.create(
        kind="name", place="summary-1", words="Summary", around="Summary", fingerprint="5" * 64, likeness="6" * 64
    )
    report, page = (reverse(f"reports:{name}", args=[world.challenge.ref]) for name in ("report", "identity"))
    assert "The identity check found something in the signed editions." in signed_in(world.rana).get(report).text
    lead = signed_in(world.tom)
    assert page in lead.get(report).text
    shown = lead.get(page).text
    assert ("Waive with a reason" in shown, "Mend the words<" in shown) == (True, False)
    named = {"challenge": world.challenge, "by": world.rana, "at": LATER}
    assert "found something that may give somebody away" in refusal_of(publishing.publish, **named)
    waive = reverse("reports:waive_hit", args=[world.challenge.ref, hit.ref])
    assert lead.post(waive, {"reason": "It is the heading."}).status_code == 302
    publishing.publish(**named)
    assert world.report.publication.slug


def test_the_page_says_that_words_have_changed_since(sent, signed_in, django_assert_max_num_queries):
    pass_check(sent.report)
    page = reverse("reports:identity", args=[sent.challenge.ref])
    browser = signed_in(sent.olu)
    with django_assert_max_num_queries(12):
        assert "The words have changed since" not in browser.get(page).text
    write(sent, "Other words.")
    assert "The words have changed since" in browser.get(page).text


def test_the_name_of_the_file_is_looked_through(sent, monkeypatch):
    html_alone(monkeypatch)
    give_chart(challenge=sent.challenge, content=CHART, name="c.csv", by=sent.ben, at=NOW)
    sent.challenge.topic = "Brandt"
    sent.challenge.save()
    done = check(sent)
    assert ("surname", "brandt", "metadata") in [(kind, words.lower(), place) for kind, words, place in found(done)]
