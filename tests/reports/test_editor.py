"""The editor: nothing typed is lost, every wording is kept, the team's remarks stay in the team."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cycles.models import State
from reports.actions import drafting, presentation, remarks
from reports.actions.signing import sign
from reports.models import Remark, Report, UnsavedText, Wording
from reviews.models import Finding
from tests.reports import scene
from tests.reports.passing import pass_both
from tests.reports.scene import LATER
from tests.world import NOW

WINDOW = "a" * 12


@pytest.fixture
def world(world_at):
    return scene.write(world_at(State.DRAFTING))


def address(world, name="write_section", *args):
    return reverse(f"reports:{name}", args=[world.challenge.ref, *(args or ("summary",))])


def typing(text, step=1, window=WINDOW, version=1):
    return {"keep": "1", "window": window, "step": step, "version": version, "text": text}


def test_what_is_typed_and_not_saved_is_offered_again_to_its_writer_alone(world, signed_in):
    page = address(world)
    browser = signed_in(world.petra)
    assert browser.post(page, typing("Half a thought")).status_code == 204
    # What an earlier moment of the window sends late changes nothing; nonsense is not kept.
    assert browser.post(page, typing("Half a", step=0)).status_code == 204
    assert browser.post(page, typing("x", window="../etc")).status_code == 400
    assert browser.post(page, typing("x", step="1e9")).status_code == 400
    assert browser.post(page, typing("x" * 100_001, step=9)).status_code == 400
    assert [row.fields for row in UnsavedText.objects.all()] == [{"text": ["Half a thought"]}]
    again = browser.get(page).text
    assert "You typed words here on 10 February 2027, 12:00 and did not save them." in again
    assert '<ins><span class="govuk-visually-hidden">[added: </span>Half' in again
    assert "Half" not in signed_in(world.mina).get(page).text
    # They are taken up in another window, and saving there ends both.
    browser = signed_in(world.petra)
    taken = browser.get(f"{page}?unsaved={WINDOW}").text
    assert "Half a thought</textarea>" in taken
    assert "You typed words here" not in taken
    saved = {"text": "A whole thought.", "version": 1, "window": "b" * 12, "taken": WINDOW}
    assert browser.post(page, saved).status_code == 302
    assert not UnsavedText.objects.exists()
    # What was saved is not unsaved, however late it comes.
    assert browser.post(page, typing("A whole thought.", step=3, window="b" * 12, version=2)).status_code == 204
    assert not UnsavedText.objects.exists()
    browser.post(page, typing("Never mind", window="c" * 12))
    assert browser.post(page, {"forget": "c" * 12}).status_code == 302
    assert not UnsavedText.objects.exists()
    # A recommendation's words are kept as well.
    advice = reverse("reports:recommend", args=[world.challenge.ref])
    browser.post(advice, {**typing("Do it", version=0), "findings": [world.findings[0].pk], "actor": "host"})
    offered = browser.get(f"{advice}?unsaved={WINDOW}").text
    assert "Do it</textarea>" in offered
    assert ('value="host" checked' in offered, f'value="{world.findings[0].pk}" checked' in offered) == (True, True)
    typed = {"text": "Do it.", "actor": "host", "timescale": "six", "findings": [world.findings[0].pk], "version": 0}
    browser.post(advice, {**typed, "window": "d" * 12, "taken": WINDOW})
    assert not UnsavedText.objects.exists()


def test_whoever_saves_second_sees_both_texts_and_joins_them(world, signed_in):
    page = address(world)
    base = "First.\n\nSecond."
    named = {"challenge": world.challenge, "key": "summary", "at": NOW}
    drafting.write_section(text=base, version=1, by=world.mina, **named)
    drafting.write_section(text="First, by Mina.\n\nSecond.", version=2, by=world.mina, **named)
    mine = {"text": "First.\n\nSecond, by Petra.", "version": 2, "window": WINDOW}
    browser = signed_in(world.petra)
    clash = browser.post(page, mine)
    assert clash.status_code == 409
    assert "Mina saved this at 12:00 on 10 February, while you were writing. Both texts are below" in clash.text
    assert "[taken out: </span>First, by Mina." in clash.text
    assert "Second, by Petra.</textarea>" in clash.text
    # Neither is lost: hers is saved, what was typed is kept though this window may close.
    assert [row.fields["text"] for row in UnsavedText.objects.all()] == [[mine["text"]]]
    joined = browser.post(page, {**mine, "version": 3, "base": 2, "join": "1"})
    assert joined.status_code == 200
    assert "First, by Mina.\n\nSecond, by Petra.</textarea>" in joined.text
    assert world.challenge.report.sections.get(key="summary").version == 3
    both = {"text": "First, by Mina.\n\nSecond, by Petra.", "version": 3, "window": WINDOW}
    assert browser.post(page, both).status_code == 302
    assert list(
        Wording.objects.filter(place="summary").order_by("version").values_list("version", "written_by__name")
    ) == [
        (1, "Mina"),
        (2, "Mina"),
        (3, "Mina"),
        (4, "Petra"),
    ]
    # Two people at different sections never meet.
    drafting.write_section(challenge=world.challenge, key="thanks", text="Ta.", version=1, by=world.petra, at=NOW)


def test_an_earlier_wording_is_put_back_and_nothing_is_lost_by_it(world, signed_in):
    drafting.write_section(
        challenge=world.challenge, key="summary", text="Summary of all.", version=1, by=world.petra, at=NOW
    )
    history = address(world, "wordings", "summary")
    browser = signed_in(world.mina)
    page = browser.get(history).text
    assert '[taken out: </span>it.<span class="govuk-visually-hidden">] </span></del>' in page
    assert '[added: </span>all.<span class="govuk-visually-hidden">] </span></ins>' in page
    assert browser.post(history, {"wording": 1, "version": 2}).status_code == 302
    section = world.challenge.report.sections.get(key="summary")
    assert (section.text, section.version) == ("Summary of it.", 3)
    late = browser.post(history, {"wording": 2, "version": 2})
    assert (late.status_code, "while you were writing" in late.text) == (409, True)
    assert browser.post(history, {"wording": "x", "version": 2}).status_code == 404
    # A recommendation keeps its terms with its words.
    advice = world.recommendation
    drafting.change_recommendation(
        recommendation=advice,
        text="Open it.",
        actor="partners",
        timescale="now",
        findings=world.findings[:1],
        version=0,
        by=world.mina,
        at=NOW,
    )
    browser.post(address(world, "wordings", advice.ref), {"wording": 0, "version": 1})
    advice.refresh_from_db()
    assert (advice.text, advice.actor, advice.timescale, advice.version) == (
        "Open the record at 14.",
        "host",
        "six",
        2,
    )
    assert signed_in(world.nia).get(history).status_code == 403


def test_remarks_are_the_teams_own(world, signed_in):
    page = address(world)
    browser = signed_in(world.petra)
    empty = browser.post(page, {"remark_do": "write", "remark-text": ""})
    assert (empty.status_code, "Write the remark first" in empty.text) == (422, True)
    assert browser.post(page, {"remark_do": "write", "remark-text": "Too soft?"}).status_code == 302
    made = Remark.objects.get()
    assert "Too soft?" in signed_in(world.mina).get(page).text
    # Only who made it takes it away; anybody of the team settles it.
    own = {"remark": made.ref}
    assert signed_in(world.mina).post(page, {**own, "remark_do": "delete"}).status_code == 409
    assert signed_in(world.mina).post(page, {**own, "remark_do": "settle"}).status_code == 302
    assert "Settled by Mina." in signed_in(world.petra).get(page).text
    assert signed_in(world.petra).post(page, {**own, "remark_do": "delete"}).status_code == 302
    assert not Remark.objects.exists()
    assert "Name nobody the team has met." in browser.get(page).text


@pytest.mark.parametrize("rows", [1, 30])
def test_the_editor_asks_the_same_queries_whatever_is_beside_it(world, signed_in, rows, django_assert_num_queries):
    line = world.findings[0].line
    numbers = {"notes_for": 3, "kinds": 2, "groups": 2}
    made = {"challenge": world.challenge, "kind": "strength", "status": "agreed", "line": line, **numbers}
    Finding.objects.bulk_create(Finding(text=f"Point {n}.", ref=f"ref{n:09}", **made) for n in range(rows))
    for number in range(rows):
        remarks.remark(challenge=world.challenge, place="summary", text=f"Remark {number}", by=world.tom, at=NOW)
        text = {"text": f"Summary {number}.", "version": number + 1}
        drafting.write_section(challenge=world.challenge, key="summary", **text, by=world.mina, at=NOW)
        signed_in(world.mina).post(address(world), typing("x", window=f"{number:012}"))
    presented(world)
    browser = signed_in(world.mina)
    for name, args, queries in (("write_section", ["summary"], 12), ("wordings", ["summary"], 8)):
        with django_assert_num_queries(queries):
            assert browser.get(address(world, name, *args)).status_code == 200
    with django_assert_num_queries(6):
        assert browser.get(reverse("reports:what_changed", args=[world.challenge.ref])).status_code == 200


def presented(world):
    """Freeze the presentation, then change one finding, drop another and agree a new one."""
    world.presentation = presentation.freeze_presentation(challenge=world.challenge, by=world.tom, at=NOW)
    early, known = world.findings
    Finding.objects.filter(pk=early.pk).update(text="Planning for adult life often begins late.")
    Finding.objects.filter(pk=known.pk).update(status="draft")
    made = {"challenge": world.challenge, "line": early.line, "theme": early.theme, "status": "agreed"}
    made |= {"notes_for": 3, "kinds": 2, "groups": 2}
    world.fresh = Finding.objects.create(kind="strength", text="Meetings start on time.", order=3, **made)
    return world


def test_every_finding_that_left_the_presentation_needs_the_leads_reason_before_signing(world_at, signed_in):
    world = presented(scene.write(world_at(State.DRAFTING)))
    challenge, (early, known) = world.challenge, world.findings
    changed = reverse("reports:what_changed", args=[challenge.ref])
    page = signed_in(world.mina).get(changed).text
    assert "Changed: 1. Softened: 0. Dropped: 1. New: 1." in page
    assert page.count("Needs a reason") == 3
    assert "Say why" not in page
    assert "[added: </span>often " in page.replace("</ins>", " ")

    def explain(finding, who="tom", reason="Said more plainly.", **more):
        where = reverse("reports:explain_change", args=[challenge.ref, finding.ref])
        sha256 = signed_in(world.tom).get(where).context["form"]["sha256"].value()
        return signed_in(getattr(world, who)).post(where, {"reason": reason, "sha256": sha256, **more}).status_code

    assert explain(early, who="mina") == 403
    assert [explain(finding) for finding in (early, known, world.fresh)] == [302, 302, 302]
    assert signed_in(world.mina).get(changed).text.count("Reason given") == 3
    # A changed one is called softened where the lead says so; what was dropped cannot be.
    assert [explain(finding, softened="on") for finding in (early, known)] == [302, 302]
    assert "Changed: 0. Softened: 1. Dropped: 1. New: 1." in signed_in(world.mina).get(changed).text
    # The reason was for these words; other words need another.
    where = reverse("reports:explain_change", args=[challenge.ref, early.ref])
    stale = {"reason": "Because.", "sha256": signed_in(world.tom).get(where).context["form"]["sha256"].value()}
    Finding.objects.filter(pk=early.pk).update(text="Planning for adult life begins late for some.")
    answer = signed_in(world.tom).post(where, stale)
    assert answer.status_code == 409
    assert "The words of this finding have changed since you opened this page." in answer.text
    assert "Because.</textarea>" in answer.text
    world.challenge = scene.accuracy.send_to_host(challenge=challenge, by=world.mina, at=NOW)
    named = {"challenge": world.challenge, "by": world.tom, "at": LATER}
    assert "1 finding changed, dropped or new, with no reason yet" in scene.refusal_of(sign, **named)
    Finding.objects.filter(pk=known.pk).update(status="dropped", dropped_reason="Not enough.")
    assert explain(early) == 302
    pass_both(Report.objects.get(challenge=world.challenge), world.rana)
    assert sign(**named).state == State.FINAL


def test_unsaved_words_end_with_the_signature(world, signed_in):
    signed_in(world.mina).post(address(world), typing("Half"))
    world.challenge = scene.accuracy.send_to_host(challenge=world.challenge, by=world.mina, at=NOW)
    pass_both(Report.objects.get(challenge=world.challenge), world.rana)
    sign(challenge=world.challenge, by=world.tom, at=NOW + timedelta(days=30))
    assert not UnsavedText.objects.exists()
    late = signed_in(world.mina).post(address(world), {"text": "One word more.", "version": 1})
    assert (late.status_code, "One word more.</textarea>" in late.text) == (403, True)
