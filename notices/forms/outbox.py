"""What a coordinator looks for in the outbox, writes into a message, and decides for a programme."""

from django import forms
from django.db.models import Q

from notices.kinds import KINDS
from notices.models import Message


class OutboxFilter(forms.Form):
    """What is looked for. Wrong values find everything."""

    q = forms.CharField(label="Name, e-mail or subject", required=False)
    state = forms.ChoiceField(label="State", required=False, choices=[("", "Any state"), *Message.State.choices])
    kind = forms.ChoiceField(label="Kind", required=False)

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Any kind"), *kinds]

    def chosen(self, messages):
        """Return those of the messages that were asked for."""
        self.is_valid()
        found = messages.in_state(self.cleaned_data.get("state") or "")
        if kind := self.cleaned_data.get("kind"):
            found = found.filter(kind=kind)
        for word in (self.cleaned_data.get("q") or "").split():
            found = found.filter(
                Q(recipient__name__icontains=word)
                | Q(recipient__email__icontains=word)
                | Q(subject__icontains=word)
                | Q(duty__what__icontains=word)
                | Q(duty__place__icontains=word)
            )
        return found


class EditForm(forms.Form):
    """The words of one message."""

    subject = forms.CharField(label="Subject", max_length=200, error_messages={"required": "Enter a subject"})
    body = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=20_000,
        help_text="Plain text. Addresses of this service become links. Name nobody who spoke to a team.",
        error_messages={"required": "Enter what the message says"},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class LetterheadForm(forms.Form):
    """How a region’s messages look, and which kinds wait."""

    prefix = forms.CharField(
        label="Before each subject",
        max_length=40,
        required=False,
        help_text="Stands in square brackets, such as [Yorkshire and the Humber]. For the whole region.",
    )
    sender = forms.CharField(
        label="Name of the sender", max_length=80, required=False, help_text="For the whole region."
    )
    reply_to = forms.EmailField(
        label="Where answers go",
        required=False,
        help_text="An e-mail address. For the whole region.",
        error_messages={"invalid": "Enter an e-mail address, such as name@example.org"},
    )
    held = forms.MultipleChoiceField(
        label="Kinds that wait until you release them",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.key, kind.label) for kind in KINDS.values() if not kind.is_urgent],
        help_text="All others leave by themselves. An urgent concern never waits.",
    )
