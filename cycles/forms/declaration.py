"""Declaring interests, and deciding on them."""

from django import forms


class DeclareForm(forms.Form):
    """What a team member says of their ties to the host."""

    has_interest = forms.ChoiceField(
        label="Do you have anything to declare about this host?",
        help_text=(
            "For example: you worked there, somebody close to you holds a senior post there, "
            "or you are paid for work there."
        ),
        choices=[("no", "No, I have nothing to declare"), ("yes", "Yes, I have")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you have anything to declare"},
    )
    text = forms.CharField(
        label="What do you declare?",
        help_text="The coordinator, the lead challenger and the information officer can read this. The host cannot.",
        required=False,
        max_length=2000,
        widget=forms.Textarea,
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("has_interest") == "yes" and not cleaned.get("text", "").strip():
            self.add_error("text", "Enter what you declare")
        if cleaned.get("has_interest") == "no" and cleaned.get("text", "").strip():
            self.add_error("has_interest", "You wrote something to declare: choose “Yes, I have”, or clear the text")
        return cleaned


class ClearInterestsForm(forms.Form):
    """What the coordinator decides."""

    decision = forms.ChoiceField(
        label="Do these interests stand in the way?",
        choices=[
            ("clear", "No: clear them, and documents open"),
            ("refuse", "Yes: this is a conflict, and the person stands down at once"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether these interests stand in the way"},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Enter the reason for your decision"},
    )
