"""Texts that reached the server but are not the note: both stay until their author decides."""

from django.core.paginator import Paginator

from reviews.actions import parked as actions
from reviews.forms.parked import ParkedForm
from reviews.models import ParkedText
from reviews.queries import parked as queries

from .base import Form, Page, by_id
from .notes import NOTES

A_PAGE = 20
PARKED = ("Two texts of one note", "parked")


class Parked(Page):
    """One's own parked texts, each beside its note."""

    permission = "reviews.sync_notes"
    template_name = "reviews/parked.html"
    trail = (NOTES,)

    def context(self):
        rows = queries.waiting_texts(self.challenge, self.by)
        page = Paginator(rows, A_PAGE).get_page(self.request.GET.get("page"))
        texts = queries.beside_notes(list(page.object_list), self.challenge, self.by)
        return {**super().context(), "page": page, "texts": texts}


class DecideParked(Form):
    """Keep the note, keep the other text, keep both, or make one of them."""

    permission = "reviews.sync_notes"
    form_class = ParkedForm
    template_name = "reviews/decide_parked.html"
    trail = (NOTES, PARKED)
    heading = "Which text is to stay?"
    done = "Done. Nothing of it waits for you any more."

    def load(self):
        super().load()
        self.ask()
        rows = ParkedText.objects.filter(challenge=self.challenge, author=self.by, settled=False)
        row = by_id(rows, self.kwargs["text"])
        row.challenge = self.challenge
        (self.beside,) = queries.beside_notes([row], self.challenge, self.by)

    def initial(self):
        return {"seen": self.beside.revision, "words": self.beside.note_text}

    def form_kwargs(self):
        return {**super().form_kwargs(), "has_note": self.beside.note is not None}

    def context(self):
        return {"beside": self.beside, **super().context()}

    def act(self, form):
        data = form.cleaned_data
        actions.decide_on_parked(
            text=self.beside.row,
            choice=data["choice"],
            words=data.get("words", ""),
            seen=data["seen"],
            by=self.by,
            at=self.at,
        )
