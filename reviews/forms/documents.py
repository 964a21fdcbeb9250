"""A request for a paper, and an upload."""

from pathlib import PurePosixPath

from django import forms

from people.fields import DateParts
from people.refusal import Refusal
from reviews.models import DocumentRequest
from reviews.models.document import Kind
from reviews.uploads import TAKEN, accept

NO_TITLE = "Enter a title"


class RequestForm(forms.Form):
    """What the team asks for, and by when."""

    kind = forms.ChoiceField(label="What kind of document?", choices=Kind.choices)
    title = forms.CharField(
        label="What is it called?",
        help_text="For example “Early help strategy 2026 to 2029”.",
        max_length=160,
        error_messages={"required": NO_TITLE},
    )
    note = forms.CharField(
        label="What should it show?",
        help_text="Say what the team wants to learn from it, so that the host sends the right one.",
        max_length=1000,
        required=False,
        widget=forms.Textarea,
    )
    due_on = DateParts(label="By when?", help_text="For example 27 3 2027.", name="the day it is due")


class Checked(forms.FileField):
    """A file that has passed every check of `uploads`; its value is what may be kept."""

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if upload is None:
            return None
        try:
            return accept(upload)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


def file_field():
    """The question for a file, with one sentence for a missing one."""
    return Checked(
        label="Choose a file",
        help_text=f"It can be {TAKEN}.",
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": "Choose a file", "invalid": "Choose a file"},
    )


class ReplaceForm(forms.Form):
    """A newer version of a document."""

    file = file_field()


class UploadForm(forms.Form):
    """A new document: in answer to a request, or of the host's own accord."""

    file = file_field()
    request = forms.ModelChoiceField(
        queryset=DocumentRequest.objects.none(),
        label="Is this something the team asked for?",
        required=False,
        empty_label="No, we send it of our own accord",
        error_messages={"invalid_choice": "Choose one of the documents asked for here"},
    )
    kind = forms.ChoiceField(
        label="What kind of document is it?",
        help_text="Leave this as it is when the team asked for it.",
        choices=[("", "As asked for"), *Kind.choices],
        required=False,
    )
    title = forms.CharField(
        label="What is it called?",
        help_text="Leave this empty to use the name the team gave it, or the file’s own name.",
        max_length=160,
        required=False,
    )

    def __init__(self, *args, challenge, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["request"].queryset = challenge.document_requests.order_by("title", "pk")

    def clean(self):
        data = super().clean()
        asked = data.get("request")
        if not data.get("kind"):
            if asked:
                data["kind"] = asked.kind
            else:
                self.add_error("kind", "Choose what kind of document it is")
        if not data.get("title") and data.get("file"):
            data["title"] = asked.title if asked else PurePosixPath(data["file"].name).stem[:160]
        return data
