from django import forms

from people.fields import DateParts


class ClockForm(forms.Form):
    """What is said of one step of a challenge's publication clock."""

    step = forms.TypedChoiceField(label="Which step?", coerce=int, widget=forms.RadioSelect)
    met_on = DateParts(label="On which day was it met?", name="the day it was met", required=False)
    reason = forms.CharField(
        label="If it is late, why?",
        help_text="Everybody can read this.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, ticks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [
            (tick.step, f"{tick.label}, due on {tick.due:%-d %B %Y}: {tick.status[:1].lower()}{tick.status[1:]}")
            for tick in ticks
        ]
