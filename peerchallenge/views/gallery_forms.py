"""The forms of the gallery: one field of every kind, a filter bar, and a note."""

from django import forms

from people.fields import DateParts

STATES = (
    ("proposed", "Proposed"),
    ("scoping", "Scoping"),
    ("preparing", "Preparing"),
    ("on_site", "On site"),
    ("drafting", "Drafting"),
    ("accuracy", "Accuracy check"),
    ("final", "Final"),
    ("published", "Published"),
    ("follow_up", "Follow-up"),
    ("closed", "Closed"),
    ("withheld", "Withheld"),
    ("cancelled", "Cancelled"),
)
GROUPS = (("front", "Front line"), ("lead", "Senior managers"), ("partner", "Partners"))


class ExampleForm(forms.Form):
    """One field of every kind, with hints."""

    name = forms.CharField(label="Name of the visit", help_text="As it should stand on the register")
    email = forms.EmailField(label="E-mail address", help_text="We write to this address only about this challenge")
    days = forms.IntegerField(label="Days on site", min_value=1, max_value=10)
    first_day = DateParts(label="First day on site", name="the first day", help_text="For example, 27 3 2027")
    group = forms.ChoiceField(label="Who did you talk to?", choices=GROUPS, widget=forms.RadioSelect)
    strands = forms.MultipleChoiceField(
        label="What was it about?",
        choices=[("1", "Do families know what happens next?"), ("2", "Is support joined up?")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    stage = forms.ChoiceField(label="Stage", choices=STATES)
    purpose = forms.CharField(
        label="Purpose", max_length=400, help_text="Two or three sentences", widget=forms.Textarea
    )
    paper = forms.FileField(label="Self-assessment", help_text="PDF, Word or Excel, up to 50 MB")
    agreed = forms.BooleanField(label="The host has agreed", help_text="By e-mail is enough")


class FilterForm(forms.Form):
    """A filter bar's fields."""

    stage = forms.ChoiceField(label="Stage", choices=[("", "All 12 stages"), *STATES], required=False)
    late = forms.BooleanField(label="Late only", required=False)


class NoteForm(forms.Form):
    """The fields of a note, as big targets."""

    text = forms.CharField(
        label="What did you find?", help_text="One point, no names", max_length=400, widget=forms.Textarea
    )
    kind = forms.ChoiceField(
        label="How do you know?",
        choices=[("read", "Read"), ("heard", "Heard"), ("seen", "Seen"), ("data", "Data"), ("case", "Case")],
        widget=forms.RadioSelect,
        initial="heard",
    )
    source = forms.ChoiceField(
        label="Who or what from?",
        help_text="From this session",
        choices=[
            ("front", "Front line"),
            ("team", "Team manager"),
            ("senior", "Senior manager"),
            ("councillor", "Councillor"),
            ("partner", "Partner"),
            ("document", "Document or case"),
        ],
        widget=forms.RadioSelect,
    )
    lean = forms.ChoiceField(
        label="Which way does it lean?",
        choices=[("s", "Strength"), ("d", "Development"), ("c", "Context"), ("q", "Question")],
        widget=forms.RadioSelect,
    )
    line = forms.ChoiceField(
        label="Line of enquiry",
        choices=[
            ("1", "1 Do families know what will happen, and when?"),
            ("2", "2 Is support joined up at the point of change?"),
            ("0", "None of these: keep for the team"),
        ],
        widget=forms.RadioSelect,
    )
