"""What the `govuk` template pack needs to draw a bound field: its kind, its control, its ids."""

from copy import copy

from django import forms, template
from django.forms.utils import flatatt
from django.template.defaultfilters import stringformat

register = template.Library()

# The first that fits names the folder part in templates/govuk/ that draws it.
KINDS = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.MultiWidget, "parts"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
)
CLASSES = {
    "file": "govuk-file-upload",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "input": "govuk-input",
    "checkbox": "govuk-checkboxes__input",
}


@register.filter
def kind(field):
    """The part that draws this field: input, textarea, select, file, checkbox, checkboxes, radios, parts."""
    return next((name for widget, name in KINDS if isinstance(field.field.widget, widget)), "input")


def as_text(widget):
    """A number is typed as text with a number pad: a wheel turned over the field must not change it."""
    widget = copy(widget)
    kept = {key: value for key, value in widget.attrs.items() if key not in ("min", "max", "step")}
    widget.attrs = {"inputmode": "numeric", "class": "govuk-input--width-5", **kept}
    widget.input_type = "text"
    return widget


def described_by(field, *, count=False):
    """The ids of hint, error and count, in the order they stand on the page."""
    given = field.field.widget.attrs.get("aria-describedby", "")
    ids = [given or field.aria_describedby or ""]
    if count:
        ids.append(f"{field.auto_id}_count")
    return " ".join(filter(None, ids))


def widget_of(field):
    """The field's widget, made fit for the page: plain file input, numbers as text, no grey words inside."""
    widget = field.field.widget
    if "placeholder" in widget.attrs:  # allauth's: they vanish when needed, and are read as if typed
        widget = copy(widget)
        widget.attrs = {key: value for key, value in widget.attrs.items() if key != "placeholder"}
    if isinstance(widget, forms.NumberInput):
        return as_text(widget)
    if isinstance(widget, forms.ClearableFileInput):
        plain = forms.FileInput(widget.attrs)
        plain.allow_multiple_selected = widget.allow_multiple_selected
        plain.is_required = widget.is_required
        return plain
    if isinstance(widget, forms.Textarea):
        # A limit that cuts off what is pasted would lose words: the count tells, the server checks.
        widget = copy(widget)
        widget.attrs = {key: value for key, value in widget.attrs.items() if key != "maxlength"}
    return widget


@register.simple_tag
def control(field):
    """The field's input, select or textarea with its classes and `aria-describedby`."""
    name = kind(field)
    widget = widget_of(field)
    classes = [CLASSES[name], widget.attrs.get("class", "")]
    if field.errors and name != "checkbox":
        classes.append(f"{CLASSES[name]}--error")
    attrs = {"class": " ".join(filter(None, classes))}
    if ids := described_by(field, count=limit(field) is not None):
        attrs["aria-describedby"] = ids
    if limit(field) is not None:
        attrs["data-count"] = limit(field)
    if name == "textarea" and widget.attrs.get("rows") == "10":
        attrs["rows"] = "5"
    return field.as_widget(widget=widget, attrs=attrs)


@register.filter
def groups(form):
    """The visible fields under the headings that a long form names in `groups`, then those under none."""
    shown = {field.name: field for field in form.visible_fields()}
    found = []
    for heading, names in getattr(form, "groups", ()):
        found.append((heading, [shown.pop(name) for name in names if name in shown]))
    return [(heading, fields) for heading, fields in (*found, ("", list(shown.values()))) if fields]


@register.filter
def limit(field):
    """The most letters a textarea's field takes, or None."""
    return getattr(field.field, "max_length", None) if kind(field) == "textarea" else None


@register.filter
def first_id(field):
    """Where the error summary leads: the first control of the field."""
    if kind(field) in ("radios", "checkboxes", "parts"):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id


@register.filter
def options(field):
    """The choices of radios and checkboxes, each with its own attributes ready to print."""
    hints = getattr(field.field.widget, "hints", {})
    drawn = []
    for option in field.subwidgets:
        data = option.data
        left_out = {"id", "class", "aria-invalid", "required"}
        attrs = {key: value for key, value in data["attrs"].items() if key not in left_out}
        value = stringformat(data["value"], "s")
        drawn.append(
            {
                "id": data["attrs"]["id"],
                "name": data["name"],
                "value": value,
                "label": data["label"],
                "checked": data["selected"],
                "attrs": flatatt(attrs),
                "hint": hints.get(value, ""),
            }
        )
    return drawn


@register.filter
def parts(field):
    """The inputs of a date in parts, each with name, label, value and whether it is at fault."""
    widget = field.field.widget
    context = widget.get_context(field.html_name, field.value(), {"id": field.auto_id})
    faulty = faulty_parts(field)
    return [
        {
            **part,
            "id": part["attrs"]["id"],
            "label": name.capitalize(),
            "is_faulty": name in faulty,
            "width": 4 if name == "year" else 2,
        }
        for name, part in zip(widget.part_names, context["widget"]["subwidgets"], strict=True)
    ]


def faulty_parts(field):
    """The parts an error names; all of them when it names none."""
    if not field.errors:
        return ()
    named = [
        part
        for error in field.errors.as_data()
        for part in (error.params or {}).get("parts", field.field.widget.part_names)
    ]
    return tuple(named)


MISSING = {
    "radios": "Choose an answer for “{}”",
    "select": "Choose an answer for “{}”",
    "checkboxes": "Tick at least one answer for “{}”",
    "checkbox": "Tick “{}” to go on",
    "file": "Choose a file for “{}”",
}
# What Django and its validators say of any field, without naming it.
NAMELESS = {"invalid", "invalid_choice", "max_length", "min_length", "max_value", "min_value", "empty"}


def sentence_of(field, error):
    """An error as a person should read it beside the field: one that is missing is called by its label."""
    if error.code == "required" and error.message == forms.Field.default_error_messages["required"]:
        return MISSING.get(kind(field), "Fill in “{}”").format(field.label)
    return " ".join(error.messages)


@register.filter
def sentences(field):
    """The errors of a field, beside it."""
    return [sentence_of(field, error) for error in field.errors.as_data()]


@register.filter
def summary_sentences(field):
    """The errors of a field at the top of the page, where a sentence must name its field."""
    return [
        f"{field.label}: {sentence}" if error.code in NAMELESS else sentence
        for error, sentence in zip(field.errors.as_data(), sentences(field), strict=True)
    ]


WHEN_NEEDED = ("optional", "(needed ", "(only if ")


@register.filter
def is_optional(field):
    """Whether the label should say so: a field that may be left empty, where neither label nor page says it already."""
    if getattr(field.form, "is_all_optional", False):
        return False
    said = str(field.label).lower()
    return not field.field.required and not any(words in said for words in WHEN_NEEDED)
