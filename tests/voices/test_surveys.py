"""Surveys: answers that nobody can join to anybody, results that give nobody away."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cycles.days import add_months
from cycles.models import Framework, ProgrammeSetting
from peerchallenge.logs import masked
from people.refusal import Refusal
from reviews.actions.protected import protect_names
from reviews.models import LegalHold
from reviews.vault import vault_for_a_while
from tests.voices.asking import ask, close, fill, make, send
from tests.world import NOW
from voices.actions import surveys
from voices.actions.answers import replies_in, words_in
from voices.actions.closing import close_due, decide_words
from voices.actions.forgetting import forget_due
from voices.invariants import words_go_on_their_day
from voices.models import Box, Round, Said, Survey
from voices.queries.surveys import results_of, so_far


def put(asked, count, group="Front line", **answers):
    """Let so many people of a group answer, without their browsers."""
    from voices.actions.answers import answer

    for at in range(count):
        data = fill(asked, **answers)
        questions = list(asked.survey.questions.all())
        answer(
            asked=asked,
            mark=f"{group}{answers}{at}",
            group=group,
            choices={q.ref: data[q.ref] for q in questions if q.answers},
            words={q.ref: data[q.ref] for q in questions if not q.answers},
            at=NOW,
        )


def test_an_empty_form_is_no_reply_and_uses_no_code(world):
    asked = ask(world, make(world), way=Round.Way.CODES)
    code, client = asked.codes()[0], Client()
    url = reverse("voices:answer_survey", args=[code])
    empty = client.post(url, {"once": client.get(url).context["form"]["once"].value(), "group": "Front line"})
    assert empty.status_code == 422
    assert "Answer at least one question, or close this page" in empty.content.decode()
    assert replies_in(Box.objects.get()) == 0
    page = client.get(url).content.decode()
    assert "This code has been used" not in page
    assert "(optional)" not in page  # the page says once that any question can be left out
    assert send(asked, {asked.survey.questions.get(number=1).ref: "Agree"}, link=code).status_code == 302
    assert replies_in(Box.objects.get()) == 1


def test_the_eight_standards_come_with_the_health_check_and_belong_to_the_programme(world):
    survey = make(world)
    framework = Framework.objects.get(name="Employer standards for social workers")
    assert framework.programme == world.programme
    assert framework.themes.count() == 8
    assert survey.questions.get(number=3).standard.name == "Safe workloads"
    assert make(world, "host", "Hosts", of_cycle=True).challenge is None


def test_one_reply_is_one_however_often_it_is_sent(world):
    asked = ask(world, make(world))
    client = Client()
    url = reverse("voices:answer_survey", args=[asked.link])
    page = client.get(url)
    data = {**fill(asked, group="Front line", words="More time"), "once": page.context["form"]["once"].value()}

    first, again = client.post(url, data), client.post(url, data)

    assert [first.status_code, again.status_code] == [302, 302]
    assert replies_in(Box.objects.get()) == 1
    assert "Thank you" in client.get(first.url).content.decode()
    assert not client.cookies, "whoever answers is given no cookie"
    assert page.headers["Cache-Control"] == "no-store"


def test_a_code_works_once_and_no_other_code_does(world):
    asked = ask(world, make(world), way=Round.Way.CODES, asked=3)
    link = asked.codes()[0]
    assert send(asked, fill(asked, group="Front line"), link=link).status_code == 302
    assert "has been used" in Client().get(reverse("voices:answer_survey", args=[link])).content.decode()
    assert send(asked, fill(asked, group="Front line"), link=asked.codes()[1]).status_code == 302
    assert replies_in(Box.objects.get()) == 2
    for wrong in (asked.link, f"{asked.ref}-{'x' * 10}", "nothing", asked.ref):
        assert Client().get(reverse("voices:answer_survey", args=[wrong])).status_code == 404
    typed = Client().post(reverse("voices:enter_code"), {"code": f" {link.upper()} "})
    assert typed.url == reverse("voices:answer_survey", args=[link])
    unknown = Client().post(reverse("voices:enter_code"), {"code": f"{asked.ref}-{'x' * 10}"})
    assert "No survey has this code" in unknown.content.decode()


def test_nothing_stored_tells_who_when_or_in_which_order(world):
    """Three people write words one after the other; one row holds them, in an order of its own, and no moment."""
    asked = ask(world, make(world), way=Round.Way.CODES, asked=3)
    orders = set()
    for link, words in zip(asked.codes(), ["first", "second", "third"], strict=True):
        assert send(asked, fill(asked, group="Front line", words=words), link=link).status_code == 302
    box = Box.objects.get()
    orders = [tuple(said) for said in words_in(box, vault_for_a_while()).values()]
    assert all(sorted(said) == ["first", "second", "third"] for said in orders)
    assert box.spent == sorted(box.spent)
    assert all(link not in json.dumps([box.spent, box.counts]) for link in asked.codes())
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if t.startswith("voices_")]
        columns = {c.name for t in tables for c in connection.introspection.get_table_description(cursor, t)}
    assert not columns & {"ip", "address", "answered_at", "created_at", "token", "user_agent"}
    assert b"second" not in bytes(box.sealed_words)
    assert masked(f"GET /say/{asked.link}/ 200") == "GET /say/…/ 200"


def test_words_lie_in_no_order(world):
    """Ten people's words, one after the other, hardly ever lie as they came."""
    asked = ask(world, make(world))
    for number in range(10):
        put(asked, 1, group=f"g{number}", words=f"{number:02}")
    (one, other) = words_in(Box.objects.get(), vault_for_a_while()).values()
    assert sorted(one) == [f"{number:02}" for number in range(10)]
    assert one != sorted(one) or other != sorted(other)


