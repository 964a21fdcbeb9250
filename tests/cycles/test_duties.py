"""Duties follow what they hang on: they appear, move, pause, are done by the work, and end."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cycles import duties
from cycles.actions import duty as actions
from cycles.actions import life
from cycles.actions import visit as visits
from cycles.models import Challenge, Event, HostBody, ProgrammeSetting, Seat, State, Visit
from notices.models import Duty, Holder, Message
from people.refusal import Refusal
from reviews.models import Document
from tests.world import NOW

TODAY = NOW.date()
MAY = date(2027, 5, 11)
JUNE = date(2027, 6, 1)


@pytest.fixture
def scoping(world_at):
    """The world while scoping, its visit in May, with its duties."""
    world = world_at(State.SCOPING)
    visits.rebook(visit=world.challenge.visit, first=MAY, last=MAY + timedelta(days=2))
    duties.keep_in_step([world.challenge.pk], NOW)
    return world


def duty(kind):
    return Duty.objects.get(kind=kind)


def days(kind):
    row = duty(kind)
    return row.due_on, row.remind_on, row.late_on, row.escalate_on


def held(kind, rung=0):
    return sorted(Holder.objects.filter(duty__kind=kind, rung=rung).values_list("person__name", flat=True))


def send(world, kind="data_pack"):
    return Document.objects.create(challenge=world.challenge, kind=kind, title="Figures")


def test_a_duty_counts_in_working_days_waits_for_its_owner_and_goes_to_the_next_role(scoping):
    # Good Friday and Easter Monday lie between: 26 and 29 March 2027.
    assert days("data_pack") == (date(2027, 3, 30), date(2027, 3, 19), date(2027, 3, 31), date(2027, 4, 6))
    assert (held("data_pack"), held("data_pack", 1)) == (["Ben"], ["Carys"])
    assert (held("team"), held("team", 1)) == (["Rana"], [])
    assert not Duty.objects.filter(kind__in=["start_scoping", "go_on_site", "draft"]).exists()


def test_the_programme_sets_the_ladder(scoping):
    for key, value in {"duty_data_pack": 5, "duty_remind": 0, "duty_escalate": 2}.items():
        ProgrammeSetting.objects.create(
            programme=scoping.programme, key=key, value=value, reason="Ours", changed_at=NOW
        )
    scoping.region.closed_periods.create(
        kind="other", label="Office closed", starts_on=date(2027, 4, 6), ends_on=date(2027, 4, 7)
    )
    moved = duties.keep_in_step([scoping.challenge.pk], NOW)
    assert days("data_pack") == (date(2027, 4, 5), None, date(2027, 4, 8), date(2027, 4, 9))
    assert duties.Moved("Send the data pack", date(2027, 3, 30), date(2027, 4, 5)) in moved
    assert duties.keep_in_step([scoping.challenge.pk], NOW) == []


def test_doing_the_work_completes_a_duty_and_undoing_it_opens_it_again(scoping):
    sent = send(scoping)
    duties.keep_in_step([scoping.challenge.pk], NOW)
    assert (duty("data_pack").done_at, held("data_pack")) == (NOW, ["Ben"])
    sent.delete()
    duties.keep_in_step([scoping.challenge.pk], NOW)
    assert duty("data_pack").done_at is None
    Seat.objects.filter(pk=scoping.seats["tom"].pk).update(status="withdrawn")
    duties.keep_in_step([scoping.challenge.pk], NOW)
    assert held("scoping_meeting") == ["Mina"]


def test_what_a_later_state_no_longer_asks_is_done_and_what_is_asked_again_opens_again(scoping):
    challenge = Challenge.objects.filter(pk=scoping.challenge.pk)
    for state, done in ((State.DRAFTING, False), (State.ACCURACY, True), (State.DRAFTING, False)):
        challenge.update(state=state)
        duties.keep_in_step([scoping.challenge.pk], NOW)
        assert bool(duty("draft").done_at) == done
    assert duty("data_pack").done_at == NOW
    assert duty("final").paused


def test_moving_the_visit_moves_what_hangs_on_it_and_says_so(scoping, signed_in):
    first = {"starts_on_day": "1", "starts_on_month": "6", "starts_on_year": "2027"}
    client = signed_in(scoping.rana)
    client.post(reverse("cycles:move_visit", args=[scoping.challenge.ref]), first)
    page = client.get(reverse("cycles:challenge", args=[scoping.challenge.ref])).content.decode()
    said = "Send the data pack: now 20 April 2027, was 30 March 2027"
    assert duty("data_pack").due_on == date(2027, 4, 20)
    assert said in page
    assert Event.objects.filter(what="move_duties", sentence__contains=said).count() == 1


def test_an_extension_travels_with_the_visit(scoping):
    actions.extend(
        duty=duty("data_pack"), version=0, due_on=date(2027, 4, 6), reason="Figures late", by=scoping.rana, at=NOW
    )
    assert days("data_pack") == (date(2027, 4, 6), date(2027, 3, 30), date(2027, 4, 7), date(2027, 4, 13))
    visits.move_visit(challenge=scoping.challenge, starts_on=JUNE, despite="Agreed", by=scoping.rana, at=NOW)
    row = duty("data_pack")
    assert (row.set_on, row.due_on, row.extended_reason) == (date(2027, 4, 20), date(2027, 4, 27), "Figures late")


def test_postponing_pauses_and_cancelling_ends(scoping):
    life.postpone(challenge=scoping.challenge, cause="inspection", reason="Ofsted", by=scoping.rana, at=NOW)
    duties.keep_all_in_step(NOW)
    assert not Duty.objects.open().filter(about=scoping.challenge.ref).exists()
    life.resume(challenge=scoping.challenge, starts_on=JUNE, despite="Agreed", by=scoping.rana, at=NOW)
    assert Duty.objects.open().filter(kind="data_pack", due_on=date(2027, 4, 20)).exists()
    assert Event.objects.filter(what="move_duties").exists()
    life.cancel(challenge=scoping.challenge, reason="Left", by=scoping.rana, at=NOW)
    duties.keep_all_in_step(NOW)
    assert not Duty.objects.open().filter(about=scoping.challenge.ref).exists()
    assert duty("data_pack").not_needed_reason == duties.CANCELLED


def test_duties_follow_an_event_once_it_is_committed(scoping, django_capture_on_commit_callbacks):
    send(scoping)
    with django_capture_on_commit_callbacks(execute=True):
        life.postpone(challenge=scoping.challenge, cause="host", reason="Asked", by=scoping.rana, at=NOW)
    row = duty("data_pack")
    assert (row.done_at, row.paused) == (NOW, True)


def test_somebody_asked_and_somebody_who_joined_each_owe_their_own(scoping):
    late = Seat.objects.create(
        challenge=scoping.challenge,
        person=scoping.sam,
        role="reviewer",
        visit=scoping.challenge.visit,
        starts_on=MAY,
        ends_on=MAY + timedelta(days=2),
        invited_at=NOW,
    )
    duties.keep_in_step([scoping.challenge.pk], NOW)
    assert held(f"invitation:{late.ref}") == ["Sam"]
    assert held(f"invitation:{late.ref}", 1) == ["Rana"]
    # Asked on 10 February: reminded after a week, on the day and after it; then Rana hears of it.
    assert days(f"invitation:{late.ref}") == (
        date(2027, 2, 24),
        date(2027, 2, 17),
        date(2027, 2, 25),
        date(2027, 3, 3),
    )
    Seat.objects.filter(pk=late.pk).update(status="accepted", answered_at=NOW)
    duties.keep_in_step([scoping.challenge.pk], NOW)
    assert duty(f"invitation:{late.ref}").done_at == NOW
    assert held(f"interests:{late.ref}") == ["Sam"]
    Seat.objects.filter(pk=late.pk).update(status="withdrawn")
    duties.keep_in_step([scoping.challenge.pk], NOW)
    assert not Duty.objects.filter(kind=f"interests:{late.ref}").exists()


def test_each_member_of_a_cycle_signs_and_the_plan_is_released(scoping):
    cycle = scoping.cycle
    type(cycle).objects.filter(pk=cycle.pk).update(agreement_text="We promise.", released_at=None, released_by=None)
    duties.keep_cycles_in_step([cycle.pk], NOW)
    signatures = Duty.objects.filter(kind__startswith="signature:")
    assert signatures.count() == cycle.members.count()
    mine = signatures.get(place="Calderdale")
    assert (held(mine.kind), held(mine.kind, 1), mine.due_on) == (["Carys"], ["Rana"], date(2026, 12, 4))
    assert (held("release"), duty("release").due_on) == (["Rana"], date(2026, 11, 6))
    cycle.members.get(body=scoping.host).agreements.create(
        office="director", signed_name="C", signed_on=TODAY, recorded_by=scoping.rana
    )
    duties.keep_cycles_in_step([cycle.pk], NOW)
    mine.refresh_from_db()
    assert mine.done_at == NOW


def test_what_a_coordinator_changes_is_kept_and_told_and_can_be_taken_back(scoping):
    by = {"by": scoping.rana, "at": NOW}
    actions.delegate(duty=duty("data_pack"), version=0, person=scoping.carys, **by)
    assert (held("data_pack"), held("data_pack", 1)) == (["Carys"], [])
    with pytest.raises(Refusal, match="no part in it"):
        actions.delegate(duty=duty("data_pack"), version=1, person=scoping.petra, **by)
    actions.undo(duty=duty("data_pack"), version=1, what="delegate", **by)
    assert held("data_pack") == ["Ben"]
    with pytest.raises(Refusal, match="later than 30 March 2027"):
        actions.extend(duty=duty("data_pack"), version=2, due_on=date(2027, 3, 30), reason="x", **by)
    with pytest.raises(Refusal, match="Somebody else changed this duty"):
        actions.mark_not_needed(duty=duty("data_pack"), version=0, reason="x", **by)
    actions.mark_not_needed(duty=duty("data_pack"), version=2, reason="The region has it", **by)
    duties.keep_in_step([scoping.challenge.pk], NOW)
    assert duty("data_pack") not in Duty.objects.open()
    actions.undo(duty=duty("data_pack"), version=3, what="not-needed", **by)
    assert duty("data_pack") in Duty.objects.open()
    assert [event.what for event in Event.objects.order_by("pk")] == [
        "delegate_duty",
        "restore_duty",
        "drop_duty",
        "restore_duty",
    ]


def test_a_nudge_reaches_those_it_waits_for_once_a_day(scoping):
    assert actions.nudge(duty=duty("data_pack"), by=scoping.rana, at=NOW) == [scoping.ben]
    with pytest.raises(Refusal, match="today already"):
        actions.nudge(duty=duty("data_pack"), by=scoping.rana, at=NOW)
    said = Message.objects.get(kind="nudge")
    assert said.recipient == scoping.ben
    assert "Send the data pack (Calderdale), due on 30 March 2027" in said.body
    actions.nudge(duty=duty("data_pack"), by=scoping.rana, at=NOW + timedelta(days=1))
    send(scoping)
    duties.keep_in_step([scoping.challenge.pk], NOW)
    with pytest.raises(Refusal, match="Nobody owes this any more"):
        actions.nudge(duty=duty("data_pack"), by=scoping.rana, at=NOW + timedelta(days=2))


def test_home_shows_a_duty_once_with_its_day_and_to_the_next_role_once_it_is_late(scoping, signed_in, clock):
    lines = signed_in(scoping.ben).get("/").context["page"].object_list
    assert [line.what for line in lines if "documents" in line.url] == [
        "Send the data pack",
        "Send the self-assessment",
        "Send the documents the team asked for",
    ]
    assert "Send the data pack" not in [line.what for line in signed_in(scoping.carys).get("/").context["page"]]
    clock.move_to(NOW + timedelta(days=60))
    page = signed_in(scoping.carys).get("/")
    assert "Chase up: send the data pack" in [line.what for line in page.context["page"]]
    assert page.context["groups"][0][0] == "Late"
    assert "It came to you because it stayed undone. It waits for Ben." in page.content.decode()


def test_the_wall_narrows_lists_and_changes_a_duty_and_keeps_what_was_typed(scoping, signed_in, clock):
    clock.move_to(NOW + timedelta(days=60))
    client = signed_in(scoping.rana)
    wall = client.get(reverse("cycles:duties"), {"show": "late", "by": "person", "q": "data ben"})
    assert [(heading, [line["what"] for line in lines]) for heading, lines in wall.context["groups"]] == [
        ("Ben", ["Send the data pack"])
    ]
    assert client.get(reverse("cycles:duties"), {"show": "nonsense", "by": "x", "page": "9"}).status_code == 200
    row = duty("data_pack")
    extend = reverse("cycles:change_duty", args=[row.ref, "extend"])
    assert client.get(extend).status_code == 200
    typed = {"due_on_day": "4", "due_on_month": "5", "due_on_year": "2027", "reason": "Figures late", "version": 7}
    stale = client.post(extend, typed)
    assert stale.status_code == 409
    assert "Figures late" in stale.content.decode()
    assert client.post(extend, {**typed, "version": stale.context["form"]["version"].value()}).status_code == 302
    page = client.get(reverse("cycles:duty", args=[row.ref])).content.decode()
    assert "4 May 2027, extended from 30 March 2027 by Rana: Figures late" in page
    assert client.post(reverse("cycles:change_duty", args=[row.ref, "undo-extend"]), {"version": 1}).status_code == 302
    assert duty("data_pack").due_on == date(2027, 3, 30)
    assert client.get(reverse("cycles:change_duty", args=[row.ref, "burn"])).status_code == 404
    assert signed_in(scoping.petra).get(reverse("cycles:duty", args=[row.ref])).status_code == 404
    assert signed_in(scoping.ben).get(extend).status_code == 403


def more(world, count, first):
    """Put down more challenges with a team and host, without walking there."""
    found = []
    for number in range(first, first + count):
        day = MAY + timedelta(weeks=number)
        visit = Visit.objects.create(starts_on=day, ends_on=day + timedelta(days=2))
        made = {"cycle": world.cycle, "shape": world.shape, "host": world.host, "visit": visit}
        challenge = Challenge.objects.create(topic=f"T{number}", state=State.PREPARING, **made)
        HostBody.objects.create(challenge=challenge, body=world.host)
        found.append(challenge.pk)
    return found


@pytest.mark.breaks_rules
def test_thirty_challenges_cost_the_queries_of_one(scoping, signed_in):
    def asked(ids):
        with CaptureQueriesContext(connection) as writing:
            duties.keep_in_step(ids, NOW)
        with CaptureQueriesContext(connection) as reading:
            duties.keep_in_step(ids, NOW)
        return len(writing), len(reading)

    def pages():
        client, found = signed_in(scoping.rana), []
        for by in ("", "challenge", "person", "authority"):
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse("cycles:duties"), {"by": by, "show": "all"})
            found.append(len(queries))
        return found

    (writes, reads), one = asked(more(scoping, 1, 1)), pages()
    (many_writes, many_reads), many = asked(more(scoping, 30, 2)), pages()
    assert (reads, one) == (20, [7, 7, 6, 6]) == (many_reads, many)
    assert (writes, many_writes <= 33) == (22, True)  # rows are written in batches, as many as a database takes
