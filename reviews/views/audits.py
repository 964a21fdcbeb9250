"""Case audits: for those of the team who have case data."""

from django.contrib import messages
from django.core.paginator import Paginator

from reviews.actions import audits as actions
from reviews.actions import notes
from reviews.audits import prompts_of
from reviews.forms.audits import AuditForm, CaseNoteForm
from reviews.models import CaseAudit, EvidenceNote
from reviews.queries import audits as queries
from reviews.sources import Source
from reviews.vault import vault_of

from .base import Act, Form, Page, SharedForm, by_id
from .notes import NOTES

AUDITS = ("Case audits", "case_audits")
A_PAGE = 30


class CaseAudits(Page):
    """The audits by sample number, under a summary of how they compare with the host's own."""

    permission = "reviews.case_audit"
    template_name = "reviews/case_audits.html"
    trail = (NOTES,)

    def context(self):
        page = Paginator(queries.in_order(self.challenge), A_PAGE).get_page(self.request.GET.get("page"))
        return {
            **super().context(),
            "page": page,
            "audits": queries.opened(list(page.object_list), self.challenge, self.request.user),
            "agreement": queries.agreement(self.challenge),
            "may_write_note": self.may("write_note"),
        }


class WriteCaseAudit(Form):
    """One more case."""

    permission = "reviews.case_audit"
    form_class = AuditForm
    template_name = "reviews/write_case_audit.html"
    trail = (NOTES, AUDITS)
    heading = "Audit a case"
    done = "The audit is saved."

    def form_kwargs(self):
        return {"prompts": prompts_of(self.challenge), "initial": self.initial()}

    def act(self, form):
        self.saved = actions.write_case_audit(
            challenge=self.challenge, said=form.said(), by=self.by, at=self.at, **form.facts()
        )
        self.lead_on()

    def lead_on(self):
        """Say what to do now about an immediate concern."""
        if self.saved.is_urgent:
            messages.warning(self.request, "Raise the urgent concern now. Nothing of the audit is copied.")

    def after(self):
        """Lead to the urgent route when somebody may be at risk now, else back to the audits."""
        saved = getattr(self, "saved", None)
        return self.address("raise_concern") if saved and saved.is_urgent else super().after()


class OwnAudit:
    """A page about one audit of one's own."""

    permission = "reviews.case_audit"
    trail = (NOTES, AUDITS)

    def load(self):
        super().load()
        self.ask()  # who may audit no case learns nothing of one either
        rows = CaseAudit.objects.filter(challenge=self.challenge, auditor=self.by)
        self.audit = by_id(rows, self.kwargs["audit"])
        self.audit.challenge = self.challenge


class EditCaseAudit(OwnAudit, SharedForm, WriteCaseAudit):
    """One's own audit, changed. Prompts it answered stay, whatever the programme asks by now."""

    heading = "Change your audit"

    def form_kwargs(self):
        self.said = actions.said_in(self.audit, vault_of(self.challenge))
        asked = prompts_of(self.challenge)
        gone = [prompt for prompt, _ in self.said.commentary if prompt not in asked]
        return {"prompts": [*asked, *gone], "initial": self.started([*asked, *gone])}

    def started(self, prompts):
        """Return what the form shows at first."""
        audit, words = self.audit, dict(self.said.commentary)
        facts = {name: getattr(audit, name) for name in actions.FACTS}
        commentary = {f"prompt_{number}": words.get(prompt, "") for number, prompt in enumerate(prompts)}
        return {**facts, **commentary, "service_area": self.said.service_area, "version": audit.revision}

    def change(self, form):
        self.saved = actions.edit_case_audit(
            audit=self.audit, said=form.said(), seen=form.seen(), by=self.by, at=self.at, **form.facts()
        )
        self.lead_on()

    def act(self, form):
        SharedForm.act(self, form)


class DeleteCaseAudit(OwnAudit, Act):
    """One's own audit, gone."""

    heading = "Delete this audit?"
    says = "Its words are gone. Notes made of it stay: they are notes like any other. There is no way back."
    button = "Delete the audit"
    done = "The audit is deleted."

    def act(self):
        actions.delete_case_audit(audit=self.audit, by=self.by, at=self.at)


class NoteFromAudit(Form):
    """One point of anybody's audit as an evidence note of one's own."""

    permission = "reviews.case_audit"
    form_class = CaseNoteForm
    trail = (NOTES, AUDITS)
    heading = "Make a note of it"
    button = "Save note"
    done = "Saved as a note. It says that it comes from cases, not from which."

    def load(self):
        super().load()
        self.ask()
        rows = CaseAudit.objects.filter(challenge=self.challenge)
        self.audit = by_id(rows, self.kwargs["audit"])

    def form_kwargs(self):
        return {"challenge": self.challenge, "initial": {"text": self.words()}}

    def words(self):
        """Return the commentary the address asks for: by the number of its prompt."""
        said = actions.said_in(self.audit, vault_of(self.challenge)).commentary
        wanted = self.request.GET.get("of", "0")
        number = int(wanted) if wanted.isdecimal() and int(wanted) < len(said) else 0
        return said[number][1]

    def act(self, form):
        data = form.cleaned_data
        notes.write_note(
            challenge=self.challenge,
            note_id=data["note_id"],
            text=data["text"],
            session=None,
            line=data["line"],
            by=self.by,
            at=self.at,
            kind=EvidenceNote.Kind.CASE,
            source=Source.CASES,
            leans=data["leans"],
            feeling="",
            verbatim=False,
            quote_checked=False,
            follow_up=False,
            follow_up_source="",
        )
