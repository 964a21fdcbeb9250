from django import forms


class OfferForm(forms.Form):
    """The words a practice is offered in."""

    words = forms.CharField(
        label="What you do, in words that name nobody",
        max_length=2000,
        help_text="Two to six sentences: what you do, for whom, what changed. Leave out your authority’s name, places, "
        "people and projects by which you would be known. Others see these words and the theme, and nothing else "
        "until both of you agree.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Say what you do"},
    )


class TakeHomeForm(forms.Form):
    """What somebody takes home."""

    text = forms.CharField(
        label="What will you do differently at home?",
        max_length=600,
        help_text="A sentence or two about your own work. Say nothing that was told in confidence, and name nobody. "
        "Your own authority’s sponsor and the coordinator read it, with your name.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a sentence"},
    )
