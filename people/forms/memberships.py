"""Giving somebody a role."""

from django import forms

from people.actions.memberships import BY_ADMIN, BY_COORDINATOR
from people.fields import DateParts
from people.models import Body, Membership, Programme
from people.models.membership import HOST_ROLES, PROGRAMME_ROLES

Role = Membership.Role


class RoleForm(forms.Form):
    """A role, where it holds, and from when until when. Offers only what the giver may give."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect, error_messages={"required": "Choose the role"})
    programme = forms.ModelChoiceField(
        label="Programme", queryset=None, required=False, help_text="For every role but administrator."
    )
    body = forms.ModelChoiceField(
        label="Host body",
        queryset=None,
        required=False,
        help_text="For host sponsors, host organisers and governance readers.",
    )
    starts_on = DateParts(label="First day", required=False, help_text="Empty: from now on.")
    ends_on = DateParts(label="Last day", required=False, help_text="Empty: until somebody ends it.")

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        is_admin = any(membership.role == Role.ADMIN for membership in memberships)
        led = [membership.programme_id for membership in memberships if membership.role == Role.COORDINATOR]
        offered = set(BY_ADMIN if is_admin else ()) | set(BY_COORDINATOR if led else ())
        self.fields["role"].choices = [choice for choice in Role.choices if choice[0] in offered]
        programmes = Programme.objects.select_related("region").order_by("region__name", "name")
        self.fields["programme"].queryset = programmes if is_admin else programmes.filter(pk__in=led)
        self.fields["body"].queryset = Body.objects.filter(region__programmes__in=led).distinct().order_by("name")

    def clean(self):
        typed = super().clean()
        role, programme, body = typed.get("role"), typed.get("programme"), typed.get("body")
        if role in (*PROGRAMME_ROLES, *HOST_ROLES) and not programme and "programme" not in self.errors:
            self.add_error("programme", "Choose the programme")
        if role in HOST_ROLES and not body and "body" not in self.errors:
            self.add_error("body", "Choose the host body")
        if role and role not in HOST_ROLES and body:
            self.add_error("body", "Leave the body empty: this role is not for one host")
        if role == Role.ADMIN and programme:
            self.add_error("programme", "Leave the programme empty: an administrator looks after everything")
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot be before the first")
        return typed
