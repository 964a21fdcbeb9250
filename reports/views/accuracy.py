"""The accuracy round, from both sides."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404

from reports.actions import accuracy as actions
from reports.compose import compose
from reports.forms.accuracy import CommentForm, DecisionForm
from reports.models import AccuracyComment

from .base import REPORT, Act, Form, Page, SharedForm
from .report import OfReport

COMMENTS = ("Comments", "comments")
PAGE = 25


class SendToHost(Act):
    """Opens the accuracy round."""

    permission = "reports.send_to_host"
    heading = "Send the draft to the host"
    says = (
        "The host’s sponsors and organisers can then read the draft and comment on facts. The team can still change "
        "its words, and can take the draft back."
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
    """Every comment with its decision."""

    permission = "reports.view_comments"
    template_name = "reports/comments.html"
    trail = (REPORT,)

    def context(self):
        begun = self.report.pk is not None
        rows = self.report.comments.select_related("made_by", "decided_by").order_by("pk") if begun else []
        raised, accepted = self.report.tally() if begun else (0, 0)
        return {
            **super().context(),
            "page": Paginator(rows, PAGE).get_page(self.request.GET.get("page")),
            "raised": raised,
            "accepted": accepted,
            "report": self.report,
            "may_decide": self.may("decide_comment"),
            "may_comment": self.may("comment"),
        }


class Comment(OfReport, Form):
    """A comment on one line."""

    permission = "reports.comment"
    form_class = CommentForm
    template_name = "reports/comment.html"
    heading = "Comment on this line"
    button = "Send the comment"
    done = "The team has your comment."

    def load(self):
        super().load()
        self.words = compose(self.report).words_at(self.kwargs["anchor"]) if self.report.pk else ""
        # A line that went away meanwhile: a post keeps its text and the action says so.
        if not self.words and self.request.method != "POST":
            raise Http404

    def act(self, form):
        actions.comment(
            challenge=self.challenge, anchor=self.kwargs["anchor"], by=self.by, at=self.at, **form.cleaned_data
        )

    def after(self):
        return self.address("comments")


class DecideComment(SharedForm):
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
