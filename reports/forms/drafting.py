"""What the team writes: sections, recommendations, the words around the presentation."""

from django import forms

from reports.models import Recommendation
from reviews.forms.versioned import Versioned
from reviews.models import Finding

HOW = "Leave a blank line between paragraphs. Begin each point of a list with “- ”."


class SectionForm(Versioned):
    """One section of the report."""

    text = forms.CharField(
        label="Text", help_text=HOW, max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 16})
    )


class RecommendationForm(Versioned):
    """What the team asks the host to do."""

    text = forms.CharField(
        label="What should be done?",
        help_text="One thing, said so that the host can tell when it is done. Begin with a verb.",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    actor = forms.ChoiceField(label="Who can act?", choices=Recommendation.Actor, widget=forms.RadioSelect)
    timescale = forms.ChoiceField(label="By when?", choices=Recommendation.Timescale, widget=forms.RadioSelect)
    findings = forms.ModelMultipleChoiceField(
        label="Which findings does it rest on?",
        queryset=Finding.objects.none(),
        required=True,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one finding: a recommendation must rest on what the team found"},
    )

    def __init__(self, *args, challenge, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["findings"].queryset = challenge.findings.agreed().in_order()
        self.fields["findings"].label_from_instance = lambda finding: f"{finding.get_kind_display()}: {finding.text}"


class PresentationForm(Versioned):
    """The words around the findings on the last day."""

    opening = forms.CharField(
        label="Opening", help_text="One line a point.", max_length=4_000, required=False, widget=forms.Textarea
    )
    key_messages = forms.CharField(
        label="Key messages", help_text="One line a message.", max_length=4_000, required=False, widget=forms.Textarea
    )
    closing = forms.CharField(
        label="What happens next",
        help_text="One line a point.",
        max_length=4_000,
        required=False,
        widget=forms.Textarea,
    )


class RemarkForm(forms.Form):
    """A remark to the team."""

    text = forms.CharField(
        label="Remark to the team",
        help_text="Only the team reads it. Name nobody the team has met.",
        max_length=1_000,
        error_messages={"required": "Write the remark first"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PutBackForm(forms.Form):
    """Which wording is put back, and in place of which."""

    wording = forms.IntegerField(min_value=0, max_value=100_000)
    version = forms.IntegerField(min_value=0, max_value=100_000)


class ReasonForm(forms.Form):
    """Why a finding reads otherwise than it was presented."""

    reason = forms.CharField(
        label="Why?",
        help_text="For the team’s record. It is not printed in the report.",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    softened = forms.BooleanField(
        label="The report says this more softly than the presentation did",
        help_text="It is then listed as softened.",
        required=False,
    )
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, how, **kwargs):
        super().__init__(*args, **kwargs)
        if how != "changed":
            del self.fields["softened"]
