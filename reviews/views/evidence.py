"""Choosing notes for and against something: one page for hypotheses and findings alike."""

from reviews.models import EvidenceNote
from reviews.queries import notes as queries
from reviews.rules import sees_authors
from reviews.vault import vault_of

SIDES = ("for", "against")


class ChoosesNotes:
    """A page with every note of the challenge and, for each, whether it speaks for or against.

    The form is a table of radio buttons named `note-<id>` with the values "for", "against" and "".
    """

    def links(self):
        """Return the links as they are: note id → speaks for it."""
        raise NotImplementedError  # each page says its own

    def link(self, **changes):
        """Call the action with `notes_for`, `notes_against` and `unlinked`."""
        raise NotImplementedError  # each page says its own

    def notes(self):
        rows = EvidenceNote.objects.of(self.challenge, self.request.user).select_related("author", "line")
        return rows.order_by("line__number", "leans", "-day", "pk")

    def context(self):
        rows = list(self.notes())
        vault = vault_of(self.challenge) if rows else None
        sides = self.links()
        words = self.request.GET.get("q", "").strip().lower()
        opened = queries.opened(rows, vault, self.request.user, names=sees_authors(self.request.user, self.challenge))
        shown = [note for note in opened if not words or words in note.text.lower() or note.row.pk in sides]
        word = {True: "for", False: "against", None: ""}
        return {
            **super().context(),
            "rows": [{"note": note, "side": word[sides.get(note.row.pk)]} for note in shown],
            "shown": " ".join(f"{note}:{word[side]}" for note, side in sides.items()),
            "hidden": [
                {"id": note.row.pk, "side": word[sides.get(note.row.pk)]}
                for note in opened
                if note not in shown and note.row.pk in sides
            ],
            "q": self.request.GET.get("q", ""),
        }

    def act(self):
        """Save what was changed on this page, and leave alone what somebody else linked meanwhile."""
        before = dict(part.split(":") for part in self.request.POST.get("shown", "").split() if part.count(":") == 1)
        after = {
            name.removeprefix("note-"): value
            for name, value in self.request.POST.items()
            if name.startswith("note-") and value in ("", *SIDES)
        }
        rows = {str(note.pk): note for note in self.notes()}
        changed = {key: value for key, value in after.items() if key in rows and value != before.get(key, "")}
        by_side = {side: [rows[key] for key, value in changed.items() if value == side] for side in ("", *SIDES)}
        self.link(notes_for=by_side["for"], notes_against=by_side["against"], unlinked=by_side[""])
