"""What came of it, over eighteen months: answers, a public plan, a late action, evidence, the lead's word, the end."""

from datetime import date, datetime, time

from django.urls import reverse

from cycles import duties
from cycles.models import Event, State
from followup.models import Action, IndicatorPoint, PlanVersion
from notices.models import Duty, Holder
from reports.models import ClockStep
from tests.followup import scene
from tests.followup.test_indicators import choose, record
from tests.world import LONDON


class Road:
    """The challenge on its way: who asks for which page on which day, and what is owed then."""

    def __init__(self, world, clock, client):
        self.world, self.clock, self.client = world, clock, client

    def day(self, day):
        self.now = datetime.combine(day, time(10), LONDON)
        self.clock.move_to(self.now)
        duties.keep_in_step([self.world.challenge.pk], self.now)

    def asks(self, who, name, *args, **post):
        self.client.logout()
        if who:
            self.client.force_login(who.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        url = reverse(f"{name}", args=[self.world.challenge.ref, *args])
        answer = self.client.post(url, post) if post else self.client.get(url)
        duties.keep_in_step([self.world.challenge.pk], self.now)
        return answer

    def owed(self):
        rows = Duty.objects.open().filter(about=self.world.challenge.ref, holders__rung=Holder.Rung.OWNER)
        return sorted(set(rows.values_list("kind", "holders__person__name").iterator()))


def three(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_a_report_is_followed_up_for_eighteen_months(world_at, clock, client):
    world = world_at(State.DRAFTING)
    indicator = choose(world, eighteen=True)
    record(world, indicator)
    scene.published(world)
    road = Road(world, clock, client)
    host, owner, lead = world.carys, world.sam, world.tom
    first, second = world.advice

    road.day(date(2027, 3, 15))
    mine = [one for one in road.owed() if one[0] in ("responses", "plan_ready", "publish_plan")]
    assert mine == [("plan_ready", "Carys"), ("publish_plan", "Carys"), ("responses", "Carys")]
    silent = road.asks(host, "followup:respond", second.ref, answer="not_accepted", reason="", version=0)
    assert silent.status_code == 409
    assert "Say why it is not accepted" in silent.content.decode()
    for advice, answer, why in ((first, "accepted", ""), (second, "not_accepted", "It was done in May.")):
        done = road.asks(host, "followup:respond", advice.ref, answer=answer, reason=why, version=0)
        assert done.status_code == 302
    assert "responses" not in dict(road.owed())

    road.day(date(2027, 4, 6))
    watched = {"governance_body": "Scrutiny Board", "papers_days": 8, "draft_days": 20, "version": 0}
    road.asks(host, "followup:edit_plan", **watched, **three("committee_on", date(2027, 6, 15)))
    assert "17 May 2027" in road.asks(world.grace, "followup:plan").content.decode()  # a bank holiday lies between
    written = {
        **{name: scene.SAID[name] for name in ("title", "what", "office", "target", "resources")},
        **three("starts_on", date(2027, 5, 1)),
        **three("due_on", date(2027, 10, 1)),
        "recommendations": [first.pk],
        "indicator": indicator.pk,
        "measure": "",
        "version": 0,
    }
    nobody = road.asks(world.ben, "followup:add_action", **written, owner_email="nobody@example.org")
    assert "Nobody with this address has a login here" in nobody.content.decode()
    assert road.asks(world.ben, "followup:add_action", **written, owner_email=owner.email).status_code == 302
    action = Action.objects.get()

    road.day(date(2027, 5, 10))
    assert road.asks(host, "followup:mark_ready", despite="").status_code == 302
    version = scene.store(PlanVersion.objects.get())
    road.asks(host, "followup:publish_plan", sure="yes")
    version.refresh_from_db()
    assert version.published_by == host
    assert ClockStep.objects.get(step=5).met_on == date(2027, 5, 10)
    public = client.get(reverse("followup:read_plan", args=[world.publication.slug])).content.decode()
    assert "Head of Service" in public
    assert owner.name not in public
    assert not {"plan_ready", "publish_plan", "action_plan"} & set(dict(road.owed()))

    road.day(date(2027, 9, 13))
    record(world, indicator, 3, 66, at=road.now)
    record(world, indicator, 6, 71, at=road.now)
    assert road.asks(world.rana, "cycles:begin_follow_up", sure="yes").status_code == 302
    assert (f"action_due:{action.ref}", "Sam") in road.owed()
    assert Duty.objects.get(kind=f"action_due:{action.ref}").place == f"{world.challenge.host}: action 1"

    road.day(date(2027, 10, 20))
    assert "1 action is late" in road.asks(lead, "followup:plan").content.decode()
    assert road.asks(owner, "followup:plan").status_code == 404  # an owner of elsewhere sees the action, not the plan
    told = {"words": "All teams are trained.", "evidence": "", "version": 1}
    bare = road.asks(owner, "followup:update_action", action.ref, status="effective", **told)
    assert "What was done is not yet an effect." in bare.content.decode()
    assert road.asks(owner, "followup:update_action", action.ref, status="done", **told).status_code == 302
    assert "1 of 1 action is done, none of them" in road.asks(lead, "followup:impact").content.decode()
    assert f"action_due:{action.ref}" not in dict(road.owed())

    road.day(date(2028, 3, 20))
    record(world, indicator, 12, 80, at=road.now)
    shown = {"status": "effective", "words": "A year was counted.", "evidence": "Nine in ten.", "version": 2}
    road.asks(owner, "followup:update_action", action.ref, **shown)
    assert (f"closure:{action.ref}", "Tom") in road.owed()
    road.asks(world.rana, "cycles:close", sure="yes")
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.FOLLOW_UP  # the lead has not said anything yet

    road.day(date(2028, 9, 18))
    record(world, indicator, 18, 88, at=road.now)
    road.asks(lead, "followup:confirm_action", action.ref, decision="confirmed", words="")
    road.asks(world.rana, "cycles:close", sure="yes")
    world.challenge.refresh_from_db()
    assert world.challenge.state == State.CLOSED
    assert [point.value for point in IndicatorPoint.objects.order_by("months")] == [62, 66, 71, 80, 88]
    assert Event.objects.filter(what="publish_plan").count() == 1
    assert road.owed() == []
    kinds = list(action.entries.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["added", "updated", "updated", "confirmed"]
