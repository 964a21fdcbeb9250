"""The team of a challenge: who sits, who could, asking them, taking seats back, the host's objection."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate

from cycles.actions import team
from cycles.constraints import Place, reasons_against, second_looks_at, with_facts
from cycles.forms.team import AnswerObjectionForm, CandidateFilter, InviteForm, ObjectForm
from cycles.gathering import first_asked
from cycles.matching import Matching
from cycles.models import Seat
from cycles.models.seat import ASKED, HOLDING
from cycles.rotation import proposed_for
from cycles.rules import standing
from people.models import Body, Person
from people.refusal import Refusal

from .base import ChallengeAct, ChallengeForm, ChallengePage

PER_PAGE = 30
ORDER = {role: place for place, role in enumerate(Seat.Role.values)}


class Team(ChallengePage):
    """Who sits in the team, and what there is to do about each for whoever looks."""

    permission = "cycles.view_team"
    template_name = "cycles/team.html"

    def context(self):
        seats = self.seats()
        may_edit = self.request.user.has_perm("cycles.edit_team", self.challenge)
        shown = [seat for seat in seats if seat.status in (HOLDING if may_edit else ASKED)]
        return {
            **super().context(),
            "seats": shown,
            "mix": self.matched(shown),
            "past": [seat for seat in seats if seat.status not in HOLDING] if may_edit else [],
            "may_edit": may_edit,
            "may_see_clearance": self.request.user.has_perm("cycles.view_clearance", self.challenge),
            "may_object": bool(self.bodies_that_may_object()),
            "objections": self.objections(),
            "mine": standing(self.request.user, self.challenge).seat,
        }

    def matched(self, seats):
        """Give each seat the reasons for its match and return the mix, for host and lead."""
        if not seats or not self.request.user.has_perm("cycles.view_match", self.challenge):
            return []
        matching = Matching.of(self.challenge)
        for seat in seats:
            seat.fits = matching.reasons(seat)
        return matching.mix(seats)

    def seats(self):
        user = self.request.user
        rows = self.challenge.seats.with_visits_before().select_related(
            "person__home", "person__profile", "declaration"
        )
        rows = rows.order_by("person__name")
        seats = sorted(rows, key=lambda seat: ORDER[seat.role])
        for seat in seats:
            seat.challenge = self.challenge
            seat.shows_interests = hasattr(seat, "declaration") and user.has_perm("cycles.view_interests", seat)
        return seats

    def bodies_that_may_object(self):
        return bodies_that_may_object(self.request.user, self.challenge)

    def objections(self):
        """Return the objections this person may read: a sponsor those of the bodies they act for."""
        user = self.request.user
        if not user.has_perm("cycles.view_objections", self.challenge):
            return []
        rows = self.challenge.objections.select_related("body", "seat__person", "answered_by").order_by("made_at")
        if bodies := standing(user, self.challenge).bodies:
            rows = rows.filter(body__in=bodies)
        return rows


def bodies_that_may_object(user, challenge):
    """Return the host bodies somebody acts for that have not objected yet."""
    if not user.has_perm("cycles.object_to_team", challenge):
        return Body.objects.none()
    acted_for = standing(user, challenge).bodies
    return Body.objects.filter(pk__in=acted_for).exclude(pk__in=challenge.objections.values("body")).order_by("name")


class Candidates(ChallengePage):
    """Everybody else in the pool against one place of the team: who can take it, and why the others cannot."""

    permission = "cycles.edit_team"
    template_name = "cycles/team_candidates.html"

    def context(self):
        form = CandidateFilter(self.request.GET)
        place = Place.of(self.challenge, form.role_wanted, localdate(self.at))
        first = FirstInLine(self.challenge, form.role_wanted)
        judged = [self.judged(person, place, first) for person in self.people(form.words, place)]
        if form.only_free:
            judged = [candidate for candidate in judged if not candidate["against"]]
        judged.sort(key=lambda candidate: (bool(candidate["against"]), not candidate["first"]))
        page = Paginator(judged, PER_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        return {
            **super().context(),
            "filters": form,
            "role": form.role_wanted,
            "role_label": Seat.Role(form.role_wanted).label.lower(),
            "page": page,
            "query": query.urlencode() + "&" if query else "",
        }

    def people(self, words, place):
        pool = Person.objects.visible_to(self.request.user).in_pool()
        seated = Seat.objects.holding().filter(challenge=self.challenge)
        pool = pool.exclude(pk__in=seated.values("person"))
        people = with_facts(pool, place).order_by("name", "pk")
        return [person for person in people if all(word in words_of(person) for word in words)]

    def judged(self, person, place, first):
        against = reasons_against(person, place)
        looks = [] if against else second_looks_at(person, place)
        return {"person": person, "against": against, "looks": looks, "first": first.why(person)}


class FirstInLine:
    """Who is asked before everybody else for a place, and why."""

    def __init__(self, challenge, role):
        self.people = first_asked([challenge]).get(challenge.pk, set())
        self.body = proposed_for(challenge, role)

    def why(self, person):
        """Return why somebody is asked first, in a word or two, or nothing."""
        if person.pk in self.people:
            return "Original team"
        return "Their turn" if self.body and person.home_id == self.body.pk else ""


def words_of(person):
    """Return what somebody in the pool is found by."""
    profile = person.profile
    known = [person.name, str(person.home or ""), person.job_title, profile.get_grade_display()]
    return " ".join([*known, *profile.services, *profile.skills]).casefold()


class Invite(ChallengeForm):
    """Asking one person to take a seat."""

    permission = "cycles.edit_team"
    template_name = "cycles/seat_invite.html"
    form_class = InviteForm
    done = "The invitation is on its way. You see here when it is answered."

    def ask(self):
        """Ask before looking for the person: who may not invite learns nothing of the pool."""
        super().ask()
        pool = Person.objects.visible_to(self.request.user).in_pool()
        self.person = get_object_or_404(pool.select_related("home", "profile"), ref=self.kwargs["person"])

    def form(self, data=None, files=None):
        wanted = CandidateFilter(self.request.GET).role_wanted
        peer = {"councillor": "member", "lived_experience": "lived_experience", "partner": "partner"}.get(
            self.person.profile.grade, "officer"
        )
        initial = {"role": wanted, "peer": peer, "case_data": peer in ("officer", "partner")}
        return self.form_class(data, initial=initial)

    def context(self):
        place = Place.of(self.challenge, CandidateFilter(self.request.GET).role_wanted, localdate(self.at))
        person = with_facts(Person.objects.visible_to(self.request.user), place).get(pk=self.person.pk)
        against = reasons_against(person, place)
        looks = [] if against else second_looks_at(person, place)
        return {**super().context(), "person": self.person, "against": against, "looks": looks}

    def act(self, form):
        team.invite(challenge=self.challenge, person=self.person, by=self.by, at=self.at, **form.cleaned_data)

    def after(self):
        return reverse("cycles:team", args=[self.challenge.ref])


class OfSeat:
    """What a page about one seat of the team does first."""

    def load(self):
        super().load()
        seats = self.challenge.seats.select_related("person__home", "declaration__decided_by")
        self.seat = get_object_or_404(seats, ref=self.kwargs["seat"])
        self.seat.challenge = self.challenge

    def context(self):
        return {"seat": self.seat, **super().context()}

    def after(self):
        return reverse("cycles:team", args=[self.challenge.ref])


class Withdraw(OfSeat, ChallengeAct):
    """Taking a seat back."""

    permission = "cycles.edit_team"
    template_name = "cycles/seat_withdraw.html"
    done = "The seat is free again, and the person’s access has ended."

    def act(self):
        team.withdraw(seat=self.seat, by=self.by, at=self.at)


class ObjectToTeam(OfSeat, ChallengeForm):
    """The one objection of a host body."""

    permission = "cycles.object_to_team"
    template_name = "cycles/team_object.html"
    form_class = ObjectForm
    done = "Your objection is with the coordinator, who will answer it."

    def act(self, form):
        body = bodies_that_may_object(self.request.user, self.challenge).first()
        if body is None:
            raise Refusal("Your authority has already made its one objection to this team.")
        team.object_to_team(seat=self.seat, body=body, by=self.by, at=self.at, **form.cleaned_data)


class AnswerObjection(ChallengeForm):
    """The coordinator's answer to a host."""

    permission = "cycles.edit_team"
    template_name = "cycles/team_answer_objection.html"
    form_class = AnswerObjectionForm
    done = "Your answer is recorded, and the host is told."

    def load(self):
        super().load()
        objections = self.challenge.objections.select_related("body", "seat__person", "answered_by", "made_by")
        self.objection = get_object_or_404(objections, body__ref=self.kwargs["body"])
        self.objection.challenge = self.challenge

    def context(self):
        return {"objection": self.objection, **super().context()}

    def act(self, form):
        team.answer_objection(objection=self.objection, by=self.by, at=self.at, **form.cleaned_data)

    def after(self):
        return reverse("cycles:team", args=[self.challenge.ref])
