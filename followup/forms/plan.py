"""What the host is asked: its response to a recommendation, its plan, an action, and how far it is."""

from django import forms

from followup.models import Action, Response
from followup.queries.owners import person_with_login
from people.fields import DateParts
from reports.models import Recommendation
from reviews.forms.versioned import Versioned


def area(rows=4):
    """A box for several lines."""
    return forms.Textarea(attrs={"rows": rows})


class ResponseForm(Versioned):
    """The host's response to one recommendation."""

    answer = forms.ChoiceField(label="What is your response?", choices=Response.Answer, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why? (needed unless you accept it wholly)",
        help_text="The reason is public with the plan. Name offices, not people.",
        max_length=2_000,
        required=False,
        widget=area(),
    )


class PlanForm(Versioned):
    """Who watches over the plan, and when its papers are due."""

    governance_body = forms.CharField(
        label="Which one body watches over the plan?",
        help_text="A committee or board by its name, such as Children’s Scrutiny Committee.",
        max_length=160,
    )
    committee_on = DateParts(
        label="When does it meet to look at the plan? (optional)",
        name="the day it meets",
        required=False,
    )
    papers_days = forms.IntegerField(
        label="How many working days before are its papers due?", min_value=1, max_value=60, initial=8
    )
    draft_to = forms.CharField(
        label="Who must see the draft before? (optional)",
        help_text="An office, such as the corporate leadership team.",
        max_length=160,
        required=False,
    )
    draft_days = forms.IntegerField(
        label="How many working days before do they see it?", min_value=1, max_value=120, initial=20
    )


class ActionForm(Versioned):
    """One action of the plan."""

    title = forms.CharField(label="What is it called?", max_length=160)
    what = forms.CharField(label="What will be done?", max_length=2_000, widget=area())
    recommendations = forms.ModelMultipleChoiceField(
        label="Which recommendations does it answer?",
        queryset=Recommendation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one recommendation that this action answers"},
    )
    office = forms.CharField(
        label="Which office answers for it?",
        help_text="This is public. Name the office, not the person: Head of Commissioning.",
        max_length=160,
    )
    owner_email = forms.EmailField(
        label="E-mail address of the person who keeps it up to date (optional)",
        help_text="Somebody with a login here. It is not published. Without one, the host’s people keep it up to date.",
        required=False,
    )
    starts_on = DateParts(label="When does it begin?", name="the day it begins")
    due_on = DateParts(label="By when is it done?", name="the day it is done by")
    measure = forms.CharField(
        label="How will you see that it had an effect? (optional while the plan is a draft)",
        help_text="What will be different for people, and what shows it.",
        max_length=500,
        required=False,
        widget=area(3),
    )
    indicator = forms.ModelChoiceField(
        label="Which indicator of this challenge shows it? (optional)",
        queryset=None,
        required=False,
        empty_label="None of them",
    )
    target = forms.CharField(
        label="What is the target? (optional while the plan is a draft)",
        help_text="With a number and a day, such as: nine in ten plans by their date, by March 2028.",
        max_length=200,
        required=False,
    )
    resources = forms.CharField(
        label="What does it need? (optional)",
        help_text="Money, people, time.",
        max_length=1_000,
        required=False,
        widget=area(2),
    )

    def __init__(self, *args, challenge, asked, **kwargs):
        super().__init__(*args, **kwargs)
        words = {item.row.pk: f"{item.number}. {item.words}" for item in asked}
        chosen = self.fields["recommendations"]
        chosen.queryset = Recommendation.objects.filter(report__challenge=challenge).order_by("number")
        chosen.label_from_instance = lambda row: words[row.pk]
        self.fields["indicator"].queryset = challenge.indicators.order_by("name")

    def clean_owner_email(self):
        """Find who keeps the action up to date."""
        address = self.cleaned_data["owner_email"]
        found = person_with_login(address) if address else None
        if address and found is None:
            raise forms.ValidationError(
                "Nobody with this address has a login here. Ask the coordinator to invite them, or leave it empty."
            )
        return found

    def answers(self):
        """Return what was answered; the owner is a person from here on."""
        said = super().answers()
        said["owner"] = said.pop("owner_email")
        return said


class UpdateForm(Versioned):
    """How far an action is."""

    status = forms.ChoiceField(label="How far is it?", choices=Action.Status, widget=forms.RadioSelect)
    words = forms.CharField(
        label="What has happened since the last update?",
        help_text="If it was stopped, say why. Name offices, not people.",
        max_length=2_000,
        widget=area(),
    )
    evidence = forms.CharField(
        label="What has changed for people, and how do you know?",
        help_text="Needed once the effect is shown: a figure against the target, what people say, what an audit found. "
        "That a meeting was held or a policy written is not an effect.",
        max_length=4_000,
        required=False,
        widget=area(5),
    )


class CommentForm(forms.Form):
    """The lead's comment on the plan."""

    words = forms.CharField(
        label="Your comment",
        help_text="The host, the team and the coordinator read it. It is not published.",
        max_length=2_000,
        widget=area(),
    )


CLOSABLE = (Action.Status.EFFECTIVE, Action.Status.STOPPED)


class ConfirmForm(forms.Form):
    """The lead's word on an action."""

    decision = forms.ChoiceField(label="What do you say?", widget=forms.RadioSelect)
    words = forms.CharField(
        label="Your words (needed unless you confirm)",
        help_text="The host, the team and the coordinator read them. They are not published.",
        max_length=2_000,
        required=False,
        widget=area(),
    )

    COMMENT = ("commented", "Only a comment")
    OPEN = (COMMENT, ("handed_on", "It goes on: I leave it with the body that watches over the plan"))
    OVER = (
        ("confirmed", "I confirm that it is closed: it had the effect that is shown, or was stopped for good reason"),
        ("sent_back", "Not yet: something is missing"),
        COMMENT,
    )

    def __init__(self, *args, action, **kwargs):
        super().__init__(*args, **kwargs)
        choices = self.OVER if action.status in CLOSABLE else self.OPEN
        self.fields["decision"].choices = [self.COMMENT] if action.closed_at else choices


class ReadyForm(forms.Form):
    """That the plan is ready; and why words that look like a person's may stay."""

    despite = forms.CharField(
        label="Why may words stay that look as if they named somebody? (only if you are asked)",
        max_length=1_000,
        required=False,
        widget=area(2),
    )
