"""The outbox as Rana keeps it, and each person's own choice of messages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from notices.actions import ladder, outbox
from notices.letters import stop_token
from notices.models import HeldKind, Letterhead, Message, Preference
from people.models import Membership, Programme
from people.refusal import Refusal
from tests.notices.owing import owe, say, send
from tests.world import NOW, make_person

OUTBOX = reverse("notices:outbox")


def page(message):
    return reverse("notices:message", args=[message.ref])


def hold(world, message):
    return outbox.hold(message=message, by=world.rana, at=NOW)


def test_the_outbox_shows_what_waits_is_held_left_and_was_given_up(world, signed_in, django_assert_num_queries):
    client = signed_in(world.rana)
    assert "Messages will stand here" in client.get(OUTBOX).text
    owe(world.programme, world.ben, remind_on=None)
    ladder.climb(at=NOW)
    hold(world, say(world, about="held"))
    with django_assert_num_queries(8):
        shown = client.get(OUTBOX).text
    assert all(words in shown for words in ("Send the data pack", "Reminder on the day, Calderdale", "Held: <strong>1"))
    for number in range(60):
        say(world, about=f"seat-{number}", subject=f"Number {number}")
    with django_assert_num_queries(8):
        shown = client.get(OUTBOX).text
    assert "62 messages" in shown
    found = client.get(OUTBOX, {"state": "held", "kind": "invitation", "q": "petra"}).text
    assert "1 message<" in found
    assert f"{reverse('notices:release_all')}?q=" not in found
    assert "No message matches" in client.get(OUTBOX, {"q": "nobody at all"}).text
    assert client.get(OUTBOX, {"state": "odd", "kind": "odd"}).status_code == 200


def test_a_message_is_read_held_changed_and_released(world, signed_in, mailoutbox):
    client, message = signed_in(world.rana), say(world)
    shown = client.get(page(message)).text
    assert '<a class="govuk-link" href="http://localhost:8000/challenges/x/">' in shown
    client.post(page(message), {"act": "hold"})
    assert send() == []
    form = client.get(reverse("notices:edit", args=[message.ref]))
    typed = {**form.context["form"].initial, "subject": "Come on Monday"}
    empty = client.post(reverse("notices:edit", args=[message.ref]), {**typed, "body": ""})
    assert (empty.status_code, "Enter what the message says" in empty.text) == (422, True)
    client.post(reverse("notices:edit", args=[message.ref]), typed)
    twice = client.post(reverse("notices:edit", args=[message.ref]), {**typed, "subject": "Mine"})
    assert (twice.status_code, "Somebody else has changed" in twice.text) == (409, True)
    client.post(page(message), {"act": "release"})
    assert send() == ["sent"]
    assert mailoutbox[0].subject == "Come on Monday"
    shown = client.get(page(message)).text
    assert all(words in shown for words in ("Taken by the mail server", "by Rana", "Sent"))
    client.post(page(message), {"act": "hold"})
    assert "Nothing was changed: this message is sent." in client.get(page(message)).text
    assert client.post(page(message), {"act": "burn"}, follow=True).text.count("Choose what to do") == 1


def test_many_are_released_by_their_number(world, signed_in):
    client, url = signed_in(world.rana), reverse("notices:release_all")
    assert "Nothing is held" in client.get(url).text
    for number in range(3):
        hold(world, say(world, about=f"seat-{number}"))
    hold(world, say(world, kind="published"))
    shown = client.get(f"{url}?kind=invitation").text
    assert all(words in shown for words in ("<strong>3</strong> messages", "Invitation to a team: 3"))
    told = client.post(f"{url}?kind=invitation", {"count": "2"}, follow=True).text
    assert "it would be 3 messages now, not 2" in told
    assert "open the page again" in client.post(url, {"count": "x"}, follow=True).text
    assert "3 messages are released" in client.post(f"{url}?kind=invitation", {"count": "3"}, follow=True).text
    assert Message.objects.in_state("held").count() == 1


def test_another_programme_s_messages_are_not_there(world, signed_in):
    other = Programme.objects.create(region=world.region, name="adults")
    gwen = make_person("gwen")
    Membership.objects.create(person=gwen, role="coordinator", programme=other)
    message, client = say(world), signed_in(gwen)
    assert "Messages will stand here" in client.get(OUTBOX).text
    for name, arguments in (("message", [message.ref]), ("edit", [message.ref]), ("letterhead", [world.programme.ref])):
        assert client.get(reverse(f"notices:{name}", args=arguments)).status_code == 404


def test_where_an_urgent_concern_leads_is_for_those_it_is_sent_to(world, signed_in):
    client, urgent = (
        signed_in(world.rana),
        say(world, kind="urgent_concern", body="{origin}/challenges/x/concerns/secret/"),
    )
    shown = client.get(page(urgent)).text
    assert ("for those it is sent to alone" in shown, "secret" in shown) == (True, False)
    assert client.get(reverse("notices:edit", args=[urgent.ref])).status_code == 403


def test_what_is_leaving_or_urgent_is_not_held(world):
    urgent, leaving = say(world, kind="urgent_concern"), say(world, about="leaving")
    Message.objects.filter(pk=leaving.pk).update(claim="a", claimed_at=NOW, mail=leaving.ref)
    for message, words in ((urgent, "never held back"), (leaving, "leaving at this moment")):
        with pytest.raises(Refusal, match=words):
            hold(world, message)
    with pytest.raises(Refusal, match="was not held"):
        outbox.release(message=urgent, by=world.rana, at=NOW)
    with pytest.raises(Refusal, match="given up can be sent again"):
        outbox.send_again(message=urgent, by=world.rana, at=NOW)


def test_the_letterhead_and_the_kinds_that_wait(world, signed_in):
    client, url = signed_in(world.rana), reverse("notices:letterhead", args=[world.programme.ref])
    wrong = client.post(url, {"reply_to": "nobody", "prefix": "Kept"})
    assert (wrong.status_code, "such as name@example.org" in wrong.text, "Kept" in wrong.text) == (422, True, True)
    client.post(url, {"prefix": "Yorkshire", "sender": "Peers", "held": ["invitation"]})
    assert list(Letterhead.objects.values_list("prefix", "sender", "changed_by__name")) == [
        ("Yorkshire", "Peers", "Rana")
    ]
    assert list(HeldKind.objects.values_list("kind", flat=True)) == ["invitation"]
    client.post(url, {})
    assert HeldKind.objects.count() == 0


def test_somebody_chooses_how_they_are_written_to(world, signed_in):
    client, url = signed_in(world.ben), reverse("notices:preferences")
    assert client.get(url).context["form"].initial["rhythm"] == "at_once"
    owe(world.programme, world.ben, remind_on=None)
    ladder.climb(at=NOW)
    client.post(url, {"rhythm": "weekly", "wanted": ["published"]})
    kept = Preference.objects.get(person=world.ben)
    others = ["corrected", "duty_soon", "invitation_answered", "practice_agreed", "practice_asked"]
    assert (kept.weekly, kept.stopped) == (True, others)
    assert Message.objects.get().not_before.date() == NOW.date() + timedelta(days=5)
    client.post(url, {"rhythm": "at_once"})
    assert Message.objects.get().not_before is None
    assert client.post(url, {}).status_code == 422


def test_the_link_in_a_mail_stops_messages_with_one_click_and_nothing_else(world, client):
    url = reverse("notices:stop", args=[stop_token(world.petra, ["published", "urgent_concern"])])
    assert "Stop these messages?" in client.get(url).text
    assert Preference.objects.count() == 0
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).text == "Stopped."
    assert "You will not get these" in client.post(url).text
    assert Preference.objects.get(person=world.petra).stopped == ["published"]
    assert client.get(url[:-3] + "x/").status_code == 404
