"""The scope page, its questions and its lines of enquiry."""

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from cycles.purposes import of_scope
from cycles.queries.intervention import intervention_of, rows_of
from reviews.actions import scope as actions
from reviews.forms.scope import LineForm, ScopeForm
from reviews.queries.feedback import COLUMNS, feedback_table

from .base import Act, Form, Page, SharedForm

SCOPE = ("Scope", "scope")


class Scope(Page):
    """What the challenge is about, for everybody in it."""

    permission = "reviews.view_scope"
    template_name = "reviews/scope.html"

    def context(self):
        challenge = self.challenge
        shape, watched = challenge.shape, intervention_of(challenge)
        return {
            **super().context(),
            "lines": challenge.lines.select_related("reviewer__person").order_by("number"),
            "may_edit": self.may("edit_scope"),
            "rows": [
                {"key": "Topic", "value": challenge.topic},
                {"key": "Purpose", "value": of_scope(challenge, watched)},
                *rows_of(watched),
                {"key": "Overarching question", "value": challenge.question},
                {"key": "In scope", "value": challenge.in_scope},
                {"key": "Out of scope, and why", "value": challenge.out_of_scope},
                {"key": "Sensitivities", "value": challenge.sensitivities},
                {"key": "Contact for urgent concerns", "value": challenge.urgent_contact},
            ],
            "feedback_columns": COLUMNS,
            "feedback": feedback_table(challenge, localdate(self.at), may_plan=self.may("plan_feedback")),
            "fewest": shape.min_lines,
            "most": shape.max_lines,
        }


class EditScope(SharedForm):
    """The questions of the scope on one page."""

    permission = "reviews.edit_scope"
    form_class = ScopeForm
    trail = (SCOPE,)
    heading = "Change the scope"
    says = "Host and lead agree these together. Everybody in the team and the host's governance will read them."
    done = "The scope is saved."

    def initial(self):
        return ScopeForm.started_from(self.challenge)

    def change(self, form):
        actions.edit_scope(challenge=self.challenge, seen=form.seen(), by=self.by, at=self.at, **form.answers())


class AddLine(Form):
    """One more question to test."""

    permission = "reviews.edit_scope"
    form_class = LineForm
    trail = (SCOPE,)
    heading = "Add a line of enquiry"
    done = "The line of enquiry is added."

    def form_kwargs(self):
        return {"challenge": self.challenge}

    def act(self, form):
        actions.add_line(challenge=self.challenge, by=self.by, at=self.at, **form.answers())


class OfLine:
    """A page about one line of the challenge."""

    permission = "reviews.edit_scope"
    trail = (SCOPE,)

    def load(self):
        super().load()
        self.line = get_object_or_404(self.challenge.lines, ref=self.kwargs["line"])
        self.line.challenge = self.challenge


class EditLine(OfLine, SharedForm):
    """Its words, prompts and who leads on it."""

    form_class = LineForm
    done = "The line of enquiry is saved."

    @property
    def heading(self):
        return f"Change line of enquiry {self.line.number}"

    def form_kwargs(self):
        line = self.line
        started = {
            "question": line.question,
            "prompts": line.prompts,
            "minutes": line.minutes,
            "reviewer": line.reviewer_id,
        }
        return {"challenge": self.challenge, "initial": {**started, "version": line.version}}

    def change(self, form):
        actions.edit_line(line=self.line, seen=form.seen(), by=self.by, at=self.at, **form.answers())


class RemoveLine(OfLine, Act):
    """Take it out."""

    button = "Remove this line"
    says = "The other lines close up. This cannot be undone."
    done = "The line of enquiry is removed."

    @property
    def heading(self):
        return f"Remove line of enquiry {self.line.number}?"

    def act(self):
        actions.remove_line(line=self.line, by=self.by, at=self.at)


class MoveLine(OfLine, Act):
    """One place up or down."""

    button = "Move it"

    @property
    def heading(self):
        return f"Move line of enquiry {self.line.number} {self.kwargs['way']}?"

    def act(self):
        actions.move_line(line=self.line, up=self.kwargs["way"] == "up", by=self.by, at=self.at)
