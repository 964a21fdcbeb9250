"""A cycle: dates, members, signatures and the release of its plan."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from cycles.actions import cycle as actions
from cycles.models import Agreement, Cycle, CycleMember, State
from notices.models import Message
from people.models import Body, Membership, Programme, Region
from people.refusal import Refusal
from tests.access.samples.cycles_programme import parts
from tests.world import NOW, make_person

TEXT = "We host once and lend our people."


def url(world, name, *args):
    return reverse(f"cycles:{name}", args=[world.cycle.ref, *args])


@pytest.fixture
def agreed(world):
    """The world, its cycle with a text to sign."""
    world.cycle.agreement_text = TEXT
    world.cycle.save()
    return world


def member(world, place="Calderdale"):
    return world.cycle.members.get(body=world.bodies[place])


def sign(world, place="Calderdale", office="director", **more):
    return actions.sign(
        member=member(world, place),
        office=office,
        signed_name=more.get("name", "D. Rector"),
        signed_on=more.get("on", date(2027, 2, 1)),
        by=world.rana,
        at=NOW,
    )


def dates(first=date(2027, 1, 1), last=date(2028, 6, 30)):
    return {**parts("starts_on", first), **parts("ends_on", last)}


SIGNATURE = {"office": "director", "signed_name": "D. Rector", **parts("signed_on", date(2027, 2, 1))}


def test_a_cycle_is_started_and_asks_for_members_next(world, signed_in):
    address = reverse("cycles:add_cycle", args=[world.programme.ref])
    response = signed_in(world.rana).post(
        address, {"name": "Fourth cycle", "agreement_text": TEXT, **dates(date(2028, 7, 3), date(2029, 12, 31))}
    )
    made = Cycle.objects.get(name="Fourth cycle")
    assert response.url == reverse("cycles:members", args=[made.ref])
    assert (made.programme, made.starts_on, made.released_at) == (world.programme, date(2028, 7, 3), None)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "Third cycle"}, "already has a cycle of that name"),
        (dates(date(2028, 1, 1), date(2027, 1, 1)), "must end after it starts"),
        (parts("ends_on", date(2027, 2, 28)) | {"ends_on_day": 30}, "must be a real date"),
        ({"name": ""}, "Enter the name of the cycle"),
    ],
)
def test_a_cycle_that_makes_no_sense_comes_back_with_what_was_typed(world, signed_in, change, said):
    address = reverse("cycles:add_cycle", args=[world.programme.ref])
    response = signed_in(world.rana).post(
        address, {"name": "Fourth cycle", "agreement_text": TEXT, **dates(), **change}
    )
    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert TEXT in page
    assert Cycle.objects.count() == 1


def test_dates_that_leave_a_visit_outside_are_refused(world, signed_in):
    response = signed_in(world.rana).post(url(world, "edit_cycle"), {"name": "Third cycle", **dates(date(2027, 3, 1))})
    assert response.status_code == 409
    assert "The visit to Calderdale on 9 February 2027 would fall outside the cycle" in response.content.decode()
    world.cycle.refresh_from_db()
    assert world.cycle.starts_on == date(2027, 1, 1)


def test_a_signed_text_does_not_change(agreed, signed_in):
    sign(agreed)
    response = signed_in(agreed.rana).post(
        url(agreed, "edit_cycle"), {"name": "Third cycle", "agreement_text": "Something else.", **dates()}
    )
    assert response.status_code == 409
    assert "already signed this text" in response.content.decode()
    agreed.cycle.refresh_from_db()
    assert agreed.cycle.agreement_text == TEXT


def test_bodies_join_and_may_join_again_after_leaving(world, signed_in):
    kirklees = Body.objects.create(region=world.region, name="Kirklees")
    gone = member(world, "York")
    actions.leave(member=gone, reason="It joins another region.", by=world.rana, at=NOW)
    signed_in(world.rana).post(url(world, "join"), {"bodies": [kirklees.pk, gone.body_id]})
    assert world.cycle.members.staying().filter(body__name__in=["Kirklees", "York"]).count() == 2


def test_only_bodies_of_the_region_may_join(world, signed_in):
    stranger = Body.objects.create(region=Region.objects.create(name="North East"), name="Durham")
    response = signed_in(world.rana).post(url(world, "join"), {"bodies": [stranger.pk]})
    assert response.status_code == 422
    assert not world.cycle.members.filter(body=stranger).exists()


def test_a_member_leaves_with_its_reason_and_stays_on_record(world, signed_in):
    client = signed_in(world.rana)
    address = url(world, "leave", world.bodies["York"].ref)
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "It joins another region."}).status_code == 302
    gone = member(world, "York")
    assert (gone.left_on, gone.left_reason) == (date(2027, 2, 10), "It joins another region.")
    assert "It joins another region." in client.get(url(world, "members")).content.decode()
    assert client.post(address, {"reason": "Again."}).status_code == 409


def test_a_host_cannot_leave_while_its_challenge_is_under_way(world):
    with pytest.raises(Refusal, match="still hosts “Transitions”"):
        actions.leave(member=member(world), reason="Busy.", by=world.rana, at=NOW)


@pytest.mark.parametrize("state", [State.PUBLISHED, State.CLOSED, State.CANCELLED])
def test_a_host_may_leave_once_its_challenge_is_over(world_at, state):
    world = world_at(state)
    assert actions.leave(member=member(world), reason="Merger.", by=world.rana, at=NOW).left_on


def test_the_coordinator_records_a_signature_once(agreed, signed_in):
    client = signed_in(agreed.rana)
    address = url(agreed, "record_agreement", agreed.host.ref)
    assert client.post(address, SIGNATURE).status_code == 302
    again = client.post(address, {**SIGNATURE, "signed_name": "Somebody Else"})
    assert again.status_code == 409
    page = again.content.decode()
    assert "The director of Calderdale has already signed: D. Rector, on 1 February 2027." in page
    assert 'value="Somebody Else"' in page
    row = Agreement.objects.get()
    assert (row.member, row.office, row.recorded_by) == (member(agreed), "director", agreed.rana)


@pytest.mark.parametrize("key", ["carys", "grace"])
def test_those_who_act_for_a_body_sign_for_it(agreed, signed_in, key):
    person = getattr(agreed, key)
    assert signed_in(person).post(url(agreed, "sign_agreement", agreed.host.ref), SIGNATURE).status_code == 302
    assert Agreement.objects.get().recorded_by == person


def test_a_sponsor_signs_before_the_plan_is_released(agreed, signed_in):
    agreed.cycle.released_at = None
    agreed.cycle.save()
    page = signed_in(agreed.carys).get(url(agreed, "sign_agreement", agreed.host.ref))
    assert page.status_code == 200
    assert TEXT in page.content.decode()


def test_nobody_signs_for_another_body(agreed, signed_in):
    client = signed_in(agreed.carys)
    assert client.post(url(agreed, "sign_agreement", agreed.bodies["York"].ref), SIGNATURE).status_code == 404
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("key", ["ben", "rana", "idris"])
def test_nobody_else_signs_for_a_body(agreed, signed_in, key):
    response = signed_in(getattr(agreed, key)).post(url(agreed, "sign_agreement", agreed.host.ref), SIGNATURE)
    assert response.status_code in (403, 404)
    assert not Agreement.objects.exists()


def test_a_sponsor_of_another_programme_signs_nothing_here(agreed, signed_in):
    other = Programme.objects.create(region=agreed.region, name="adults' services", service="adults")
    stranger = make_person("una")
    Membership.objects.create(person=stranger, role="host_sponsor", programme=other, body=agreed.host)
    assert signed_in(stranger).post(url(agreed, "sign_agreement", agreed.host.ref), SIGNATURE).status_code == 404


def test_there_is_nothing_to_sign_without_a_text(world):
    with pytest.raises(Refusal, match="no agreement text yet"):
        sign(world)


def test_nobody_signs_tomorrow_or_after_leaving(agreed):
    with pytest.raises(Refusal, match="cannot be in the future"):
        sign(agreed, on=date(2027, 2, 11))
    actions.leave(member=member(agreed, "York"), reason="Merger.", by=agreed.rana, at=NOW)
    with pytest.raises(Refusal, match="has left the cycle"):
        sign(agreed, "York")


def test_releasing_shows_the_plan_and_sends_nothing(world, signed_in):
    world.cycle.released_at = None
    world.cycle.save()
    assert signed_in(world.sam).get(url(world, "cycle")).status_code == 404
    assert signed_in(world.rana).post(url(world, "release")).status_code == 302
    assert signed_in(world.sam).get(url(world, "cycle")).status_code == 200
    world.cycle.refresh_from_db()
    assert (world.cycle.released_at, world.cycle.released_by) == (NOW, world.rana)
    assert not Message.objects.exists()
    assert mail.outbox == []


def test_a_plan_is_released_once(world):
    with pytest.raises(Refusal, match="already released on 2 November 2026"):
        actions.release(cycle=world.cycle, by=world.rana, at=NOW)


def test_an_empty_plan_is_not_released(world_at):
    world = world_at(State.CANCELLED)
    world.cycle.released_at = None
    world.cycle.save()
    with pytest.raises(Refusal, match="no challenge in this plan yet"):
        actions.release(cycle=world.cycle, by=world.rana, at=NOW)


def test_the_review_before_release_names_who_has_not_signed_and_who_hosts_nothing(agreed, signed_in):
    sign(agreed)
    agreed.cycle.released_at = None
    agreed.cycle.save()
    context = signed_in(agreed.rana).get(url(agreed, "release")).context
    others = sorted(name for name in agreed.bodies if name != "Calderdale")
    assert [one.body.name for one in context["unsigned"]] == others
    assert [one.body.name for one in context["idle"]] == others


def test_an_administrator_reads_no_plan(world, signed_in):
    assert signed_in(world.ada).get(reverse("cycles:cycles")).status_code == 403
    assert signed_in(world.ada).get(url(world, "cycle")).status_code == 404


@pytest.mark.parametrize("key", ["sam", "petra", "carys", "ben", "grace", "idris"])
def test_everybody_else_reads_released_plans_but_sees_no_button(world, signed_in, key):
    client = signed_in(getattr(world, key))
    page = client.get(url(world, "cycle")).content.decode()
    assert "Plan a challenge" not in page
    assert "Members and agreement" not in page
    assert client.get(url(world, "members")).status_code == 403


def test_the_list_of_cycles_asks_the_same_few_questions_for_1_and_31(world, signed_in, django_assert_num_queries):
    client = signed_in(world.rana)
    with django_assert_num_queries(6):
        client.get(reverse("cycles:cycles"))
    for number in range(30):
        Cycle.objects.create(
            programme=world.programme, name=f"Cycle {number}", starts_on=date(2027, 1, 1), ends_on=date(2028, 1, 1)
        )
    with django_assert_num_queries(6):
        page = client.get(reverse("cycles:cycles"))
    assert len(page.context["cycles"]) == 30


def test_the_members_page_asks_the_same_few_questions_for_1_and_30(agreed, signed_in, django_assert_num_queries):
    client = signed_in(agreed.rana)
    sign(agreed)
    with django_assert_num_queries(9):
        client.get(url(agreed, "members"))
    for number in range(30):
        body = Body.objects.create(region=agreed.region, name=f"Body {number}")
        CycleMember.objects.create(cycle=agreed.cycle, body=body)
        agreed.bodies[body.name] = body
        sign(agreed, body.name)
    with django_assert_num_queries(9):
        client.get(url(agreed, "members"))
