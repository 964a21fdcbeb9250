"""An indicator and a value of it, as people enter them."""

from django import forms

from followup.models import BASELINE, Indicator, IndicatorPoint
from followup.models.indicator import DIGITS, PLACES, a_key
from reviews.forms.versioned import Versioned

FACTS = (
    "name", "definition", "unit", "direction", "source", "covers", "frequency", "owner", "key", "eighteen",
)  # fmt: skip


def needed(sentence):
    """Return what a field says when it is empty."""
    return {"required": sentence}


class IndicatorForm(Versioned):
    """What is measured, by which rule, whence and by whom."""

    name = forms.CharField(
        label="What is measured?",
        help_text="For example, “Assessments finished within 45 working days”.",
        max_length=160,
        error_messages=needed("Enter what is measured"),
    )
    definition = forms.CharField(
        label="Definition",
        help_text="What is counted, divided by what, and what is left out. The baseline freezes it.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=needed("Enter the definition"),
    )
    unit = forms.CharField(
        label="Unit",
        help_text="For example, per cent, days or children.",
        max_length=40,
        error_messages=needed("Enter the unit"),
    )
    direction = forms.ChoiceField(
        label="Which direction is better?", choices=Indicator.Direction.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label="Where does it come from?",
        help_text="The return, system or survey.",
        max_length=200,
        error_messages=needed("Enter where it comes from"),
    )
    covers = forms.CharField(
        label="What does one value cover?",
        help_text="For example, a quarter, the year to 31 March, or one day.",
        max_length=80,
        error_messages=needed("Enter what one value covers"),
    )
    frequency = forms.ChoiceField(
        label="How often is it measured?", choices=Indicator.Frequency.choices, widget=forms.RadioSelect
    )
    owner = forms.CharField(
        label="Who brings the value?",
        help_text="A role or an office, not a person’s name.",
        max_length=120,
        error_messages=needed("Enter the role or office"),
    )
    key = forms.CharField(
        label="Key of the published indicator",
        help_text="If the sector publishes it, the key under which other authorities’ values are kept here, such "
        "as lginform.2149. Leave it empty otherwise.",
        max_length=60,
        required=False,
        validators=[a_key],
    )
    eighteen = forms.BooleanField(label="Measure again after 18 months too", required=False)

    @staticmethod
    def started_from(indicator):
        """What the page shows at first."""
        return {"version": indicator.version, **{name: getattr(indicator, name) for name in FACTS}}


class ValueForm(forms.Form):
    """The baseline or a point, with what makes it readable later."""

    months = forms.TypedChoiceField(
        label="Which value?", coerce=int, widget=forms.RadioSelect, error_messages=needed("Choose which value")
    )
    value = forms.DecimalField(
        label="Value",
        max_digits=DIGITS,
        decimal_places=PLACES,
        error_messages={
            "required": "Enter the value",
            "invalid": "Enter a number, such as 62 or 71.5",
            "max_decimal_places": f"Write {PLACES} decimal places at most",
            "max_digits": f"Write {DIGITS} figures at most",
            "max_whole_digits": f"Write {DIGITS - PLACES} figures at most before the point",
        },
    )
    period = forms.CharField(
        label="Which period does it cover?",
        help_text="As the source names it, for example 2026/27 Q1. Other authorities’ values of the same period "
        "are shown beside it.",
        max_length=60,
        error_messages=needed("Enter the period"),
    )
    source = forms.CharField(label="Source", max_length=200, error_messages=needed("Enter the source"))
    quality = forms.ChoiceField(
        label="How good is the data?", choices=IndicatorPoint.Quality.choices, widget=forms.RadioSelect
    )
    quality_note = forms.CharField(label="What should a reader know about the data?", required=False, max_length=300)
    attribution = forms.CharField(
        label="What else changed in this time?",
        help_text="Staffing, money, law, an inspection, how things are counted. Needed for every value but the "
        "baseline; write “Nothing we know of” if that is so.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    definition = forms.CharField(
        label="New definition",
        help_text="Only if the value supersedes another because things are counted differently now.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label="Why does it supersede the value that is there?",
        help_text="Only if there is a frozen value already. Both are shown.",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, indicator, **kwargs):
        super().__init__(*args, **kwargs)
        after = [(months, f"{months} months after publication") for months in indicator.months]
        self.fields["months"].choices = [(BASELINE, "Baseline: before the visit"), *after]
