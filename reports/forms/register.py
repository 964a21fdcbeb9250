from django import forms

from cycles.models import Shape


class Known(forms.ChoiceField):
    """A choice of what there is. An address with something else finds nothing, and is no mistake."""

    def valid_value(self, value):
        return True


class RegisterFilter(forms.Form):
    """What a reader looks for in the register; `choices` are (field, value) of what there is."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    authority = Known(label="Authority", required=False)
    theme = Known(label="Theme", required=False)
    year = forms.IntegerField(
        label="Year published", required=False, min_value=2000, max_value=2100, widget=forms.Select
    )
    kind = Known(label="Kind", required=False)

    def __init__(self, data, choices=()):
        super().__init__(data)
        every = {"authority": "Every authority", "theme": "Every theme", "year": "Every year", "kind": "Every kind"}
        kinds = dict(Shape.Kind.choices)
        for name, label in every.items():
            known = [(value, kinds.get(value, value)) for field, value in choices if field == name]
            field = self.fields[name]
            field.widget.choices = [("", label), *known]
