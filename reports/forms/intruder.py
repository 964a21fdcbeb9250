"""The questions of the intruder checklist, each yes or no, with words."""

from django import forms

from reports.actions.intruder import QUESTIONS


class IntruderForm(forms.Form):
    """Two fields a question: the answer, and where or why."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for key, question in QUESTIONS:
            self.fields[key] = forms.ChoiceField(
                label=question,
                choices=[("no", "No"), ("yes", "Yes")],
                widget=forms.RadioSelect,
                error_messages={"required": "Answer yes or no"},
            )
            self.fields[f"{key}_words"] = forms.CharField(
                label="Where, or what you looked at",
                max_length=1000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def answers(self):
        """Return the answers as the action keeps them."""
        said = self.cleaned_data
        return {key: {"answer": said[key], "words": said[f"{key}_words"].strip()} for key, _ in QUESTIONS}
