"""Planning a progress review, and opening a finding again."""

from django import forms

from cycles.forms.cycle import DaysForm
from cycles.models import Cycle, Shape
from followup.models import Reopening
from reviews.forms.versioned import Versioned


class PlanReviewForm(DaysForm):
    """When the team looks again, in which cycle, and as which shape."""

    cycle = forms.ModelChoiceField(
        label="Cycle",
        queryset=Cycle.objects.none(),
        empty_label=None,
        to_field_name="ref",
        error_messages={"required": "Choose the cycle"},
    )
    shape = forms.ModelChoiceField(
        label="Shape",
        queryset=Shape.objects.none(),
        empty_label=None,
        to_field_name="ref",
        help_text="Shapes of the kind “Progress review”. The programme’s shapes are kept under Programme.",
        error_messages={"required": "Add a shape of the kind “Progress review” to the programme first"},
    )
    field_order = ["cycle", "shape", "starts_on", "all_the_same", "despite"]

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = Cycle.objects.filter(programme=programme).order_by("-starts_on", "pk")
        shapes = Shape.objects.filter(programme=programme, kind=Shape.Kind.PROGRESS_REVIEW)
        self.fields["shape"].queryset = shapes.order_by("name", "pk")


class ReopenForm(Versioned):
    """How a finding stands now, in one sentence."""

    verdict = forms.ChoiceField(
        label="How does it stand now?",
        choices=Reopening.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands now"},
    )
    text = forms.CharField(
        label="What did the team see?",
        help_text="One or two sentences, as they will stand in the report. Link the evidence afterwards.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what the team saw"},
    )
