"""One challenge from a proposal to a public report, everybody doing their part at their own pages."""

import uuid
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cycles.models import Challenge, Component, Seat, State
from reports.actions.editions import make_edition
from reports.actions.intruder import QUESTIONS
from reports.actions.looking import run_check
from reports.models import Edition
from reviews.models import Document, EvidenceNote, Finding, Flag, Hypothesis, Session
from tests.reviews.corpus import PDF
from tests.world import LONDON

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEAM = {
    "tom": "lead",
    "mina": "manager",
    "petra": "reviewer",
    "amir": "reviewer",
    "olu": "observer",
    "nia": "shadow",
}


def parts(name, day):
    """Write a day as a form posts it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


class Road:
    """The region at work: each step is somebody sending a form of a page of the new challenge."""

    def __init__(self, world, clock):
        self.world, self.clock = world, clock
        self.clients, self.challenge = {}, None

    def client(self, key):
        if key not in self.clients:
            self.clients[key] = Client()
            if key:
                self.clients[key].force_login(getattr(self.world, key).user, backend=BACKEND)
        return self.clients[key]

    def address(self, name, /, **more):
        return reverse(name, kwargs={"ref": self.challenge.ref, **more})

    def does(self, key, name, post=None, /, **more):
        """Open a page as somebody, send its form, and insist that it was taken."""
        address = self.address(name, **more)
        opened = self.client(key).get(address)
        assert opened.status_code == 200, (key, name, opened.status_code)
        answer = self.client(key).post(address, post or {})
        assert answer.status_code == 302, (key, name, answer.status_code, answer.content.decode()[:4000])

    def sees(self, key, name, /, **more):
        return self.client(key).get(self.address(name, **more)).status_code

    def is_at(self, state):
        self.challenge.refresh_from_db()
        said = [str(one) for one in self.client("rana").get(self.address("cycles:challenge")).context["messages"]]
        assert self.challenge.state == state, said

    def later(self, *moment):
        """Move on in time; everybody has to sign in again."""
        self.clock.move_to(datetime(*moment, tzinfo=LONDON))
        self.clients.clear()

    def proposed(self):
        world = self.world
        cycle = {"ref": world.cycle.ref}
        post = {"host": world.host.ref, "topic": "Early help", "shape": world.shape.pk}
        post |= parts("starts_on", date(2027, 3, 2))
        assert self.client("rana").post(reverse("cycles:propose", kwargs=cycle), post).status_code == 302
        self.challenge = Challenge.objects.get(topic="Early help")
        self.is_at(State.PROPOSED)

    def scoped(self):
        self.does("rana", "cycles:start_scoping")
        for key, role in TEAM.items():
            person = getattr(self.world, key)
            self.does("rana", "cycles:invite", {"role": role, "peer": "officer"}, person=person.ref)
            self.does(key, "cycles:answer_invitation", {"answer": "accept"})
            seat = Seat.objects.get(challenge=self.challenge, person=person)
            self.does(key, "cycles:declare", {"has_interest": "no"}, seat=seat.ref)
        scope = {"topic": "Early help", "purpose": "outside_view", "question": "Does help come early?", "version": 0}
        self.does("carys", "reviews:edit_scope", scope)
        self.does("ben", "reviews:add_line", {"question": "Do families know whom to ask?"})
        self.does("tom", "reviews:add_line", {"question": "Is help joined up?"})
        self.does("rana", "cycles:start_preparing")
        self.is_at(State.PREPARING)

    def prepared(self):
        due = parts("due_on", date(2027, 2, 20))
        self.does("mina", "reviews:request_document", {"kind": "data_pack", "title": "Data pack", **due})
        paper = SimpleUploadedFile("pack.pdf", PDF)
        self.does("ben", "reviews:upload_document", {"file": paper, "kind": "data_pack", "title": "Data pack"})
        document = Document.objects.get(challenge=self.challenge)
        assert self.sees("petra", "reviews:document", document=document.ref) == 200
        self.does("ben", "reviews:protect_names", {"names": "Kay Brandt"})
        slot = {"day": "2027-03-02", "kind": "group", "expected": 8, "group_size": 40, "track": 1}
        hours = {"front_line": ("09:00", "10:00"), "carers": ("11:00", "12:00")}
        for source, (starts, ends) in hours.items():
            when = {"starts": starts, "ends": ends}
            self.does("ben", "reviews:add_session", {**slot, **when, "title": source, "source": source})
        for key in Component.Key.values:
            self.does("mina", "cycles:record_component", {"note": ""}, key=key)
        self.later(2027, 3, 2, 8)
        self.does("mina", "cycles:go_on_site")
        self.is_at(State.ON_SITE)

    def note(self, key, text, kind, source):
        post = {"note_id": uuid.uuid4(), "text": text, "kind": kind, "source": source, "leans": "development"}
        self.does(key, "reviews:write_note", post)
        return EvidenceNote.objects.get(pk=post["note_id"])

    def visited(self):
        self.later(2027, 3, 2, 10)
        session = Session.objects.get(challenge=self.challenge, source="front_line")
        self.does("petra", "reviews:record_people_met", {"met": 7, "already_met": 0}, session=session.ref)
        heard = self.note("petra", "Nobody knows whom to ring.", "heard", "front_line")
        read = self.note("amir", "The leaflet names a team that has gone.", "read", "documents")
        self.note("nia", "The office was full.", "seen", "front_line")
        own = self.client("nia").get(self.address("reviews:notes")).content.decode()
        assert "The office was full." in own
        assert "Nobody knows whom to ring." not in own
        self.does("petra", "reviews:raise_hypothesis", {"text": "Nobody owns the front door."})
        hypothesis = Hypothesis.objects.get(challenge=self.challenge)
        self.does("olu", "reviews:flag", {"text": "One group only."}, what="hypothesis", thing=hypothesis.pk)
        flag = Flag.objects.get(challenge=self.challenge)
        self.does("petra", "reviews:answer_flag", {"text": "The leaflet says the same."}, flag=flag.pk)
        self.found("development", "Families do not know whom to ask.", heard, read)
        self.does("mina", "reports:draft_presentation", {"opening": "Thank you.", "version": 0})
        self.later(2027, 3, 4, 15)
        self.does("tom", "reports:freeze_presentation")
        self.does("mina", "cycles:leave_site")
        self.is_at(State.DRAFTING)

    def found(self, kind, text, *notes):
        self.does("petra", "reviews:draft_finding", {"kind": kind, "text": text, "so_what": "", "version": 0})
        finding = Finding.objects.get(text=text)
        links = {f"note-{note.pk}": "for" for note in notes}
        self.does("petra", "reviews:link_evidence", links, finding=finding.ref)
        thin = "Two groups say the same and no paper says otherwise."
        self.does("tom", "reviews:agree_finding", {"thin_reason": thin}, finding=finding.ref)

    def written(self):
        for key in ("summary", "key_messages", "next_steps"):
            self.does("petra", "reports:write_section", {"text": "Help comes late.", "version": 0}, key=key)
        finding = Finding.objects.get(challenge=self.challenge)
        advice = {"text": "Name one door.", "actor": "host", "timescale": "six", "findings": [finding.pk], "version": 0}
        self.does("mina", "reports:recommend", advice)
        assert self.sees("ben", "reports:read_draft") == 403
        self.does("mina", "reports:send_to_host")
        self.is_at(State.ACCURACY)

    def checked(self):
        post = {"kind": "fact", "text": "Some help comes early.", "proof": ""}
        self.does("ben", "reports:comment", post, anchor="summary-1")
        comment = self.challenge.report.comments.get()
        decided = {"decision": "accepted", "reason": "The data pack says so."}
        self.does("mina", "reports:decide_comment", decided, comment=comment.ref)
        section = self.challenge.report.sections.get(key="summary")
        mended = {"text": "Much help comes late.", "version": section.version}
        self.does("mina", "reports:write_section", mended, key="summary")
        self.does("tom", "reports:check_identity")
        self.looked_through()
        self.does("rana", "reports:answer_intruder_checklist", {key: "no" for key, _ in QUESTIONS})
        self.later(2027, 4, 1, 9)
        self.does("tom", "reports:sign")
        self.is_at(State.FINAL)

    def looked_through(self):
        check = self.challenge.report.identity_checks.last()
        done = run_check(check_id=check.pk, at=datetime(2027, 4, 1, 9, 5, tzinfo=LONDON))
        assert (done.status, list(done.hits.values_list("kind", "words"))) == ("done", [])

    def published(self):
        for edition in Edition.objects.filter(report=self.challenge.report, is_draft=False):
            assert make_edition(edition_id=edition.pk, at=datetime(2027, 4, 1, 9, 5, tzinfo=LONDON)).status == "ready"
        self.looked_through()
        self.does("carys", "reports:agree_to_publish")
        assert self.sees("grace", "reports:read_draft") == 403
        self.does("rana", "reports:publish")
        self.is_at(State.PUBLISHED)


@pytest.fixture
def road(world, clock):
    return Road(world, clock)


def test_a_challenge_goes_from_a_proposal_to_a_public_report(road):
    road.proposed()
    road.scoped()
    road.prepared()
    road.visited()
    road.written()
    road.checked()
    road.published()

    slug = road.challenge.report.publication.slug
    public = road.client(None)
    assert slug in public.get(reverse("reports:register")).content.decode()
    page = public.get(reverse("reports:published", args=[slug])).content.decode()
    assert "Much help comes late." in page
    assert "Families do not know whom to ask." in page
    assert "Kay Brandt" not in page
    file = public.get(reverse("reports:download", args=[slug]))
    assert b"".join(file.streaming_content).startswith(b"%PDF-1.7")
    assert road.sees("sam", "reports:read_draft") == 404
    assert road.sees("idris", "reviews:destruction") == 200
