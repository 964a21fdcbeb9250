"""What a coordinator enters about a programme: answers, shapes, frameworks and themes."""

import hashlib
import json

from django import forms

from cycles import look
from cycles.known_frameworks import KNOWN
from cycles.models import Framework, Shape, Theme


class ReasonForm(forms.Form):
    """Why something is changed, for whoever reads it later."""

    reason = forms.CharField(
        label="Why?",
        max_length=500,
        help_text="One or two sentences. Everybody who may read this page sees it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a sentence or two"},
    )


class AnswerForm(ReasonForm):
    """The programme's own answer to one question of the policy."""

    field_order = ["value", "reason"]
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, answer, **kwargs):
        super().__init__(*args, **kwargs)
        question = answer.question
        self.look = question.look
        self.fields["value"] = self._value(question)
        if self.look == "logo":
            self.fields["alt"] = forms.CharField(
                label="What the logo says or shows",
                max_length=150,
                help_text="In words, for those who do not see it: Yorkshire and Humber peer challenge",
                error_messages={"required": "Say in words what the logo says or shows"},
            )
            self.field_order = ["value", "alt", "reason"]
        else:
            self.fields["value"].initial = answer.value
        self.fields["seen"].initial = answer.seen
        self.order_fields(self.field_order)

    def _value(self, question):
        if question.look == "logo":
            return forms.FileField(
                label=question.asks,
                help_text="A PNG or JPEG file. It is drawn anew, small, on white",
                error_messages={"required": "Choose a picture"},
            )
        if question.look == "colour":
            return forms.CharField(
                label=question.asks,
                max_length=20,
                help_text="As # and six of 0 to 9 and a to f. White words must be readable on it",
                error_messages={"required": "Enter a colour, such as #0b4a56"},
            )
        return self._choice(question) if question.choices else self._number(question)

    def clean_value(self):
        value = self.cleaned_data["value"]
        if self.look == "logo":
            return {"png": look.logo_of(value)}
        return look.colour_of(value) if self.look == "colour" else value

    def clean(self):
        data = super().clean()
        if self.look == "logo" and "value" in data and "alt" in data:
            data["value"] = {**data["value"], "alt": data.pop("alt")}
        return data

    def _choice(self, question):
        return forms.ChoiceField(
            label=question.asks,
            choices=question.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose one of the answers"},
        )

    def _number(self, question):
        return forms.IntegerField(
            label=question.asks,
            min_value=question.least,
            max_value=question.most,
            help_text=f"A number of {question.unit} from {question.least} to {question.most}",
            error_messages={
                "required": f"Enter a number of {question.unit}",
                "invalid": f"Enter a whole number of {question.unit}, such as {question.default}",
                "min_value": f"At least {question.in_words(question.least)}",
                "max_value": f"At most {question.in_words(question.most)}",
            },
        )


class CheckedWhole(forms.ModelForm):
    """A model form that checks constraints over what the page already knows, such as the programme.

    It also notices that somebody else changed the thing since the page was opened: what was typed
    stays, what stands there now is said, and saving again overrules it.
    """

    whole = ()  # fields the form does not ask for, yet must agree with
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = self._fingerprint()

    def _fingerprint(self):
        if self.instance.pk is None:
            return ""
        now = forms.model_to_dict(self.instance, fields=self._meta.fields)
        return hashlib.sha256(json.dumps(now, sort_keys=True, default=str).encode()).hexdigest()[:16]

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - set(self.whole)

    def clean(self):
        cleaned = super().clean()
        now = self.fields["seen"].initial
        if cleaned.get("seen") and cleaned["seen"] != now:
            self.data = {**self.data.dict(), self.add_prefix("seen"): now}
            raise forms.ValidationError(
                f"Somebody changed this while you were typing. {self._stands()} "
                "What you entered is kept below; save again to overrule it."
            )
        return cleaned

    def _stands(self):
        """Say what the fields that differ hold now."""
        said = []
        for name in self.changed_data:
            if name in self._meta.fields:
                shown = getattr(self.instance, f"get_{name}_display", lambda name=name: getattr(self.instance, name))()
                said.append(f"{self.fields[name].label}: {shown or 'nothing'}")
        return f"It now says {'; '.join(said)}." if said else "It now says what you entered."


class ShapeForm(CheckedWhole):
    """A shape: days, people and lines of enquiry."""

    whole = ("programme",)

    class Meta:
        model = Shape
        fields = ["name", "kind", "days", "team_size", "min_lines", "max_lines"]
        labels = {
            "name": "Name",
            "kind": "Kind",
            "days": "Days on site",
            "team_size": "People in the team",
            "min_lines": "Fewest lines of enquiry",
            "max_lines": "Most lines of enquiry",
        }
        help_texts = {
            "days": "Working days, the first and the last counted",
            "team_size": "Lead, manager and reviewers; observers and shadows come on top",
        }
        error_messages = {"name": {"required": "Enter a name for the shape"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, least, most in (("days", 1, 20), ("team_size", 1, 30), ("min_lines", 0, 20), ("max_lines", 1, 20)):
            label = self.fields[name].label
            self.fields[name] = forms.IntegerField(
                label=label, min_value=least, max_value=most, help_text=self.fields[name].help_text
            )


class FrameworkForm(CheckedWhole):
    """A framework's name; its themes have pages of their own."""

    whole = ("programme",)

    class Meta:
        model = Framework
        fields = ["name", "kind"]
        labels = {"name": "Name of the framework", "kind": "What is it for?"}
        error_messages = {"name": {"required": "Enter the name of the framework"}}
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # cycles and audits stand on what it was made for
            del self.fields["kind"]


class AddFrameworkForm(FrameworkForm):
    """A new framework, empty or with the themes of a known one."""

    known = forms.ChoiceField(
        label="Begin with the themes of",
        required=False,
        choices=[("", "None: I add my own"), *((key, name) for key, (name, _) in KNOWN.items())],
        help_text="Themes can be renamed, moved, added and removed afterwards",
    )


class ThemeForm(CheckedWhole):
    """A theme and its place in the order."""

    whole = ("framework",)
    place = forms.IntegerField(label="Place in the order", min_value=1, max_value=99)

    class Meta:
        model = Theme
        fields = ["name"]
        labels = {"name": "Theme"}
        error_messages = {"name": {"required": "Enter the theme"}}
