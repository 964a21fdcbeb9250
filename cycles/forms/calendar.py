"""What a coordinator enters about closed days."""

from django import forms

from cycles.models import ClosedPeriod
from people.fields import DateParts
from people.forms.importing import FileForm
from people.models import Body

from .programme import CheckedWhole


class PeriodForm(CheckedWhole):
    """Some days on which a body, or the whole region, is closed."""

    whole = ("region",)
    starts_on = DateParts(label="First day", name="the first day")
    ends_on = DateParts(label="Last day", name="the last day")
    reason = forms.CharField(
        label="Why is it corrected?",
        required=False,
        max_length=160,
        help_text="Needed for a pre-election period: it is kept in the history of every challenge it touches",
    )

    class Meta:
        model = ClosedPeriod
        fields = ["body", "kind", "label", "starts_on", "ends_on", "source"]
        labels = {"body": "Who is closed?", "kind": "Kind", "label": "Name", "source": "Where the dates come from"}
        help_texts = {
            "label": "For example, Autumn half term 2027",
            "source": "For example, published by the council",
        }
        error_messages = {
            "kind": {"required": "Choose the kind"},
            "label": {"required": "Enter a name, such as Autumn half term 2027"},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(region=self.instance.region_id).order_by("name")
        self.fields["body"].empty_label = "The whole region"
        if self.instance.pk is None:
            del self.fields["reason"]


class RemoveForm(forms.Form):
    """Why days open again; asked for pre-election periods alone."""

    reason = forms.CharField(
        label="Why is it removed?",
        max_length=160,
        help_text="Kept in the history of every challenge it touches",
        error_messages={"required": "Say why this pre-election period is removed"},
    )

    def __init__(self, *args, period, **kwargs):
        super().__init__(*args, **kwargs)
        if period.kind != ClosedPeriod.Kind.POLL:
            del self.fields["reason"]


class PollForm(forms.Form):
    """A day of polling; the pre-election period before it is computed."""

    poll_on = DateParts(label="Polling day", name="the polling day", help_text="For example, 6 5 2027")
    label = forms.CharField(
        label="Name",
        max_length=120,
        help_text="For example, Council election 2027",
        error_messages={"required": "Enter a name, such as Council election 2027"},
    )
    bodies = forms.ModelMultipleChoiceField(
        label="Who votes?",
        queryset=Body.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose none for a poll everywhere in the region",
    )

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = Body.objects.filter(region=region).order_by("name")


class PeriodFilter(forms.Form):
    """Filters above the list of closed days."""

    body = forms.ModelChoiceField(
        label="Body", queryset=Body.objects.none(), required=False, empty_label="All bodies", to_field_name="ref"
    )
    kind = forms.ChoiceField(label="Kind", choices=[("", "All kinds"), *ClosedPeriod.Kind.choices], required=False)

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(region=region).order_by("name")


class PeriodsFileForm(FileForm):
    """A table of closed days."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = (
            "CSV or .xlsx, up to 5 MB and 5,000 rows. With a fault anywhere nothing is imported; "
            "rows that are in the calendar already are left alone."
        )
