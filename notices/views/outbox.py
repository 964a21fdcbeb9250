"""The outbox as a coordinator keeps it."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse

from notices import letters, queries
from notices.actions import outbox
from notices.forms import EditForm, LetterheadForm, OutboxFilter
from notices.kinds import kind_of
from notices.models import Letterhead, Message
from people.models import Programme
from people.refusal import Refusal
from people.views.base import ActView, FormView, PageView

PAGE = 50


class OutboxPage:
    """What every page of the outbox does first: find the messages this person may see."""

    permission = "notices.manage_outbox"

    def load(self):
        self.messages = Message.objects.visible_to(self.request.user)

    def filtered(self):
        """Return the filter and the messages it finds."""
        form = OutboxFilter(self.request.GET, kinds=queries.kinds_in(self.messages))
        asked = [(name, value) for name, value in self.request.GET.items() if name in form.fields and value]
        return form, form.chosen(self.messages), urlencode(asked)

    def after(self):
        return reverse("notices:outbox")


class OutboxView(OutboxPage, PageView):
    """All messages, the newest first, fifty a page."""

    template_name = "notices/outbox.html"

    def context(self):
        form, found, query = self.filtered()
        shown = found.select_related("recipient", "duty").order_by("-queued_at", "-pk")
        counts = queries.counts_by_state(found)
        return {
            "form": form,
            "page": Paginator(shown, PAGE).get_page(self.request.GET.get("page")),
            "counts": [(Message.State(key).label, key, count) for key, count in counts.items() if count],
            "held": counts[Message.State.HELD],
            "query": f"{query}&" if query else "",
            "is_filtered": bool(query),
            "programmes": queries.programmes_kept_by(self.request.user),
        }


class ReleaseAllView(OutboxPage, ActView):
    """Release all held messages that the filter finds, told how many first."""

    template_name = "notices/release_all.html"

    def load(self):
        super().load()
        _, self.found, self.query = self.filtered()
        self.found = self.found.in_state(Message.State.HELD)

    def context(self):
        by_kind = queries.counts_by_kind(self.found)
        return {"rows": by_kind, "count": sum(count for _, count in by_kind), "query": self.query}

    def act(self):
        expected = self.request.POST.get("count", "")
        if not expected.isdecimal():
            raise Refusal("Nothing was released: open the page again to see how many there are.")
        count = outbox.release_all(messages=self.found, expected=int(expected), by=self.by, at=self.at)
        self.done = f"{count} {'message is' if count == 1 else 'messages are'} released."


class OfMessage(OutboxPage):
    """A page about one message. The address carries its ref."""

    def load(self):
        super().load()
        found = self.messages.select_related(
            "recipient", "duty", "edited_by", "held_by", "programme__region__letterhead"
        )
        self.message = get_object_or_404(found, ref=self.kwargs["ref"])

    def asked_about(self):
        return self.message.programme

    def after(self):
        return reverse("notices:message", args=[self.message.ref])


# A coordinator sees that it was sent and whether it arrived, and never where it leads.
CONFIDENTIAL = "What an urgent concern says is for those it is sent to alone."
ACTS = {"hold": outbox.hold, "release": outbox.release, "send_again": outbox.send_again}
DONE = {
    "hold": "The message is held.",
    "release": "The message is released.",
    "send_again": "The message is queued again.",
}


class MessageView(OfMessage, ActView):
    """One message as it will be read, what became of it, and what may be done with it."""

    template_name = "notices/message.html"

    def context(self):
        subject, text = letters.words_of(self.message)
        is_urgent = kind_of(self.message.kind).is_urgent
        if is_urgent:
            text = CONFIDENTIAL
        state = self.message.state
        return {
            "message": self.message,
            "subject": subject,
            "text": text,
            "paragraphs": letters.pieces(text),
            "log": queries.log_of(self.message),
            "mates": queries.mates_of(self.message),
            "may_hold": state == Message.State.WAITING and not is_urgent,
            "may_edit": state in (Message.State.WAITING, Message.State.HELD) and not is_urgent,
        }

    def act(self):
        act = self.request.POST.get("act", "")
        if act not in ACTS:
            raise Refusal("Choose what to do with this message.")
        ACTS[act](message=self.message, by=self.by, at=self.at)
        self.done = DONE[act]


class EditView(OfMessage, FormView):
    """Change what a message says before it leaves."""

    template_name = "notices/edit.html"
    form_class = EditForm
    done = "The message is changed. It is sent as it stands here."

    def load(self):
        super().load()
        if kind_of(self.message.kind).is_urgent:
            raise PermissionDenied

    def context(self):
        return {"message": self.message, **super().context()}

    def form_kwargs(self):
        subject, body = letters.words_of(self.message)
        seen = self.message.edited_at.isoformat() if self.message.edited_at else ""
        return {"initial": {"subject": subject, "body": body, "seen": seen}}

    def act(self, form):
        outbox.edit(message=self.message, by=self.by, at=self.at, **form.cleaned_data)


class LetterheadView(OutboxPage, FormView):
    """How messages look and which kinds wait, for one programme."""

    template_name = "notices/letterhead.html"
    form_class = LetterheadForm
    done = "Saved. It holds for what is queued from now on."

    def load(self):
        mine = Programme.objects.visible_to(self.request.user).select_related("region")
        self.programme = get_object_or_404(mine, ref=self.kwargs["programme"])

    def asked_about(self):
        return self.programme

    def context(self):
        return {"programme": self.programme, **super().context()}

    def form_kwargs(self):
        head = getattr(self.programme.region, "letterhead", None) or Letterhead()
        held = list(self.programme.held_kinds.values_list("kind", flat=True))
        shown = {"prefix": head.prefix, "sender": head.sender, "reply_to": head.reply_to, "held": held}
        return {"initial": shown}

    def act(self, form):
        outbox.set_letterhead(programme=self.programme, by=self.by, at=self.at, **form.cleaned_data)
