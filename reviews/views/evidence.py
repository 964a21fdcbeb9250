"""What something rests on: the notes for and against it beside it, and the page that chooses them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect

from people import kept
from people.refusal import Refusal
from reviews.forms.evidence import LinkFilter
from reviews.queries import notes as queries
from reviews.rules import sees_authors
from reviews.vault import KeyMissing

from .looking import LooksAmongNotes

SIDES = ("for", "against")
WORD = {True: "for", False: "against", None: ""}
A_PAGE = 25


class ShowsEvidence:
    """A page that shows beside something the notes linked to it, to those who may read notes."""

    def links(self):
        """Return the links as they are: note id → speaks for it."""
        raise NotImplementedError  # each page says its own

    def evidence(self):
        """Return the linked notes opened, or a sentence when they cannot be; nothing where notes are not read."""
        if not self.may("read_notes"):
            return None
        try:
            return queries.linked(self.challenge, self.request.user, self.links())
        except KeyMissing as lost:
            return {"lost": lost.sentence}


class ChoosesNotes(LooksAmongNotes):
    """A page of notes with, for each, whether it speaks for or against something.

    The page says `links()` and `link()`. One form holds the filters and a table of radio buttons
    named `note-<id>` with the values "for", "against" and "". Whatever button sends it, what was
    chosen on the page is saved first: so nothing is lost by turning the page or filtering, and
    nothing is kept in between.
    """

    filter_class = LinkFilter
    order = ("line__number", "leans", "-day", "pk")
    template_name = "reviews/choose_notes.html"
    heading = ""
    redraws = True

    def link(self, **changes):
        """Call the action with `notes_for`, `notes_against` and `unlinked`."""
        raise NotImplementedError  # each page says its own

    def fitting(self, form):
        """Return the rows that fit, by their links too."""
        return self.only_linked(list(self.look(form)), form.cleaned_data.get("linked"))

    def only_linked(self, rows, wanted):
        """Keep what is linked, not linked, or on one side."""
        links = self.links() if wanted else {}
        fits = {
            "": lambda side: True,
            "yes": lambda side: side is not None,
            "no": lambda side: side is None,
            "for": lambda side: side is True,
            "against": lambda side: side is False,
        }[wanted or ""]
        return [row for row in rows if fits(links.get(row.pk))]

    def context(self):
        form = self.asked()
        rows = self.fitting(form)
        start = self.start(len(rows))
        names = sees_authors(self.request.user, self.challenge)
        opened = queries.opened(rows[start : start + A_PAGE], self.vault, self.request.user, names=names)
        links, typed = self.links(), self.typed()
        sides = {note.row.pk: WORD[links.get(note.row.pk)] for note in opened}
        return {
            **super().context(),
            "form": form,
            "count": len(rows),
            "first": start + 1,
            "last": start + len(opened),
            "query": self.query_of(form),
            "rows": [
                {"note": note, "side": typed.get(str(note.row.pk), sides[note.row.pk]), "was": sides[note.row.pk]}
                for note in opened
            ],
            "shown": " ".join(f"{note}:{side}" for note, side in sides.items()),
            "linked": len(links),
        }

    def start(self, count):
        """Return from which note on the address shows the list; beyond its end, its last page."""
        wanted = self.request.GET.get("start", "")
        start = int(wanted) if wanted.isdecimal() else 0
        return start if start < count else max(count - A_PAGE, 0)

    def typed(self):
        """Return what was chosen in the form just posted: note id → side."""
        named = {key.removeprefix("note-"): side for key, side in self.request.POST.items() if key.startswith("note-")}
        return {note: side for note, side in named.items() if side in ("", *SIDES)}

    def shown(self):
        """Return the notes the posted page showed, in their order, with the side each had then."""
        return dict(part.split(":") for part in self.request.POST.get("shown", "").split() if part.count(":") == 1)

    def post(self, request, *args, **kwargs):
        """Save what was chosen, then show what the button asks for."""
        form = self.filters(request.POST)
        if not form.is_valid():
            return self.page(form=form, status=422)
        if kept.KEPT in request.POST:
            return self.page(form=form)
        try:
            changed = self.save()
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            return self.page(form=form, status=409)
        if changed or request.POST.get("go", "save") == "save":
            messages.success(request, f"Saved: {changed or 'no'} note{'' if changed == 1 else 's'} changed.")
        return redirect(self.next(form, request.POST.get("go", "save")))

    def save(self):
        """Save what was changed on this page, and leave alone what somebody else linked meanwhile. Return how many."""
        before = self.shown()
        changed = {note: side for note, side in self.typed().items() if side != before.get(note, "")}
        rows = {str(row.pk): row for row in queries.filtered(self.challenge, self.request.user, {})}
        by_side = {side: [] for side in ("", *SIDES)}
        for note, side in changed.items():
            if note in rows:
                by_side[side].append(rows[note])
        if any(by_side.values()):
            self.link(notes_for=by_side["for"], notes_against=by_side["against"], unlinked=by_side[""])
        return sum(map(len, by_side.values()))

    def next(self, form, go):
        """Return where a button leads: back to the thing, to the filtered list, or to the page before or after."""
        if go == "save":
            return self.after()
        query = self.query_of(form)
        if go in ("before", "after"):
            query += urlencode({"start": self.start_beside(form, go)})
        return f"{self.request.path}?{query}".rstrip("?&")

    def start_beside(self, form, go):
        """Return where the page before or after the posted one starts.

        What was just saved may fit the filter no more, so it is counted how many notes the list has
        up to the posted page's edge now: none is passed over.
        """
        everything, shown = [str(row.pk) for row in self.look(form)], self.shown()
        edges = [place for place, note in enumerate(everything) if note in shown] or [0]
        until = set(everything[: edges[-1] + 1] if go == "after" else everything[: edges[0]])
        passed = sum(str(row.pk) in until for row in self.fitting(form))
        return passed if go == "after" else max(passed - A_PAGE, 0)
