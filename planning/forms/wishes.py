"""What a host asks of a plan: a choice for every open week, skills, shape and party."""

from itertools import groupby

from django import forms

from people.forms.words import VersionedForm, WordsField

BEST, SUITS, RATHER_NOT = "best", "suits", "rather_not"
CHOICES = [(BEST, "Best"), (SUITS, "Suits"), (RATHER_NOT, "Rather not")]
LONGEST_WORD = 60


class SkillsField(forms.MultipleChoiceField):
    """Words picked from those the pool uses."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": "Choose from these words, and type others below"}


class WishForm(VersionedForm):
    """What a host asks. The weeks are drawn by month, the rest as any form."""

    required = SkillsField(label="Somebody in the team must bring", required=False)
    more_required = WordsField(
        label="What else must somebody bring?",
        required=False,
        help_text="With commas. Where nobody brings it, no team can be planned.",
    )
    desired = SkillsField(label="It would help if somebody brought", required=False)
    more_desired = WordsField(label="What else would help?", required=False, help_text="With commas.")
    shape = forms.ModelChoiceField(
        label="Shape of the visit", queryset=None, required=False, empty_label="The programme’s usual team visit"
    )
    party = forms.CharField(
        label="Party of your administration",
        required=False,
        max_length=60,
        help_text="Who leads the council, where a councillor comes along. Empty: it does not matter.",
    )
    note = forms.CharField(
        label="Anything else the coordinator should know",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The coordinator and those who act for your authority read it.",
    )

    def __init__(self, *args, weeks, skills, shapes, thing=None, **kwargs):
        super().__init__(*args, thing=thing, **kwargs)
        self.weeks = weeks
        self.fields["shape"].queryset = shapes
        for name in ("required", "desired"):
            chosen = getattr(thing, name) if thing else []
            known = sorted({*skills, *chosen}, key=str.casefold)
            self.fields[name].choices = [(word, word) for word in known]
        for week in weeks:
            if not week.closed:
                self.fields[name_of(week)] = forms.ChoiceField(
                    label=f"Week of {week.days}",
                    choices=CHOICES,
                    required=False,
                    initial=self._said(week),
                    error_messages={"invalid_choice": "Choose one of the three answers"},
                )

    def values_of(self, thing):
        return {name: getattr(thing, name) for name in ("required", "desired", "shape", "party", "note")}

    def _said(self, week):
        """Return what was said of a week; before anything was, every week suits."""
        if self.thing is None:
            return SUITS
        monday = week.monday.isoformat()
        if monday in self.thing.preferred:
            return BEST
        return SUITS if monday in self.thing.acceptable else RATHER_NOT

    def clean(self):
        typed = super().clean()
        for name in ("more_required", "more_desired"):
            if any(len(word) > LONGEST_WORD for word in typed.get(name, [])):
                self.add_error(name, f"Put commas between the words: one is longer than {LONGEST_WORD} characters")
        return typed

    def facts(self):
        """Return what was typed; what was said of a week that is closed now stays said."""
        typed = self.cleaned_data
        required = self._words([*typed["required"], *typed["more_required"]])
        desired = self._words([*typed["desired"], *typed["more_desired"]])
        return {
            "preferred": self._weeks(BEST),
            "acceptable": self._weeks(SUITS),
            "required": required,
            "desired": [word for word in desired if word not in required],
            **{name: typed[name] for name in ("shape", "party", "note")},
        }

    def _words(self, words):
        """Return words once each, spelt as the pool spells them."""
        spelt = {value.casefold(): value for value, _ in self.fields["required"].choices}
        found = {word.casefold(): spelt.get(word.casefold(), word) for word in words}
        return list(found.values())

    def _weeks(self, answer):
        said = {week: self.cleaned_data.get(name_of(week)) or self._said(week) for week in self.weeks}
        kept = said if self.thing else {week: one for week, one in said.items() if not week.closed}
        return [week.monday.isoformat() for week, one in kept.items() if one == answer]

    def months(self):
        """Return the weeks that are not over by the month of their Monday, each with its field if it is open."""
        ahead = [week for week in self.weeks if not week.is_over]
        found: list[dict] = []
        for month, weeks in groupby(ahead, key=lambda week: week.monday.replace(day=1)):
            rows = [(week, None if week.closed else self[name_of(week)]) for week in weeks]
            found.append(
                {
                    "label": f"{month:%B %Y}",
                    "rows": rows,
                    "said": self._summary([field for _, field in rows if field]),
                    "is_open": any(field.errors for _, field in rows if field),
                }
            )
        first = next((month for month in found if any(field for _, field in month["rows"])), None)
        if first:
            first["is_open"] = True
        return found

    def _summary(self, fields):
        """Say how much of a month is open, and what of it is best or unwelcome."""
        said = [field.value() for field in fields]
        parts = [f"{said.count(answer)} {label.lower()}" for answer, label in CHOICES if said.count(answer)]
        return ", ".join(parts) or "closed"


def name_of(week):
    """Return the name of the field that asks about a week."""
    return f"week_{week.monday:%Y%m%d}"
