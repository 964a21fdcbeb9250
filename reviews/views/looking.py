"""Looking among notes: words are posted and travel on sealed, other filters stand in the address (ADR 12)."""

from functools import cached_property
from urllib.parse import urlencode

from reviews import sought
from reviews.forms.notes import NoteFilter
from reviews.models import EvidenceNote
from reviews.queries import notes as queries
from reviews.vault import vault_of


class LooksAmongNotes:
    """A page with notes to look among."""

    filter_class = NoteFilter
    order = ("-day", "pk")

    @cached_property
    def days(self):
        """The days of the notes somebody may read here."""
        rows = EvidenceNote.objects.of(self.challenge, self.request.user)
        return list(rows.order_by("day").values_list("day", flat=True).distinct())

    @cached_property
    def vault(self):
        """What opens the notes; None while there is no note, for there may be no key then."""
        return vault_of(self.challenge) if self.days else None

    def filters(self, data):
        """Return the filter form for what was typed or asked for."""
        return self.filter_class(data, lines=list(self.challenge.lines.order_by("number")), days=self.days)

    def asked(self):
        """Return the filters of this address, its words opened."""
        data = self.request.GET.copy()
        data["q"] = words = ""  # words in plain letters are never taken from an address
        if self.vault and (text := data.get(sought.NAME)):
            words = sought.opened(text, self.vault, self.by)
            data["q"] = words or ""
        form = self.filters(data)
        form.full_clean()
        if words is None:
            form.add_error("q", "The words in this address are not yours to read. Type what you are looking for again.")
        return form

    def look(self, form):
        """Return the rows that fit, as a QuerySet, or as a list when words were looked for."""
        wanted = form.cleaned_data
        rows = queries.filtered(self.challenge, self.request.user, wanted).order_by(*self.order)
        return queries.with_words(rows, self.vault, wanted["q"]) if wanted.get("q") and self.vault else rows

    def query_of(self, form):
        """Return valid filters as an address carries them, ending in "&" unless there is none."""
        kept = form.kept()
        if form.cleaned_data.get("q") and self.vault:
            kept[sought.NAME] = sought.sealed(form.cleaned_data["q"], self.vault, self.by)
        return f"{urlencode(kept)}&" if kept else ""
