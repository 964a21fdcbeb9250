"""What is held is counted, never opened; what may be read leaves with the people in it masked."""

import csv
import io

from django.urls import reverse

from cycles.models import State
from reports.identities import Known
from reports.redacting import redact
from reviews.actions import promises
from tests.access.canaries import CANARIES
from tests.access.full import full_world
from tests.world import NOW


def test_an_information_officer_sees_what_is_held_and_takes_it_masked(
    db, clock, signed_in, django_assert_max_num_queries
):
    world = full_world(State.WITHHELD)
    world.section.text = "Petra Petra, petra@example.org, and Tom met on 12 May. CANARYSECTION =1+1"
    world.section.save()
    promises.set_hold(challenge=world.challenge, reason="A request.", by=world.idris, at=NOW)
    address = reverse("reports:holdings", args=[world.challenge.ref])
    client = signed_in(world.idris)
    with django_assert_max_num_queries(12):
        page = client.get(address)
    held = {one.kind: one for one in page.context["holdings"]}
    assert (held["Notes"].count, held["Documents of the host, every version"].count) == (3, 1)
    # What every floor holds is counted, and its words leave where an information officer may read them.
    assert [held[kind].count for kind in ("Actions", "Commitments to staff", "What reviewers took home")] == [1, 1, 1]
    assert held["Words of surveys, names taken out"].rule.startswith("The months each round")
    assert held["Notes"].until == "Until the legal hold is lifted"
    rows = list(csv.reader(io.StringIO(client.post(address).getvalue().decode("utf-8-sig"))))
    assert ["Notes", "3"] in [row[:2] for row in rows]
    background = next(row for row in rows if row[0] == "Report: Background")
    assert "petra" not in background[6].lower()
    assert "CANARYSECTION" in background[6]
    assert {"surname", "email"} <= set(background[5].split(", "))
    text = str(rows)
    assert not {"CANARYACTION", "CANARYLEAD", "CANARYANSWER"} - {word for word in CANARIES if word in text}
    assert "CANARYTAKEN" not in text
    secret = ("CANARYNOTE", "CANARYCONCERN", "CANARYPROTECTED", "CANARYHYPOTHESIS", "CANARYAUDIT", "CANARYAUTHOR")
    assert set(secret) <= set(CANARIES)
    assert not [canary for canary in secret if canary in text]


def test_masks_that_touch_become_one_and_the_rest_stays():
    texts = [("a", "Ring Petra Example on 07700 900123."), ("b", "Nobody."), ("c", " ")]
    first, second = redact(texts, [Known("Petra Example", "", "p@example.org", "07700 900123")])
    assert first.text == "Ring [name] on [phone]."
    assert (second.text, second.found) == ("Nobody.", ())
