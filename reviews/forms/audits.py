"""One case read against prompts, and a note made of it."""

import uuid

from django import forms

from reviews.actions.audits import Said
from reviews.audits import is_sample_number
from reviews.models import CaseAudit, EvidenceNote

from .notes import MOST_LETTERS
from .versioned import Versioned

LONGEST = 2_000


class AuditForm(Versioned):
    """A sample number, what the case is, and a commentary for each prompt. No grade."""

    sample = forms.CharField(
        label="Sample number",
        help_text="The host’s short code for the case, such as 7 or A12. The host alone keeps the key to it.",
        max_length=20,
    )
    service_area = forms.CharField(
        label="Service area", help_text="For example, transitions or long-term support", max_length=80
    )
    age_band = forms.ChoiceField(label="Age band", choices=[("", "Choose one"), *CaseAudit.AgeBand.choices])
    agreement = forms.ChoiceField(
        label="How does it compare with the host’s own audit?",
        choices=CaseAudit.Agreement,
        widget=forms.RadioSelect,
    )
    is_urgent = forms.BooleanField(
        label="Somebody may be at risk now",
        help_text="After saving you are led to the urgent route. Nothing of this audit is copied there.",
        required=False,
    )

    def __init__(self, *args, prompts, **kwargs):
        super().__init__(*args, **kwargs)
        self.prompts = prompts
        for number, prompt in enumerate(prompts):
            self.fields[f"prompt_{number}"] = forms.CharField(
                label=prompt, max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
            )

    def clean_sample(self):
        sample = self.cleaned_data["sample"].upper()
        if not is_sample_number(sample):
            raise forms.ValidationError(
                "Enter the host’s short code, such as 7 or A12: never a name, a date or an NHS number"
            )
        return sample

    def clean(self):
        data = super().clean()
        if not self.errors and not self.said().commentary:
            self.add_error("prompt_0", "Write what you found under at least one prompt")
        return data

    def said(self):
        """Return what was written under the prompts that were answered."""
        data = self.cleaned_data
        words = [(prompt, data.get(f"prompt_{number}", "")) for number, prompt in enumerate(self.prompts)]
        return Said(data.get("service_area", ""), tuple(pair for pair in words if pair[1]))

    def facts(self):
        """Return what stands beside the words."""
        return {name: self.cleaned_data[name] for name in ("sample", "age_band", "agreement", "is_urgent")}


class CaseNoteForm(forms.Form):
    """One point of an audit, as an evidence note."""

    note_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    text = forms.CharField(
        label="What did you find?",
        help_text="One point, without the sample number: the note says that it comes from cases",
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    leans = forms.ChoiceField(label="Which way does it lean?", choices=EvidenceNote.Leans, widget=forms.RadioSelect)

    def __init__(self, *args, challenge, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"] = forms.ModelChoiceField(
            label="Line of enquiry",
            queryset=challenge.lines.order_by("number"),
            required=False,
            empty_label="None of them",
        )
