"""The board of hypotheses, flags and their answers."""

from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404

from reviews.actions import hypotheses as actions
from reviews.forms.evidence import HypothesisForm, StatusForm, WordsForm
from reviews.models import Finding, Flag, Hypothesis
from reviews.queries import board as queries
from reviews.vault import vault_of

from .base import Form, Page, by_id
from .evidence import ChoosesNotes

BOARD = ("Hypotheses", "hypotheses")
A_PAGE = 15


class Hypotheses(Page):
    """Every theory by line of enquiry, with what speaks for and against it."""

    permission = "reviews.read_hypotheses"
    template_name = "reviews/hypotheses.html"

    def context(self):
        rows = self.challenge.hypotheses.select_related("line", "raised_by")
        ordered = rows.order_by(F("line__number").asc(nulls_last=True), "status", "pk")
        page = Paginator(ordered, A_PAGE).get_page(self.request.GET.get("page"))
        flags = queries.flags_of(self.challenge)
        found = queries.theories(list(page.object_list), self.challenge, self.request.user, flags)
        return {
            **super().context(),
            "page": page,
            "board": queries.by_line(found),
            "finding_flags": flags.get(None, []),
            "may_argue": self.may("argue_hypothesis"),
            "may_flag": self.may("flag"),
            "may_answer": self.may("answer_flag"),
        }


class RaiseHypothesis(Form):
    """One more theory."""

    permission = "reviews.argue_hypothesis"
    form_class = HypothesisForm
    trail = (BOARD,)
    heading = "Raise a hypothesis"
    done = "The hypothesis is on the board."

    def form_kwargs(self):
        return {"challenge": self.challenge}

    def act(self, form):
        actions.raise_hypothesis(
            challenge=self.challenge,
            text=form.cleaned_data["text"],
            line=form.cleaned_data["line"],
            by=self.by,
            at=self.at,
        )


class OfHypothesis:
    """A page about one hypothesis."""

    permission = "reviews.argue_hypothesis"
    trail = (BOARD,)

    def load(self):
        super().load()
        self.hypothesis = by_id(Hypothesis.objects.filter(challenge=self.challenge), self.kwargs["hypothesis"])
        self.hypothesis.challenge = self.challenge

    def words(self):
        return self.hypothesis.text(vault_of(self.challenge))


class Argue(OfHypothesis, ChoosesNotes, Page):
    """Which notes speak for it and which against."""

    heading = "What speaks for and against it?"

    def links(self):
        return dict(self.hypothesis.links.values_list("note", "speaks_for"))

    def link(self, **changes):
        actions.argue(hypothesis=self.hypothesis, by=self.by, at=self.at, **changes)


class Settle(OfHypothesis, Form):
    """Open, supported or dropped."""

    form_class = StatusForm
    heading = "Where does this hypothesis stand?"
    done = "Saved."

    @property
    def says(self):
        return self.words()

    def initial(self):
        return {"status": self.hypothesis.status, "seen": self.hypothesis.status}

    def act(self, form):
        actions.settle(hypothesis=self.hypothesis, by=self.by, at=self.at, **form.cleaned_data)


class FlagIt(Form):
    """Marks something as untested."""

    permission = "reviews.flag"
    form_class = WordsForm
    trail = (BOARD,)
    heading = "Flag as untested"
    button = "Flag"
    done = "The flag is raised. It must be answered before a finding is agreed."

    def load(self):
        super().load()
        thing = self.kwargs["thing"]
        if self.kwargs["what"] == "finding":
            self.thing = get_object_or_404(Finding, challenge=self.challenge, ref=thing)
        else:
            self.thing = by_id(Hypothesis.objects.filter(challenge=self.challenge), thing)

    @property
    def says(self):
        return self.thing.text if isinstance(self.thing, Finding) else self.thing.text(vault_of(self.challenge))

    def form_kwargs(self):
        return {"label": "What has not been tested?"}

    def act(self, form):
        actions.flag(challenge=self.challenge, thing=self.thing, text=form.cleaned_data["text"], by=self.by, at=self.at)


class AnswerFlag(Form):
    """Answers a flag."""

    permission = "reviews.answer_flag"
    form_class = WordsForm
    trail = (BOARD,)
    heading = "Answer the flag"
    done = "The flag is answered."

    def load(self):
        super().load()
        self.flag = by_id(Flag.objects.filter(challenge=self.challenge), self.kwargs["flag"])
        self.flag.challenge = self.challenge

    @property
    def says(self):
        return self.flag.text(vault_of(self.challenge))

    def form_kwargs(self):
        return {"label": "How was it tested, or what follows?"}

    def act(self, form):
        actions.answer_flag(flag=self.flag, text=form.cleaned_data["text"], by=self.by, at=self.at)
