"""Why each of a team fits, and what the team is made of: for host and lead."""

import pytest
from django.urls import reverse

from cycles.models import CycleMember, Seat
from people.models import BodyTie, Profile
from planning.models import Wish


def page_of(client, world):
    return client.get(reverse("cycles:team", args=[world.challenge.ref])).content.decode()


def known(world):
    """Give the team what its match is read off."""
    member, _ = CycleMember.objects.get_or_create(cycle=world.cycle, body=world.host)
    Wish.objects.create(member=member, required=["SEND", "Neglect"], desired=["Data"])
    for person, skills in ((world.petra, ["send", "Early help"]), (world.amir, ["Early help"])):
        Profile.objects.update_or_create(
            person=person, defaults={"grade": "head_of_service", "skills": skills, "access_needs": "A ground floor"}
        )
    one, other = sorted((world.host, world.bodies["Bradford"]), key=lambda body: body.pk)
    BodyTie.objects.create(one=one, other=other, kind="neighbour")
    places = {world.host: (405, 425), world.bodies["York"]: (460, 452)}
    for body, (east, north) in places.items():
        body.easting_km, body.northing_km = east, north
        body.save()


@pytest.mark.breaks_rules
@pytest.mark.django_db
def test_host_and_lead_read_why_each_fits_and_what_the_mix_is(world, signed_in):
    known(world)
    tom = page_of(signed_in(world.tom), world)
    assert "brings what the host asked for: SEND; head of service; first challenge" in tom
    assert "Bradford borders Calderdale" in tom
    assert "York neither borders Calderdale nor shares a service with it; about 61 km away" in tom
    assert "Early help (2)" in tom
    assert "The host asked for, and nobody brings" in tom
    assert "Neglect" in tom
    assert "ground floor" not in tom
    assert "local government officer (4), elected member" in tom
    for reader in (world.carys, world.ben, world.rana, world.mina):
        assert "The mix of the team" in page_of(signed_in(reader), world)
    for other in (world.petra, world.olu):
        page = page_of(signed_in(other), world)
        assert "Petra" in page
        assert "Why they fit" not in page
        assert "The mix of the team" not in page


@pytest.mark.django_db
def test_visits_before_are_counted_and_a_team_of_nobody_has_no_mix(world, signed_in):
    before = world.challenge.visit.starts_on.replace(year=2026)
    mine = Seat.objects.get(challenge=world.challenge, person=world.petra)
    assert Seat.objects.with_visits_before().get(pk=mine.pk).visits_before == 0
    Seat.objects.filter(challenge=world.challenge, person=world.petra).update(starts_on=before, ends_on=before)
    assert Seat.objects.with_visits_before().get(pk=mine.pk).visits_before == 0
    world.challenge.seats.all().delete()
    assert "The mix of the team" not in page_of(signed_in(world.rana), world)
