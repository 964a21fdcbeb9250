"""What a coordinator records of an authority in intervention."""

from django import forms

from cycles.models import Intervention
from people.fields import DateParts

from .programme import CheckedWhole


class InterventionForm(CheckedWhole):
    """Who watches the authority, and the days its visit is to be planned around."""

    whole = ("member",)
    board_on = DateParts(label="Next meeting of the improvement board", name="the board’s next meeting", required=False)
    commissioner_from = DateParts(label="Commissioner’s first day", name="the first day", required=False)
    commissioner_to = DateParts(label="Commissioner’s last day", name="the last day", required=False)
    inspection_on = DateParts(
        label="Next inspection or monitoring visit", name="the day of the inspection", required=False
    )
    ended = forms.BooleanField(
        label="The intervention has ended",
        required=False,
        help_text="What is recorded here is then removed. Visits planned already keep their days",
    )

    class Meta:
        model = Intervention
        fields = ["board_on", "commissioner", "commissioner_from", "commissioner_to", "inspection_on", "extra_days"]
        labels = {"commissioner": "Commissioner, by post or name", "extra_days": "Days more a visit may take"}
        help_texts = {
            "commissioner": "Leave it empty when none is appointed",
            "extra_days": "Offered when its challenge is planned: 0 to 5 days more than the shape has",
        }
        error_messages = {"extra_days": {"required": "Enter how many days more, or 0"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["ended"]
