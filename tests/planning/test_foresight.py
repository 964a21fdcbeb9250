"""What a plan will run into: seats at risk, and places nobody is left for."""

from datetime import date

import pytest
from django.urls import reverse

from people.models import Absence, Training
from planning.actions import drafts
from planning.foresight import demand, risks
from tests.planning.test_drafts import begin, judged, key_of, move, seat
from tests.world import NOW

pytestmark = pytest.mark.django_db
JUNE = date(2027, 6, 7)


def test_whoever_may_not_be_able_to_come_is_named_with_the_reason(scene):
    draft = begin(scene)
    move(scene, draft, "Ashby", JUNE)
    seat(scene, draft, "Ashby", 0, "Brigg director")
    seat(scene, draft, "Ashby", 1, "Crowle service_manager")
    assert risks(judged(draft)) == []
    Training.objects.filter(person=scene.people["Brigg director"]).update(expires_on=date(2027, 5, 31))
    Absence.objects.create(
        person=scene.people["Crowle service_manager"], starts_on=date(2027, 6, 9), ends_on=date(2027, 6, 9)
    )
    drafts.look_again(draft=draft, by=scene.rana, at=NOW)
    assert [(risk.host, risk.person, risk.sentence) for risk in risks(judged(draft))] == [
        (
            "Ashby",
            "Brigg director",
            "Brigg director cannot come in the week of 7 June 2027: training ran out on 31 May 2027.",
        ),
        (
            "Ashby",
            "Crowle service_manager",
            "Crowle service_manager cannot come in the week of 7 June 2027: away 9 June 2027.",
        ),
    ]


def test_places_that_stand_empty_are_counted_against_who_is_left(scene, signed_in, clock):
    directors = [person for name, person in scene.people.items() if name.endswith("director")]
    for person in directors[1:]:
        Absence.objects.create(person=person, starts_on=date(2027, 4, 1), ends_on=date(2027, 7, 31))
    draft = begin(scene)
    move(scene, draft, "Brigg", JUNE)
    move(scene, draft, "Crowle", date(2027, 6, 21))
    found = judged(draft)
    said = {(row.quarter, row.kind): (row.needed, row.could, row.short) for row in demand(found.problem, found.sketch)}
    assert said["April to June 2027", "lead challenger"] == (2, 1, 1)
    assert said["April to June 2027", "reviewer"][2] == 0
    assert said["No days yet", "lead challenger"] == (3, 5, 0)
    page = signed_in(scene.rana).get(reverse("planning:risks", args=[draft.ref])).content.decode()
    assert "Short of 1" in page
    seat(scene, draft, "Brigg", 0, "Ashby director")
    assert key_of(scene, "Brigg") in judged(draft).sketch
