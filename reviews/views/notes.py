"""Writing, changing and reading evidence notes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone

from cycles.models import State
from people import kept
from reviews.actions import notes as actions
from reviews.forms.notes import NoteForm
from reviews.models import EvidenceNote, Session
from reviews.queries import notes as queries
from reviews.queries.audits import has_cases
from reviews.rules import sees_authors
from reviews.vault import vault_of

from .base import Act, Form, Page, SharedForm, by_id
from .looking import LooksAmongNotes

NOTES = ("Notes", "notes")
A_PAGE = 50


class Capture(Form):
    """The phone page: the session by the clock, the last choices kept, one point a note."""

    permission = "reviews.write_note"
    form_class = NoteForm
    template_name = "reviews/capture.html"
    trail = ()

    def load(self):
        super().load()
        self.lines = list(self.challenge.lines.order_by("number"))
        self.sessions = self.sessions_to_choose()

    def sessions_to_choose(self):
        return queries.sessions_for(self.challenge, self.request.user, timezone.localdate(self.at))

    def mine(self):
        """Return the author's own notes here."""
        return EvidenceNote.objects.filter(challenge=self.challenge, author=self.by)

    def initial(self):
        session = queries.session_by_clock(list(self.sessions), self.at)
        return {"session": session, **self.remembered()}

    def remembered(self):
        """Return the choices of this sign-in's last note: never which note it was."""
        on_site = self.challenge.state == State.ON_SITE
        return self.request.session.get(self.key(), {}) if on_site else {}

    def key(self):
        return f"capture-{self.challenge.ref}"

    def remember(self, note):
        """Keep the choices as they were kept, so that a group too small to be told apart stays untold."""
        if self.challenge.state == State.ON_SITE:
            line = str(note.line_id or "")
            self.request.session[self.key()] = {"kind": note.kind, "source": note.source, "line": line}
        else:
            self.request.session.pop(self.key(), None)

    def form_kwargs(self):
        return {
            "challenge": self.challenge,
            "sessions": self.sessions,
            "lines": self.lines,
            "initial": self.initial(),
        }

    def context(self):
        # By line and kind: in which order they were written is kept nowhere.
        rows = list(self.mine().filter(day=timezone.localdate(self.at)).order_by("line__number", "kind", "pk")[:A_PAGE])
        vault = vault_of(self.challenge) if rows else None
        return {
            **super().context(),
            "todays": [{"row": row, "text": row.text(vault)} for row in rows],
            "safe": self.mine().count(),
            "is_late": False,
            "may_change": self.may("write_note"),
        }

    def act(self, form):
        try:
            self.say(self.keep(form), form)
        except actions.SentBefore:
            form.start_afresh()
            raise

    def keep(self, form):
        return actions.write_note(
            challenge=self.challenge,
            note_id=form.cleaned_data["note_id"],
            text=form.cleaned_data["text"],
            session=form.cleaned_data["session"],
            line=form.cleaned_data["line"],
            by=self.by,
            at=self.at,
            **form.facts(),
        )

    def say(self, note, form):
        """Say that it is safe, and under which group when that is broader than what was chosen."""
        self.remember(note)
        if note.source != form.cleaned_data["source"]:
            messages.success(
                self.request,
                f"Saved under “{note.get_source_display()}”: the group you chose is too small to be told apart.",
            )
        else:
            messages.success(self.request, "Saved.")

    def after(self):
        return self.address("write_note")


class HandInLateNote(Capture):
    """The same page after drafting: the note goes to the lead."""

    permission = "reviews.hand_in_late_note"

    def sessions_to_choose(self):
        return Session.objects.none()

    def context(self):
        return {**super().context(), "is_late": True}

    def keep(self, form):
        return actions.hand_in_late_note(
            challenge=self.challenge,
            note_id=form.cleaned_data["note_id"],
            text=form.cleaned_data["text"],
            line=form.cleaned_data["line"],
            by=self.by,
            at=self.at,
            **form.facts(),
        )

    def say(self, note, form):
        """Say who decides now; the choices of a late note are not remembered."""
        messages.success(self.request, "Handed in. The lead lets it in or leaves it out; you will see which.")

    def after(self):
        return self.address("hand_in_late_note")


