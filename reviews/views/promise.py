"""The promise of confidentiality as anybody of a challenge may hold the product to it."""

from django.core.paginator import Paginator

from reviews.actions.destruction import due_on
from reviews.models import Destruction
from reviews.queries import promise

from .base import Page

PER_PAGE = 50


class Promise(Page):
    """Who may read what was said, what has become of it so far, and when it is destroyed. Never how much there is."""

    permission = "reviews.view_promise"
    template_name = "reviews/promise.html"

    def context(self):
        page = Paginator(promise.happened(self.challenge), PER_PAGE).get_page(self.request.GET.get("page"))
        moves = [{"what": row.sentence, "when": row.at, "why": promise.LOGGED[row.what]} for row in page.object_list]
        record = Destruction.objects.filter(challenge=self.challenge).exclude(finished_at=None).first()
        return {
            **super().context(),
            "readers": [] if record else promise.readers(self.challenge),
            "page": page,
            "moves": moves,
            "record": record,
            "due": None if record else due_on(self.challenge),
            "promised": promise.promised(self.challenge),
            "may_see_destruction": self.may("view_destruction"),
        }
