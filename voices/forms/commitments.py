"""Commitments to staff, and the method plan of a health check."""

from django import forms

from people.fields import DateParts
from reviews.forms.versioned import Versioned
from voices.models import Commitment


def _words(label, hint, most, missing):
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": missing},
    )


class CommitmentForm(forms.Form):
    """What was said, what will be done, by when."""

    said = _words("What staff said", "As a group would say it: nobody’s own words.", 600, "Write what staff said")
    will_do = _words("What you will do", "Something staff will be able to see.", 600, "Write what you will do")
    due = DateParts(label="By when?", name="the day it is done by")


class EditCommitmentForm(CommitmentForm, Versioned):
    """The same, and how it ended."""

    status = forms.ChoiceField(label="How far is it?", choices=Commitment.Status.choices, widget=forms.RadioSelect)
    why = forms.CharField(
        label="What was done, or why not?", required=False, max_length=600, widget=forms.Textarea({"rows": 3})
    )

    def clean(self):
        found = super().clean()
        if found.get("status") != Commitment.Status.OPEN and not found.get("why"):
            self.add_error("why", "Say what was done, or why it was not: staff read it")
        return found


class MethodForm(Versioned):
    """Question, method, who, why, ethics, when fed back."""

    sponsor = forms.CharField(
        label="Who owns it?",
        max_length=160,
        help_text="The role that answers for it to staff, such as the principal social worker.",
        error_messages={"required": "Enter the role, such as principal social worker"},
    )
    question = _words("What do you want to know?", "One question.", 1000, "Write the question")
    method = _words("How will you find out?", "Survey, groups, records: each with its reason.", 2000, "Write how")
    who = _words("Whom do you ask?", "All staff, or whom and why only them.", 1000, "Write whom you ask")
    why = _words("Why now?", "What will be decided with it.", 1000, "Write why")
    ethics = _words(
        "What could it do to people, and how do you prevent that?",
        "Consent, confidentiality, who sees what, what if somebody is at risk.",
        2000,
        "Write what you promise those you ask",
    )
    fed_back_on = DateParts(label="When is it fed back to staff?", name="the day it is fed back")
    fed_back_how = forms.CharField(
        label="How is it fed back?",
        max_length=200,
        help_text="Such as team meetings, and the page “You said, we did”.",
        error_messages={"required": "Write how staff hear of it"},
    )
