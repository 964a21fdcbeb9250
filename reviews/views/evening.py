"""The evening's meeting: what the day brought, what it still lacks, and what to test tomorrow."""

from functools import cached_property

from django.core.paginator import Paginator

from cycles.models import State
from reviews.actions import stars
from reviews.models import EvidenceNote
from reviews.queries import evening as queries
from reviews.queries.notes import opened, with_photos
from reviews.rules import sees_authors
from reviews.vault import key_path, vault_of

from .base import Act, Page, by_id
from .notes import NOTES

A_PAGE = 120


class EndOfDay(Page):
    """A day's notes by line of enquiry or by session, key points first."""

    permission = "reviews.read_notes"
    template_name = "reviews/end_of_day.html"
    trail = (NOTES,)

    @cached_property
    def known(self):
        """What the notes one may read rest on."""
        return queries.had(self.challenge, self.request.user)

    def context(self):
        days = queries.days_with_notes(self.known, self.challenge.visit, self.today)
        self.day = queries.chosen_day(self.request.GET.get("day", ""), days, self.today)
        self.way = self.grouping()
        self.rows = queries.of_day(self.challenge, self.request.user, self.day, self.way)
        self.vault = vault_of(self.challenge) if self.known else None
        return {
            **super().context(),
            "days": days,
            "day": self.day,
            "today": self.today,
            "grouping": self.way,
            "knows_sessions": self.challenge.state == State.ON_SITE,
            **self.notes(),
            **self.tomorrow(),
        }

    def grouping(self):
        """Return how the notes stand: by session only while they know theirs."""
        wanted = self.request.GET.get("by") == queries.BY_SESSION and self.challenge.state == State.ON_SITE
        return queries.BY_SESSION if wanted else queries.BY_LINE

    def notes(self):
        """Return the day's notes, a page of them in groups, and what each line has and lacks."""
        lines = list(self.challenge.lines.order_by("number"))
        page = Paginator(self.rows, A_PAGE).get_page(self.request.GET.get("page"))
        shown = self.open(with_photos(page.object_list))
        return {
            "page": page,
            "query": f"day={self.day.isoformat()}&by={self.way}&",
            "groups": queries.grouped(shown, self.way),
            "key_points": self.open([row for row in self.rows if row.is_key]),
            "reach": queries.reach(lines, self.known, self.rows, self.day),
            "may_change": self.may("write_note"),
            "may_star": self.may("star_note"),
        }

    def open(self, rows):
        """Open notes, with their authors for those who may see them."""
        user = self.request.user
        return opened(list(rows), self.vault, user, names=sees_authors(user, self.challenge))

    def tomorrow(self):
        """Return what is to be tested next: follow-ups, and to those who read the board, theories and flags."""
        reads = self.may("read_hypotheses")
        vault = self.vault or (vault_of(self.challenge) if key_path(self.challenge).exists() else None)
        return {
            "follow_up": queries.to_follow_up(self.rows, self.vault, self.request.user),
            "untested": queries.untested(self.challenge, vault) if reads and vault else [],
            "flags": queries.unanswered(self.challenge, vault) if reads and vault else [],
        }


class StarNote(Act):
    """Marks a note as a key point, or takes the mark off; then back to where it stands."""

    permission = "reviews.star_note"
    trail = (NOTES, ("The day’s notes", "end_of_day"))
    heading = "Mark this note as a key point?"
    says = "It stands first in the evening’s meeting. Who marked it is kept nowhere."
    button = "Mark as a key point"

    def load(self):
        super().load()
        self.ask()  # who may mark none learns nothing of one either
        rows = EvidenceNote.objects.of(self.challenge, self.request.user)
        self.note = by_id(rows, self.kwargs["note"])
        self.note.challenge = self.challenge

    def act(self):
        is_key = self.request.POST.get("star", "yes") == "yes"
        stars.star_note(note=self.note, is_key=is_key, by=self.by, at=self.at)

    def after(self):
        """Return to the note in its list."""
        by = self.request.GET.get("by", "")
        kept = f"by={by}&" if by in queries.ORDER else ""
        return f"{super().after()}?{kept}day={self.note.day.isoformat()}#note-{self.note.pk}"
