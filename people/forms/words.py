"""Fields and parts that the forms of this floor share."""

from django import forms


def words_in(text):
    """Return the words between commas, each once whatever its case: "SEND, Early help, send" has two."""
    found = {}
    for part in text.replace(";", ",").split(","):
        if word := " ".join(part.split()):
            found.setdefault(word.casefold(), word)
    return list(found.values())


class WordsField(forms.CharField):
    """A short list typed with commas: "Early help, SEND" is ["Early help", "SEND"]."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return words_in(super().to_python(value))

    def validate(self, value):
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Check nothing more: the limits of a text do not fit a list."""

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class VersionedForm(forms.Form):
    """A form that knows at which version its edit began. See `people/models/versioned.py`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, thing=None, **kwargs):
        self.thing = thing
        initial = {"version": thing.version, **self.values_of(thing)} if thing else {}
        super().__init__(*args, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)

    def values_of(self, thing):
        """Return what the fields say before the edit."""
        return {name: getattr(thing, name) for name in self.base_fields if name != "version"}

    def facts(self):
        """Return what was typed, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    @property
    def edited_version(self):
        """The version the edit began at; 0, which never stands, when it was lost on the way."""
        return self.cleaned_data.get("version") or 0

    def go_on_from(self, version):
        """Let the next press of the button count from the version that stands now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = version
