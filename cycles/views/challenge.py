"""The challenges somebody has a part in, one challenge's own page, and what happened to it."""

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from cycles import kinds, rules
from cycles.forms.challenge_list import ChallengeFilter
from cycles.gathering import page_of
from cycles.models import Challenge, Event, Postponement, Seat, State
from cycles.moves import LIVES
from people.views.base import PageView

from .base import ChallengePage

PER_PAGE = 30


def is_redacted(user, challenge):
    """Say whether somebody sees only what the released plan says: who hosts, on what, when, at what stage."""
    return rules.decide("cycles.view_header", user, challenge) == "redacted"


def _first_host_first(challenge):
    sides = challenge.host_bodies.select_related("body")
    return sorted(sides, key=lambda side: (side.body_id != challenge.host_id, side.body.name))


class Challenges(PageView):
    """The challenges somebody has a part in or plans."""

    permission = "cycles.list_challenges"
    template_name = "cycles/challenges.html"

    def context(self):
        form = ChallengeFilter(self.request.GET)
        paused = Postponement.objects.filter(challenge=OuterRef("pk"), resumed_at=None)
        rows = form.narrow(Challenge.objects.visible_to(self.request.user), self.request.user).with_host()
        rows = rows.annotate(is_postponed=Exists(paused)).order_by("visit__starts_on", "pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        rules.remember_standings(self.request.user, page.object_list)
        for challenge in page.object_list:
            challenge.is_redacted = is_redacted(self.request.user, challenge)
        return {"filters": form, "page": page, "query": form.query}


class Overview(ChallengePage):
    """What everybody with a part sees first. Others see who hosts and when, once the plan is released."""

    permission = "cycles.view_header"
    template_name = "cycles/challenge.html"

    def load(self):
        rows = Challenge.objects.visible_to(self.request.user) | Challenge.objects.announced()
        self.challenge = get_object_or_404(rows.with_host(), ref=self.kwargs["ref"])

    def context(self):
        user, challenge = self.request.user, self.challenge
        common = {
            **super().context(),
            "hosts": _first_host_first(challenge),
            "written": kinds.written(challenge.shape.kind),
        }
        if is_redacted(user, challenge):
            asked = challenge.seats.filter(person=user.person_id, status=Seat.Status.INVITED)
            return {**common, "redacted": True, "is_asked": asked.exists()}
        return {
            **common,
            "pause": challenge.postponements.filter(resumed_at=None).select_related("postponed_by").first(),
            "moves": self.moves(),
            "cancel_url": page_of(LIVES[challenge.shape.kind].moves["cancel"], challenge),
            "may_manage": user.has_perm("cycles.manage_challenge", challenge),
            "undeclared": None if rules.declared(user, challenge) else rules.standing(user, challenge).seat,
            "lead": self.lead(),
            "recent": self.recent(),
            "is_followed": kinds.passing(State.PUBLISHED, State.FOLLOW_UP)(challenge.shape.kind),
        }

    def moves(self):
        """Return the buttons: moves open to this person that have a page; giving up comes apart."""
        steps = rules.moves_open_to(self.request.user, self.challenge)
        pages = [(step, page_of(step, self.challenge)) for step in steps if step.name != "cancel"]
        return [{"label": step.label, "url": url} for step, url in pages if url]

    def lead(self):
        """Return who leads, for those who may see the team."""
        if not self.request.user.has_perm("cycles.view_team", self.challenge):
            return None
        seats = Seat.objects.accepted().filter(challenge=self.challenge, role=Seat.Role.LEAD)
        return seats.select_related("person__home").first()

    def recent(self):
        """Return the last few things that happened, newest first, for those who may see the timeline."""
        if not self.request.user.has_perm("cycles.view_timeline", self.challenge):
            return []
        return [told(event) for event in events_of(self.challenge, newest_first=True)[:5]]


def events_of(challenge, *, newest_first=False):
    """Return a challenge's history as the timeline shows it."""
    order = ("-at", "-pk") if newest_first else ("at", "pk")
    return Event.objects.filter(challenge=challenge).select_related("by").order_by(*order)


class Timeline(ChallengePage):
    """Everything that happened to a challenge, oldest first."""

    permission = "cycles.view_timeline"
    template_name = "cycles/challenge_timeline.html"

    def context(self):
        page = Paginator(events_of(self.challenge), 50).get_page(self.request.GET.get("page"))
        return {**super().context(), "page": page, "moves": [told(event) for event in page.object_list]}


def told(event):
    """Return an event as `components/timeline_of_moves.html` draws it."""
    return {"what": event.sentence, "when": event.at, "who": event.by or "The service"}
