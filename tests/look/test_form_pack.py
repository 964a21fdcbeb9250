"""The `govuk` template pack: what a bound field looks like, with and without errors."""

import datetime

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template

from people.fields import DateParts


class Visit(forms.Form):
    name = forms.CharField(label="Name <b>&", help_text="Not <i>short</i>")
    days = forms.IntegerField(label="Days", min_value=1)
    first_day = DateParts(label="First day", name="the first day", help_text="For example, 27 3 2027")
    group = forms.ChoiceField(label="Group", choices=[("a", "<A>"), ("b", "B")], widget=forms.RadioSelect)
    strands = forms.MultipleChoiceField(
        label="Strands", choices=[("1", "One"), ("2", "Two")], widget=forms.CheckboxSelectMultiple, required=False
    )
    stage = forms.ChoiceField(label="Stage", choices=[("1", "Scoping"), ("2", "On site")])
    purpose = forms.CharField(label="Purpose", max_length=20, help_text="Short", widget=forms.Textarea)
    paper = forms.FileField(label="Paper", help_text="PDF")
    agreed = forms.BooleanField(label="Agreed", help_text="By e-mail")

    def clean(self):
        if self.cleaned_data.get("name") == "clash":
            raise forms.ValidationError("Two visits clash <here>")


def drawn(form):
    return Template("{% load crispy_forms_tags %}{{ form|crispy }}").render(Context({"form": form}))


def summary(form):
    return Template('{% include "components/error_summary.html" with form=form only %}').render(Context({"form": form}))


@pytest.mark.parametrize("raw", ["Name <b>&", "<A>", "<i>short</i>"])
def test_words_of_labels_hints_and_choices_are_escaped(raw):
    page = drawn(Visit())
    assert raw not in page
    assert raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page


def test_errors_are_escaped_in_summary_and_form():
    form = Visit({"name": "clash"})
    assert "clash &lt;here&gt;" in drawn(form)
    assert "clash &lt;here&gt;" in summary(form)


def test_an_empty_form_has_no_error_marks():
    page = drawn(Visit())
    assert "error" not in page
    assert "aria-invalid" not in page


@pytest.mark.parametrize(
    "mark",
    [
        'name="name" class="govuk-input govuk-input--error" aria-describedby="id_name_helptext id_name_error"',
        'id="id_name_error"',
        'aria-describedby="id_purpose_helptext id_purpose_error id_purpose_count"',
        'class="govuk-select govuk-select--error"',
        'class="govuk-file-upload govuk-file-upload--error"',
        'class="govuk-textarea govuk-textarea--error"',
        '<fieldset class="govuk-fieldset" aria-describedby="id_group_error">',
        '<fieldset class="govuk-fieldset" aria-describedby="id_first_day_helptext id_first_day_error">',
        'id="id_first_day_0" name="first_day_day"',
    ],
)
def test_every_faulty_control_points_to_its_hint_and_error(mark):
    assert mark in " ".join(drawn(Visit({"stage": "9"})).split())


def test_the_summary_leads_to_a_control_that_is_on_the_page():
    form = Visit({"stage": "9"})
    page = drawn(form)
    targets = [part.split('"')[0] for part in summary(form).split('href="#')[1:]]
    assert targets == [
        "id_name",
        "id_days",
        "id_first_day_0",
        "id_group_0",
        "id_stage",
        "id_purpose",
        "id_paper",
        "id_agreed",
    ]
    assert all(f'id="{target}"' in page for target in targets)


def test_an_error_of_the_whole_form_has_a_place_to_lead_to():
    form = Visit({"name": "clash"})
    assert 'href="#form-errors"' in summary(form)
    assert 'id="form-errors"' in drawn(form)


def test_what_was_typed_stays():
    page = drawn(
        Visit(
            {
                "name": "Hull & <East>",
                "days": "three",
                "first_day_day": "40",
                "first_day_month": "May",
                "first_day_year": "2027",
                "group": "b",
                "strands": ["2"],
                "stage": "2",
                "purpose": "far too long for twenty letters",
                "agreed": "on",
            }
        )
    )
    assert 'value="Hull &amp; &lt;East&gt;"' in page
    assert 'value="three"' in page
    assert 'value="40"' in page
    assert 'value="May"' in page
    assert 'value="b" checked' in page
    assert 'value="2" checked' in page
    assert '<option value="2" selected>' in page
    assert "far too long for twenty letters" in page


