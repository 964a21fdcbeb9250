"""How somebody wants to be written to."""

from django import forms

from notices.kinds import KINDS

AT_ONCE, WEEKLY = "at_once", "weekly"


class PreferenceForm(forms.Form):
    """Each reminder at once or a weekly summary, and what one would rather not get."""

    rhythm = forms.ChoiceField(
        label="When do you want reminders?",
        choices=[(AT_ONCE, "Each on its day"), (WEEKLY, "Together, once a week on Monday")],
        widget=forms.RadioSelect,
        help_text="Never while you are away, at weekends or on bank holidays.",
        error_messages={"required": "Choose when you want reminders"},
    )
    wanted = forms.MultipleChoiceField(
        label="Which of these do you want?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.key, kind.label) for kind in KINDS.values() if kind.may_be_stopped],
        help_text="All other messages ask you to do something, so they cannot be stopped.",
    )

    def chosen(self):
        """Return what to save."""
        stopped = [key for key, _ in self.fields["wanted"].choices if key not in self.cleaned_data["wanted"]]
        return {"weekly": self.cleaned_data["rhythm"] == WEEKLY, "stopped": stopped}
