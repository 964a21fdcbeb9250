"""The briefing leaflet: for everybody who takes part, without signing in."""

from django.shortcuts import get_object_or_404, render
from django.views import View

from cycles.gathering import leaflet_page
from cycles.models import State
from cycles.policy import policy_of
from reviews.queries import leaflet as queries


class Leaflet(View):
    """What a peer challenge is, what is promised, and where the promise ends."""

    permission = "reviews.view_leaflet"

    def get(self, request, *args, **kwargs):
        challenge = get_object_or_404(queries.with_leaflet(), ref=kwargs["ref"])
        policy = policy_of(challenge.cycle.programme_id)
        context = {
            "challenge": challenge,
            "visit": challenge.visit,
            "is_cancelled": challenge.state == State.CANCELLED,
            "is_postponed": challenge.is_postponed,
            "what_for": queries.what_for(challenge),
            "questions": queries.questions_of(challenge),
            "who_comes": queries.who_comes(challenge),
            "days_after_cancelling": policy["keep_cancelled_days"],
            "months": policy["keep_notes_months"],
            "point_url": leaflet_page(challenge),
            "smallest": policy["smallest_group"],
        }
        return render(request, "reviews/leaflet.html", context)