def test_below_ten_replies_nothing_is_shown_not_even_how_many(world):
    asked = ask(world, make(world))
    put(asked, 9, words="Only I know this")
    assert so_far(asked) == "fewer than 10"
    shown = close(asked).shown
    assert shown == {"replies": None, "counts": {}, "least": 10, "smallest": 5}
    assert not Box.objects.exists()
    assert not Said.objects.exists()


def test_small_numbers_are_hidden_and_everything_else_of_the_answers_is_gone(world, signed_in):
    survey = make(world)
    asked = ask(world, survey)
    put(asked, 12, group="Front line")
    put(asked, 2, group="Team managers", q1="Disagree")
    closed = close(asked)

    assert closed.shown["replies"] == 14
    first = survey.questions.get(number=1)
    of_first = closed.shown["counts"].get(first.ref, {})
    assert set(of_first["Disagree"]) == {"I would rather not say"}
    assert "Team managers" not in closed.shown["counts"][""][""]
    assert not Box.objects.exists()
    page = signed_in(world.carys).get(reverse("voices:survey", args=[survey.ref])).content.decode()
    assert "14 of 60 people replied (23" in page
    assert results_of(survey)["closed"][0]["rate"] == 23


def test_what_was_shown_stands_still_and_the_next_year_lies_beside_it(world, signed_in):
    survey = make(world)
    asked = ask(world, survey)
    put(asked, 10, group="Front line")
    put(asked, 6, group="Front line", q1="Disagree")
    close(asked)
    with pytest.raises(Refusal, match="can be asked again from 10 August 2027"):
        ask(world, survey, name="again")
    waits = signed_in(world.carys).get(reverse("voices:survey", args=[survey.ref])).content.decode()
    assert "It can be asked again from 10 August 2027" in waits
    assert reverse("voices:open_round", args=[survey.ref]) not in waits
    later = NOW + timedelta(days=365)
    asked = ask(world, survey, name="2028", at=later)
    put(asked, 20, group="Front line", q1="Strongly agree")
    close(asked, at=later)

    first = results_of(survey)["results"][0]
    assert first["years"] == ["2027", "2028"]
    agree = next(row for row in first["rows"] if row["answer"] == "Agree")
    assert agree["cells"][0] == {"number": 10, "share": 62}
    with pytest.raises(Refusal, match="Its questions and groups stay"):
        surveys.edit_survey(
            survey=survey,
            title="New",
            intro="New",
            group_question="",
            groups=[],
            questions=[("Why?", "agree", [], "")],
            seen=0,
            by=world.carys,
            at=NOW,
        )
    page = signed_in(world.carys).get(reverse("voices:survey", args=[survey.ref])).content.decode()
    assert "Change in points" in page


def test_words_lose_names_and_wait_to_be_read(world, signed_in):
    protect_names(challenge=world.challenge, names=["Oskar Lewandowski"], by=world.carys, at=NOW)
    survey = make(world)
    asked = ask(world, survey)
    put(asked, 10, words="Oskar Lewandowski shouts, ring me on 07700 900123")
    close(asked)
    said = Said.objects.first()
    assert "Oskar" not in said.words
    assert "07700" not in said.words
    assert "shouts" in said.words

    client, url = signed_in(world.carys), reverse("voices:survey", args=[survey.ref])
    assert "shouts" not in client.get(url).content.decode()
    assert client.get(reverse("voices:words", args=[survey.ref])).status_code == 403
    client = signed_in(world.rana)
    nothing = client.post(reverse("voices:words", args=[survey.ref]), follow=True).content.decode()
    assert "Nothing was decided. Choose" in nothing
    first, second = Said.objects.all()[:2]
    data = {f"decide_{first.pk}": "release", f"decide_{second.pk}": "leave_out"}
    assert client.post(reverse("voices:words", args=[survey.ref]), data).status_code == 302
    assert signed_in(world.carys).get(url).content.decode().count("shouts") == 1
    second.refresh_from_db()
    assert second.words == ""
    assert decide_words(asked=asked, release=[second.pk], leave_out=[], by=world.rana, at=NOW) == 0


