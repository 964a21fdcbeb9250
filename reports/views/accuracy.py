"""The accuracy round, from both sides."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404

from cycles.models import State
from cycles.views.base import OfChallenge
from people.views.base import SignedInView
from reports.actions import accuracy as actions
from reports.actions import rounds
from reports.document import from_json
from reports.forms.accuracy import CommentForm, DecisionForm, ExtendForm
from reports.models import AccuracyComment, AccuracyRound
from reviews.views.documents import download

from .base import REPORT, REPORTED, Act, Form, KeepsTyped, Page, SharedForm
from .keeping import Keeping
from .report import OfReport

COMMENTS = ("Comments", "comments")
PAGE = 25


class SendToHost(Act):
    """Opens the accuracy round."""

    permission = "reports.send_to_host"
    heading = "Send the draft to the host"
    says = (
        "The host’s sponsors and organisers can then read this draft and comment on facts. The team can still change "
        "its words: the host sees what changed with the next draft or the final report. The draft can be taken back."
    )
    button = "Send to the host"
    done = "The host can now check the facts."

    def act(self):
        actions.send_to_host(challenge=self.challenge, by=self.by, at=self.at)


class ReturnToDrafting(Act):
    """Takes the draft back from the host."""

    permission = "reports.send_to_host"
    heading = "Return to drafting"
    says = "The host can no longer read the draft or comment. Comments made so far are kept."
    button = "Return to drafting"
    done = "The report is being drafted again."

    def act(self):
        actions.return_to_drafting(challenge=self.challenge, by=self.by, at=self.at)


class Comments(OfReport, Page):
    """The accuracy rounds and every comment with its decision."""

    permission = "reports.view_comments"
    template_name = "reports/comments.html"
    trail = (REPORT,)

    def context(self):
        begun = self.report.pk is not None
        rows = self.report.comments.select_related("made_by", "decided_by", "round").order_by("pk") if begun else []
        raised, accepted = self.report.tally() if begun else (0, 0)
        found = self.report.rounds.defer("tree").select_related("extended_by", "closed_by") if begun else []
        rounds = list(found.order_by("-number")) if begun else []
        is_open = bool(rounds) and self.challenge.state == State.ACCURACY and rounds[0].is_open(self.today)
        return {
            **super().context(),
            "page": Paginator(rows, PAGE).get_page(self.request.GET.get("page")),
            "raised": raised,
            "accepted": accepted,
            "rounds": rounds,
            "may_decide": self.may("decide_comment"),
            "may_comment": is_open and self.may("comment"),
            "may_extend": is_open and not rounds[0].extended_at and self.may("decide_comment"),
        }


class Round(OfReport, Page):
    """One accuracy round as it is kept: the draft as it was sent, the comments on it and what was decided."""

    permission = "reports.view_comments"
    template_name = "reports/accuracy_round.html"
    trail = (REPORT, COMMENTS)

    def load(self):
        super().load()
        rounds = AccuracyRound.objects.select_related("opened_by", "extended_by", "closed_by")
        self.round = get_object_or_404(rounds, report__challenge=self.challenge, number=self.kwargs["number"])

    def context(self):
        rows = self.round.comments.select_related("made_by", "decided_by").order_by("pk")
        decisions = list(rows.values_list("decision", flat=True))
        return {
            **super().context(),
            "round": self.round,
            "document": from_json(self.round.tree),
            "page": Paginator(rows, PAGE).get_page(self.request.GET.get("page")),
            "raised": len(decisions),
            "accepted": decisions.count(AccuracyComment.Decision.ACCEPTED),
        }


class ExtendRound(Form):
    """More days for the host, once, with a reason."""

    permission = "reports.decide_comment"
    form_class = ExtendForm
    trail = (REPORT, COMMENTS)
    heading = "Give the host more time"
    says = "A round can be extended once. The host is told the new last day and reads the reason."
    button = "Extend the round"
    done = "The host has more time."

    def act(self, form):
        rounds.extend_round(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)


class FinishChecking(Act):
    """The host's word that nothing more will come."""

    permission = "reports.comment"
    trail = (REPORT, COMMENTS)
    heading = "We have finished checking"
    says = (
        "The team is told that all your comments are there. Nobody at the host can comment on this draft any more. "
        "There is no way back, unless the team sends another draft."
    )
    button = "We have finished checking"
    done = "The team knows that you have finished checking."

    def act(self):
        rounds.finish_checking(challenge=self.challenge, by=self.by, at=self.at)


class Comment(Keeping, KeepsTyped, OfReport, SharedForm):
    """A comment on one line of the draft the host was sent."""

    permission = "reports.comment"
    form_class = CommentForm
    template_name = "reports/comment.html"
    heading = "Comment on this line"
    button = "Send the comment"
    done = "The team has your comment."

    def load(self):
        super().load()
        self.round = self.report.latest_round()
        self.words = from_json(self.round.tree).words_at(self.kwargs["anchor"]) if self.round else ""
        # A line that is in no draft any more: a post keeps its text and the action says so.
        if not self.words and self.request.method != "POST":
            raise Http404
        self.place = f"comment:{self.kwargs['anchor']}"

    def saved(self):
        """A comment that nobody has begun."""
        return {"text": [""], "proof": [""]}

    def initial(self):
        begun = self.with_unsaved({})
        return {**begun, "seen": self.round.number if self.round else None}

    def change(self, form):
        actions.comment(
            challenge=self.challenge, anchor=self.kwargs["anchor"], by=self.by, at=self.at, **form.cleaned_data
        )

    def after(self):
        return self.address("comments")


class Proof(OfChallenge, SignedInView):
    """The paper that came with a comment: always a download, never a page of this site."""

    permission = "reports.view_comments"
    applies = REPORTED

    def get(self, request, *args, **kwargs):
        rows = AccuracyComment.objects.exclude(proof_file="").filter(report__challenge=self.challenge)
        comment = get_object_or_404(rows, ref=self.kwargs["comment"])
        try:
            return download(comment.proof_file, comment.proof_name, comment.proof_type)
        except FileNotFoundError:
            raise Http404("The file of this comment is missing from the storage.") from None


class DecideComment(KeepsTyped, SharedForm):
    """Accepts or declines a comment, with a reason."""

    permission = "reports.decide_comment"
    form_class = DecisionForm
    template_name = "reports/decide_comment.html"
    trail = (REPORT, COMMENTS)
    heading = "Decide on a comment"
    done = "The decision is saved."

    def load(self):
        super().load()
        rows = AccuracyComment.objects.select_related("made_by", "report__challenge")
        self.comment = get_object_or_404(rows, report__challenge=self.challenge, ref=self.kwargs["comment"])

    def initial(self):
        kept = self.comment
        return {"decision": kept.decision, "reason": kept.reason, "version": kept.version}

    def change(self, form):
        data = form.cleaned_data
        actions.decide_comment(
            comment=self.comment,
            decision=data["decision"],
            reason=data["reason"],
            version=form.seen(),
            by=self.by,
            at=self.at,
        )
