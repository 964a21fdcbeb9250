"""A form that remembers which version its editor started from."""

from django import forms


class Versioned(forms.Form):
    """Carries the version in a hidden field; `catch_up` lets the next try replace what is saved now."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def seen(self):
        """Return the version the editor started from."""
        return self.cleaned_data["version"] or 0

    def answers(self):
        """Return what was answered, without the version it stands on."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def catch_up(self, version):
        """Keep what was typed, and stand on the version that is saved now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(version)