def test_a_round_closes_by_itself_after_its_last_day_and_takes_nothing_more(world):
    asked = ask(world, make(world))
    late = NOW + timedelta(weeks=3, days=1)
    assert close_due(NOW) == 0
    assert close_due(late) == 1
    assert "has closed" in Client().get(reverse("voices:answer_survey", args=[asked.link])).content.decode()
    with pytest.raises(Refusal, match="closed already"):
        close(asked)


def test_forms_say_what_is_wrong_and_keep_what_was_typed(world, signed_in):
    survey = make(world)
    client = signed_in(world.carys)
    url = reverse("voices:edit_survey", args=[survey.ref])
    shown = client.get(url).context["form"]
    data = {name: shown[name].value() for name in ("title", "intro", "groups", "group_question", "version")}
    data["questions"] = shown["questions"].value()
    typed = str(shown.fields["questions"].prepare_value(data["questions"]))
    bad = client.post(url, {**data, "questions": f"{typed}\nWhy? | agree | No such standard"})
    assert bad.status_code == 422
    assert "Line 13: there is no standard “No such standard”" in bad.content.decode()
    assert "No such standard" in bad.context["form"]["questions"].value()
    good = client.post(url, {**data, "questions": f"{typed}\nWhich? | Red; Blue"})
    assert good.status_code == 302
    assert survey.questions.get(number=13).choices == ["Red", "Blue"]
    stale = client.post(url, {**data, "title": "Other", "questions": typed})
    assert stale.status_code == 409
    day = NOW.date() - timedelta(days=1)
    past = {"closes_on_day": day.day, "closes_on_month": day.month, "closes_on_year": day.year}
    closed = client.post(
        reverse("voices:open_round", args=[survey.ref]), {"name": "x", "way": "link", "asked": 5, **past}
    )
    assert "Choose a day from today on" in closed.content.decode()


def test_pages_cost_the_same_with_one_and_with_many(world, signed_in, django_assert_num_queries):
    client = signed_in(world.carys)
    survey = make(world)
    asked = ask(world, survey)
    put(asked, 12)
    close(asked)
    for number in range(8):
        make(world, title=f"Another {number}")
    with django_assert_num_queries(9):
        client.get(reverse("voices:surveys", args=[world.challenge.ref]))
    with django_assert_num_queries(10):
        client.get(reverse("voices:survey", args=[survey.ref]))
    second = ask(world, Survey.objects.get(title="Another 1"))
    with django_assert_num_queries(3):
        Client().get(reverse("voices:answer_survey", args=[second.link]))


def test_words_go_on_the_day_that_was_promised_unless_they_are_held(world, signed_in):
    survey = make(world)
    asked = ask(world, survey)
    assert (
        "is destroyed 6 months after it has closed"
        in Client().get(reverse("voices:answer_survey", args=[asked.link])).content.decode()
    )
    put(asked, 12, words="The rota is a mess")
    close(asked)
    own = {"key": "keep_words_months", "value": 1, "reason": "Sooner.", "changed_at": NOW}
    ProgrammeSetting.objects.create(programme=world.programme, **own)  # what was promised when it opened holds
    kept = Said.objects.count()
    page = signed_in(world.carys).get(reverse("voices:survey", args=[survey.ref])).content.decode()
    due = add_months(NOW.date(), 6)
    assert f"What people wrote is destroyed on {due:%-d %B %Y}." in page
    day = timedelta(days=(due - NOW.date()).days)
    assert [forget_due(NOW + day - timedelta(days=1)), Said.objects.count()] == [0, kept]
    late = due + timedelta(days=3)
    assert list(words_go_on_their_day(due)) == []
    assert len(list(words_go_on_their_day(late))) == 1
    hold = LegalHold.objects.create(challenge=world.challenge, reason="A claim", set_by=world.idris, set_at=NOW)
    assert [forget_due(NOW + day), Said.objects.count()] == [0, kept]
    assert list(words_go_on_their_day(late)) == []
    hold.delete()
    assert [forget_due(NOW + day), Said.objects.count(), forget_due(NOW + day)] == [1, 0, 0]
    page = signed_in(world.carys).get(reverse("voices:survey", args=[survey.ref])).content.decode()
    assert f"What people wrote was destroyed on {due:%-d %B %Y}." in page
    assert Round.objects.get().shown["replies"] == 12
