"""Late notes: the lead's inbox, and what became of one's own."""

from django.core.paginator import Paginator

from reviews.actions import late_notes as actions
from reviews.forms.notes import LeaveOutForm, LetInForm
from reviews.models import EvidenceNote
from reviews.queries import notes as queries
from reviews.vault import vault_of

from .base import Act, Page, SharedForm, by_id
from .notes import NOTES

A_PAGE = 30
LATE_NOTES = ("Late notes", "late_notes")


class LateNotes(Page):
    """Everybody's late notes for the lead, who decides; for others their own, with the answer."""

    permission = "reviews.see_late_notes"
    template_name = "reviews/late_notes.html"
    trail = (NOTES,)

    def context(self):
        user, decides = self.request.user, self.may("decide_late_note")
        rows = EvidenceNote.objects.late_of(self.challenge, user, everybodys=decides).select_related("author", "line")
        page = Paginator(queries.waiting_first(rows), A_PAGE).get_page(self.request.GET.get("page"))
        vault = vault_of(self.challenge) if page.object_list else None
        return {
            **super().context(),
            "page": page,
            "notes": queries.answered(list(page.object_list), vault, user),
            "may_decide": decides,
            "may_hand_in": self.may("hand_in_late_note"),
            "is_news": rows.filter(author=self.by, decision_read=False).exclude(decided_by=None).exists(),
        }


class ReadDecisions(Act):
    """The author's word that they have seen what the lead decided."""

    permission = "reviews.see_late_notes"
    trail = (NOTES, LATE_NOTES)
    heading = "Have you seen what became of your late notes?"
    says = "They are then no longer among what waits for you."
    button = "I have seen it"
    done = "Noted. Your late notes no longer wait for you."

    def act(self):
        actions.read_decisions(challenge=self.challenge, by=self.by, at=self.at)


class OfLateNote:
    """A page about one late note, for the lead."""

    permission = "reviews.decide_late_note"
    trail = (NOTES, LATE_NOTES)
    template_name = "reviews/decide_late_note.html"

    def load(self):
        super().load()
        self.ask()  # who may not decide learns nothing of a note either
        rows = EvidenceNote.objects.late_of(self.challenge, self.request.user, everybodys=True)
        self.note = by_id(rows.select_related("author", "line"), self.kwargs["note"])
        self.note.challenge = self.challenge

    def initial(self):
        return {"version": self.note.revision}

    def context(self):
        (note,) = queries.opened([self.note], vault_of(self.challenge), self.request.user, names=True)
        return {**super().context(), "note": note}


class LetInLateNote(OfLateNote, SharedForm):
    """A late note becomes evidence."""

    form_class = LetInForm
    heading = "Let this late note in?"
    says = "It becomes evidence like any other: the team reads it and findings may rest on it. There is no way back."
    button = "Let it in"
    done = "The note is let in. Its author sees that among what waits for them."

    def change(self, form):
        actions.let_in_late_note(note=self.note, seen=form.seen(), by=self.by, at=self.at)


class LeaveOutLateNote(OfLateNote, SharedForm):
    """A late note stays out of the evidence, with a reason."""

    form_class = LeaveOutForm
    heading = "Leave this late note out?"
    says = "The team never reads it, and nothing rests on it. There is no way back."
    button = "Leave it out"
    done = "The note is left out. Its author sees that, and your reason, among what waits for them."

    def change(self, form):
        reason = form.cleaned_data["reason"]
        actions.leave_out_late_note(note=self.note, reason=reason, seen=form.seen(), by=self.by, at=self.at)
