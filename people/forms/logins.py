"""Choosing a password; inviting somebody."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password

from people.models import User


class AcceptForm(forms.Form):
    """The password of a new login, typed once and shown on wish by the browser."""

    password = forms.CharField(
        label="Choose a password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password"},
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, User(email=self.person.email, person=self.person))
        return password


class InviteForm(forms.Form):
    """Somebody who is to get a login: known already by the address, or new."""

    name = forms.CharField(label="Name", max_length=120, error_messages={"required": "Enter their name"})
    email = forms.EmailField(
        label="E-mail",
        help_text="Somebody who is here already keeps their name and gets the invitation.",
        error_messages={
            "required": "Enter their e-mail address",
            "invalid": "Enter an e-mail address, such as name@example.org",
        },
    )


class AddressForm(forms.Form):
    """The address somebody signs in with."""

    email = forms.EmailField(
        label="New e-mail address",
        error_messages={
            "required": "Enter the new e-mail address",
            "invalid": "Enter an e-mail address, such as name@example.org",
        },
    )