class OwnNote:
    """A page about one note of one's own."""

    permission = "reviews.write_note"

    def load(self):
        super().load()
        self.ask()  # who may write no note learns nothing of one either
        rows = EvidenceNote.objects.filter(challenge=self.challenge, author=self.by)
        self.note = by_id(rows.select_related("session", "line"), self.kwargs["note"])
        self.note.challenge = self.challenge


class EditNote(OwnNote, SharedForm):
    """One's own note, changed."""

    form_class = NoteForm
    trail = (NOTES,)
    heading = "Change your note"
    done = "Your note is saved."
    template_name = "reviews/edit_note.html"

    def form_kwargs(self):
        note = self.note
        names = ("kind", "source", "leans", "feeling", "verbatim", "quote_checked", "follow_up", "follow_up_source")
        started = {name: getattr(note, name) for name in names}
        started.update(
            note_id=note.pk,
            text=note.text(vault_of(self.challenge)),
            line=str(note.line_id or ""),
            session=note.session_id,
            version=note.revision,
        )
        return {
            "challenge": self.challenge,
            "sessions": Session.objects.filter(challenge=self.challenge, pk=note.session_id),
            "lines": list(self.challenge.lines.order_by("number")),
            "initial": started,
        }

    def change(self, form):
        actions.edit_note(
            note=self.note,
            text=form.cleaned_data["text"],
            seen=form.seen(),
            line=form.cleaned_data["line"],
            by=self.by,
            at=self.at,
            **form.facts(),
        )


class DeleteNote(OwnNote, Act):
    """One's own note, gone, with what rests on it said before and what became of that afterwards."""

    trail = (NOTES,)
    template_name = "reviews/delete_note.html"
    heading = "Delete this note?"
    button = "Delete the note"

    def context(self):
        rests = queries.resting_on(self.note)
        return {
            **super().context(),
            "text": self.note.text(vault_of(self.challenge)),
            "agreed": rests["agreed"] if self.may("read_findings") else 0,
            "findings": rests["findings"] if self.may("read_findings") else 0,
            "hypotheses": rests["hypotheses"] if self.may("read_hypotheses") else 0,
        }

    def act(self):
        self.settled = actions.delete_note(note=self.note, by=self.by, at=self.at)

    @property
    def done(self):
        """Say what could not stand without it, to those who may read findings."""
        back = self.settled.findings if self.may("read_findings") else 0
        if not back:
            return "The note is deleted."
        said = "One agreed finding is a draft again" if back == 1 else f"{back} agreed findings are drafts again"
        return f"The note is deleted. {said}: too little is left of what it rested on."


class Notes(LooksAmongNotes, Page):
    """The team's notes, filtered and searched."""

    permission = "reviews.read_notes"
    template_name = "reviews/notes.html"
    redraws = True

    def post(self, request, *args, **kwargs):
        """Go to the answer: nothing is written, and the words stand in its address sealed."""
        form = self.filters(request.POST)
        if not form.is_valid():
            return self.page(form=form, status=422)
        if kept.KEPT in request.POST:
            return self.page(form=form)
        return redirect(f"{request.path}?{self.query_of(form)}".rstrip("?&"))

    def context(self):
        challenge, user = self.challenge, self.request.user
        form = self.asked()
        page = Paginator(self.look(form), A_PAGE).get_page(self.request.GET.get("page"))
        page.object_list = queries.with_photos(page.object_list)
        return {
            **super().context(),
            "form": form,
            "page": page,
            "notes": queries.opened(list(page.object_list), self.vault, user, names=sees_authors(user, challenge)),
            "query": self.query_of(form),
            "may_write": self.may("write_note"),
            "may_hand_in": self.may("hand_in_late_note"),
            "may_see_late": self.may("see_late_notes"),
            "may_audit": self.may("case_audit") and has_cases(challenge),
        }
