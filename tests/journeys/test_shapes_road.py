"""A deep dive to the letter its host reads, and a staff health check to what staff read, each at its own pages."""

from datetime import date

import pytest
from django.urls import reverse

from cycles.kinds import components_of, usual
from cycles.models import Challenge, Seat, Shape, State
from tests.journeys.test_main_road import Road, parts
from tests.voices.asking import fill, send
from voices.models import Round, Survey

PLAN = {
    "sponsor": "Principal social worker",
    "question": "Is it possible to do safe work here?",
    "method": "A survey of all, then two groups.",
    "who": "All social workers.",
    "why": "The plan is decided in spring.",
    "ethics": "Nobody has to answer.",
    "fed_back_how": "Team meetings",
    "version": 0,
    **parts("fed_back_on", date(2027, 4, 20)),
}


class ShapeRoad(Road):
    """A challenge of another shape: a team of its own, and one line of enquiry."""

    def refused(self, key, name, words):
        """Take a move and insist that it is not taken, and why."""
        self.challenge.refresh_from_db()
        state = self.challenge.state
        said = self.client(key).post(self.address(name), {}, follow=True).content.decode()
        self.challenge.refresh_from_db()
        assert (self.challenge.state, words in said) == (state, True)

    def begun(self, kind, team, **more):
        world = self.world
        shape = Shape.objects.create(programme=world.programme, **usual(kind))
        post = {"host": world.host.ref, "topic": "Early help", "shape": shape.pk, **more}
        post |= parts("starts_on", date(2027, 3, 2))
        address = reverse("cycles:propose", kwargs={"ref": world.cycle.ref})
        assert self.client("rana").post(address, post).status_code == 302
        self.challenge = Challenge.objects.get(topic="Early help")
        self.does("rana", "cycles:start_scoping")
        for key, (role, peer) in team.items():
            person = getattr(world, key)
            self.does("rana", "cycles:invite", {"role": role, "peer": peer}, person=person.ref)
            self.does(key, "cycles:answer_invitation", {"answer": "accept"})
            seat = Seat.objects.get(challenge=self.challenge, person=person)
            self.does(key, "cycles:declare", {"has_interest": "no"}, seat=seat.ref)
        scope = {"topic": "Early help", "purpose": "progress", "question": "Does help come early?", "version": 0}
        self.does("carys", "reviews:edit_scope", scope)
        self.does("ben", "reviews:add_line", {"question": "Do families know whom to ask?"})

    def visited(self):
        for key in components_of(self.challenge.shape.kind):
            self.does("rana", "cycles:record_component", {"note": ""}, key=key)
        self.later(2027, 3, 2, 8)
        self.does("rana", "cycles:go_on_site")


@pytest.fixture
def road(world, clock):
    return ShapeRoad(world, clock)


def test_a_deep_dive_in_intervention_ends_with_a_letter_its_host_reads(road):
    world = road.world
    watched = reverse("cycles:intervention", args=[world.cycle.ref, world.host.ref])
    assert road.client("rana").post(watched, {"commissioner": "A. Person", "extra_days": 1}).status_code == 302
    team = {"tom": ("lead", "officer"), "amir": ("reviewer", "officer"), "joan": ("reviewer", "lived_experience")}
    road.begun("deep_dive", team, longer="on")
    assert road.challenge.visit.ends_on == date(2027, 3, 3)
    road.does("rana", "cycles:start_preparing")
    road.visited()
    road.later(2027, 3, 3, 16)
    road.does("tom", "cycles:leave_site")
    road.does("amir", "reviews:draft_finding", {"kind": "strength", "text": "One door.", "so_what": "", "version": 0})
    finding = road.challenge.findings.get()
    road.does("tom", "reviews:agree_finding", {"thin_reason": "Every record says so."}, finding=finding.ref)
    road.does("amir", "reports:write_section", {"text": "We meet in May.", "version": 0}, key="next_steps")
    advice = {"text": "Keep it.", "actor": "host", "timescale": "six", "findings": [finding.pk], "version": 0}
    road.does("tom", "reports:recommend", advice)
    road.does("tom", "reports:send_to_host")
    read = road.client("ben").get(road.address("reports:read_draft")).text
    for words in ("Letter after the deep dive at Calderdale", "One door.", "lived experience", "improvement plan"):
        assert words in read
    assert "A. Person" not in read
    assert "Key messages" not in read


def test_a_health_check_goes_from_its_method_to_what_staff_read(road):
    road.begun("health_check", {"tom": ("lead", "officer"), "amir": ("reviewer", "officer")})
    road.refused("rana", "cycles:start_preparing", "the method plan")
    road.does("ben", "voices:plan_method", PLAN)
    road.does("rana", "cycles:start_preparing")
    assert "Principal social worker" in road.client("amir").get(road.address("voices:surveys")).text
    road.does("ben", "voices:make_survey", {"kind": "health_check", "title": ""})
    survey = Survey.objects.get()
    opened = {"name": "2027", "way": "link", "asked": 20, **parts("closes_on", date(2027, 2, 26))}
    ben, address = road.client("ben"), reverse("voices:open_round", args=[survey.ref])
    assert ben.post(address, opened).status_code == 302
    for _ in range(11):
        assert send(Round.objects.get(), fill(Round.objects.get(), group="Front line")).status_code == 302
    road.visited()
    ben = road.client("ben")
    assert ben.post(reverse("voices:close_round", args=[survey.ref])).status_code == 302
    results = ben.get(reverse("voices:survey", args=[survey.ref])).text
    assert ("By standard" in results, "Safe workloads" in results) == (True, True)
    road.does("tom", "cycles:leave_site")
    road.refused("rana", "cycles:conclude", "at least one commitment")
    promise = {"said": "No quiet time.", "will_do": "Two hours a week", **parts("due", date(2027, 6, 1))}
    road.does("ben", "voices:make_commitment", promise)
    road.does("rana", "cycles:conclude")
    road.is_at(State.FOLLOW_UP)
    link = road.challenge.commitments_page.link
    assert "Two hours a week" in road.client(None).get(reverse("voices:read_commitments", args=[link])).text
