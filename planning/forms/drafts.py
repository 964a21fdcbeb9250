"""What somebody enters about a draft. Every form that changes one carries the version it was drawn with."""

from django import forms

from people.models import Person

MOST_REASON = 200


class BeginForm(forms.Form):
    """Why a draft is made; it stands in the list of drafts and at its head."""

    reason = forms.CharField(
        label="Why do you make this draft?",
        help_text="For example: North East Lincolnshire was inspected. Coordinators read it; nobody else does.",
        max_length=MOST_REASON,
    )


class VersionForm(forms.Form):
    """A button of a draft."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class LockForm(VersionForm):
    """Settle a visit's week (no number) or one place of its team, or free it again."""

    number = forms.IntegerField(required=False, min_value=0)
    locked = forms.BooleanField(required=False)
    whole = forms.BooleanField(required=False)


class MoveForm(VersionForm):
    """The week a visit is to have, or none."""

    NONE = "none"

    def __init__(self, *args, weeks=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["week"] = forms.TypedChoiceField(
            label="Which week?",
            help_text="Beside each week stands what the draft would cost more or less, or why the week is closed.",
            choices=[(week.monday.isoformat(), week.label) for week in weeks] + [(self.NONE, "No week yet")],
            coerce={week.monday.isoformat(): week.monday for week in weeks}.get,
            error_messages={"invalid_choice": "This is no week of the cycle. Choose one from the list."},
        )


class SeatForm(VersionForm):
    """Who is to take a place; nobody leaves it empty."""

    person = forms.ModelChoiceField(queryset=Person.objects.none(), required=False)

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        if people is not None:
            self.fields["person"].queryset = people


class ShownForm(forms.Form):
    """What of a draft is shown: a filter, never an error."""

    changed = forms.BooleanField(label="Changed", required=False)
    attention = forms.BooleanField(label="Needs attention", required=False)


class CandidateFilter(forms.Form):
    """Whom to show of those who could be asked."""

    show = forms.ChoiceField(
        label="Show", choices=[("", "Those who can go"), ("all", "Everybody, with what keeps them out")], required=False
    )

    @property
    def shows_all(self):
        """Whether those who cannot go are wanted too."""
        return self.is_valid() and self.cleaned_data["show"] == "all"