def test_a_textarea_counts_and_never_cuts():
    page = drawn(Visit())
    assert 'data-count="20"' in page
    assert "maxlength" not in page.split("<textarea")[1]


def test_a_number_is_typed_as_text_with_a_number_pad():
    page = drawn(Visit())
    assert 'type="number"' not in page
    assert 'inputmode="numeric"' in page.split('name="days"')[1][:200]


def test_optional_fields_say_so_and_filters_do_not():
    assert "Strands (optional)" in drawn(Visit())
    bar = Template('{% include "components/filter_bar.html" with form=form only %}')
    assert "optional" not in bar.render(Context({"form": Visit()}))


def test_a_label_that_says_when_it_is_needed_does_not_say_optional_too():
    class Why(forms.Form):
        why = forms.CharField(label="Why? (needed unless you accept)", required=False)

    page = drawn(Why())
    assert "Why? (needed unless you accept)" in page
    assert "optional" not in page


def test_a_whole_form_by_the_crispy_tag():
    form = Visit()
    form.helper = FormHelper()
    form.helper.add_input(Submit("save", "Save and continue"))
    page = render_crispy_form(form, context={"csrf_token": "token-of-this-page"})
    assert "novalidate" in page
    assert 'enctype="multipart/form-data"' in page
    assert "token-of-this-page" in page
    assert '<button class="govuk-button " type="submit" name="save"' in " ".join(page.split())


def test_a_long_form_stands_in_its_groups_and_loses_no_field():
    class Grouped(Visit):
        groups = (("When", ("first_day",)), ("Who", ("name", "gone")))

    page = drawn(Grouped())
    places = [page.index(words) for words in (">When<", 'name="first_day_day"', ">Who<", 'name="name"', 'name="days"')]
    assert places == sorted(places)
    assert page.count("<fieldset") - drawn(Visit()).count("<fieldset") == 2


def test_a_file_field_shows_no_address_of_what_is_there():
    class Replace(forms.Form):
        paper = forms.FileField(widget=forms.ClearableFileInput, required=False)

    initial = SimpleUploadedFile("secret.pdf", b"x")
    initial.url = "/media/secret.pdf"
    assert "secret" not in drawn(Replace(initial={"paper": initial}))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["", "", ""], "Enter the first day"),
        (["1", "", ""], "The first day must include a month and a year"),
        (["31", "2", "2027"], "The first day must be a real date, for example 27 3 2027"),
        (["1", "2", "27"], "The first day needs a year of 4 numbers, for example 2027"),
        (["x", "2", "2027"], "The first day must be a real date, for example 27 3 2027"),
    ],
)
def test_a_date_in_parts_says_what_is_wrong(typed, sentence):
    with pytest.raises(forms.ValidationError) as refused:
        DateParts(name="the first day").clean(typed)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("month", ["3", "03", "March", "mar"])
def test_a_month_may_be_a_number_or_a_word(month):
    assert DateParts(name="the day").clean(["27", month, "2027"]) == datetime.date(2027, 3, 27)


def test_only_the_missing_part_of_a_date_is_marked():
    form = Visit({"first_day_day": "1", "first_day_month": "2"})
    form.is_valid()
    inputs = {part.split('"')[0]: part.split(">")[0] for part in drawn(form).split('name="first_day_')}
    assert "aria-invalid" not in inputs["day"]
    assert "aria-invalid" in inputs["year"]


def test_what_is_missing_is_called_by_its_label():
    words = summary(Visit({"stage": "9", "days": "x"}))
    for sentence in (
        "Fill in “Name &lt;b&gt;&amp;”",
        "Days: Enter a whole number.",
        "Enter the first day<",
        "Choose an answer for “Group”",
        "Stage: Select a valid choice. 9 is not one of the available choices.",
        "Choose a file for “Paper”",
        "Tick “Agreed” to go on",
    ):
        assert sentence in words
    assert "This field is required" not in words + drawn(Visit({}))
