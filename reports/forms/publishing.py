"""Reasons and days that publishing asks for."""

from django import forms

from people.fields import DateParts


class WaiverForm(forms.Form):
    """Why words that look like somebody are left as they are."""

    reason = forms.CharField(label="Why may this stay?", max_length=1_000, widget=forms.Textarea(attrs={"rows": 4}))


class WithholdForm(forms.Form):
    """Why the report is not published yet, and when that is looked at again."""

    reason = forms.CharField(
        label="Why is it withheld?",
        help_text="The host, the team and the coordinators read this.",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    review_on = DateParts(label="When will you look at this again?", name="the day you will look at this again")


class WithdrawForm(forms.Form):
    """Why a published report is taken off the register."""

    reason = forms.CharField(label="Why is it withdrawn?", max_length=2_000, widget=forms.Textarea(attrs={"rows": 4}))
