"""Asking people into a team, and the host's objection."""

from django import forms

from cycles.models import Seat


class CandidateFilter(forms.Form):
    """Whom to look for, and for which role: a reviewer unless told. What it does not know it leaves out."""

    q = forms.CharField(label="Name, authority or skill", required=False, max_length=80)
    role = forms.ChoiceField(label="To sit as", choices=Seat.Role.choices, required=False)
    free = forms.BooleanField(label="Only people who can", required=False)

    def __init__(self, asked):
        known = asked.get("role") in Seat.Role.values
        super().__init__({**asked.dict(), "role": asked["role"] if known else Seat.Role.REVIEWER})

    @property
    def role_wanted(self):
        return self.data["role"]

    @property
    def words(self):
        return self.cleaned_data["q"].casefold().split() if self.is_valid() else []

    @property
    def only_free(self):
        return self.is_valid() and self.cleaned_data["free"]


class InviteForm(forms.Form):
    """The seat somebody is asked to take."""

    role = forms.ChoiceField(label="To sit as", choices=Seat.Role.choices, widget=forms.RadioSelect)
    peer = forms.ChoiceField(label="They come as", choices=Seat.Peer.choices, widget=forms.RadioSelect)
    case_data = forms.BooleanField(
        label="They may see case-level records",
        help_text="Leave this off for member and lived experience peers unless the host has agreed",
        required=False,
    )


class AnswerForm(forms.Form):
    """Yes or no to an invitation."""

    answer = forms.ChoiceField(
        label="Will you join the team?",
        choices=[("accept", "Yes, I will join"), ("decline", "No, I cannot")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you will join the team"},
    )
    note = forms.CharField(
        label="Anything the coordinator should know", required=False, max_length=500, widget=forms.Textarea
    )


class ObjectForm(forms.Form):
    """Why a host objects to somebody."""

    reason = forms.CharField(
        label="Why should this person not be in the team?",
        help_text="The programme’s coordinator reads and answers it. The person does not see it.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Enter the reason for your objection"},
    )


class AnswerObjectionForm(forms.Form):
    """What the coordinator answers."""

    answer = forms.CharField(
        label="Your answer to the host",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Enter your answer"},
    )
