"""What the challenge is about, and one line of enquiry."""

from django import forms

from cycles.models import Challenge
from people.models import Person

from .versioned import Versioned


class TeamMember(forms.ModelChoiceField):
    """A choice among the accepted seats of one team, named by person and role."""

    def label_from_instance(self, seat):
        return f"{seat.person.name}, {seat.get_role_display().lower()}"


def team_of(challenge):
    """The seats that may be chosen."""
    return challenge.seats.accepted().select_related("person").order_by("person__name")


def long_text(label, hint, most=2000):
    """A question whose answer may run to paragraphs."""
    return forms.CharField(label=label, help_text=hint, max_length=most, required=False, widget=forms.Textarea)


class ScopeForm(Versioned):
    """One page of questions, answered by host and lead together."""

    topic = forms.CharField(
        label="Topic",
        help_text="A few words that fit a heading, for example “Preparing for adulthood”.",
        max_length=160,
        error_messages={"required": "Enter the topic"},
    )
    purpose = forms.ChoiceField(
        label="What is the challenge for?",
        choices=Challenge.Purpose.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose one of the purposes"},
    )
    question = long_text("Overarching question", "The one question the host wants answered.", 600)
    in_scope = long_text("In scope", "Services, places and people the team will look at.")
    out_of_scope = long_text("Out of scope, and why", "What is left out on purpose, each with its reason.")
    sensitivities = long_text(
        "Sensitivities",
        "What the team should know before it asks, such as a restructure or a recent death. Name nobody.",
    )
    urgent_contact = forms.CharField(
        label="Contact for urgent concerns",
        help_text="Whom the lead calls at once when somebody may be at risk: role, name and telephone number.",
        max_length=200,
        required=False,
    )

    @classmethod
    def started_from(cls, challenge):
        """What the page shows at first."""
        return {name: getattr(challenge, name) for name in cls.base_fields}


class LineForm(Versioned):
    """A question the team tests, what to ask under it, and who leads on it."""

    question = forms.CharField(
        label="Question the team will test",
        help_text="One question that evidence can answer, such as “Do young people have a plan before they are 16?”",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter the question"},
    )
    prompts = long_text("Prompts", "What to ask, read or look for. One on each line.")
    minutes = forms.IntegerField(
        label="How many minutes of the visit should it get?",
        help_text="All its sessions together, for example 240. The timetable says when a line gets less.",
        min_value=15,
        max_value=6000,
        required=False,
        error_messages={
            "invalid": "Enter the minutes as a whole number, for example 240",
            "min_value": "Enter at least 15 minutes, or leave it empty",
            "max_value": "Enter at most 6,000 minutes",
        },
    )
    reviewer = TeamMember(
        queryset=Person.objects.none(),
        label="Who leads on this line?",
        help_text="People who have accepted their seat.",
        required=False,
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose somebody who has accepted a seat in this team"},
    )

    def __init__(self, *args, challenge, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = team_of(challenge)
