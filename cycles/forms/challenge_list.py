"""Narrowing the list of challenges."""

from urllib.parse import urlencode

from django import forms
from django.db.models import Q

from cycles.models import Challenge, State
from cycles.models.state import STAGES


class ChallengeFilter(forms.Form):
    """Which challenges to list. What it does not know it leaves out."""

    q = forms.CharField(label="Host or topic", required=False, max_length=80)
    state = forms.ChoiceField(label="Stage", choices=[("", "Every stage"), *State.choices], required=False)

    def narrow(self, rows, user):
        """Keep the challenges asked for. What their reader is not shown finds none of them."""
        if not self.is_valid():
            return rows
        in_full = Q(pk__in=Challenge.objects.headed_in_full_for(user).values("pk"))
        if words := self.cleaned_data["q"].strip():
            told = in_full | Q(pk__in=Challenge.objects.with_public_topic().values("pk"))
            rows = rows.filter(Q(host__name__icontains=words) | Q(topic__icontains=words) & told)
        if state := self.cleaned_data["state"]:
            rows = rows.filter(state=state) if state not in STAGES else rows.filter(in_full, state=state)
        return rows

    @property
    def query(self):
        """The filters as the pages of the list carry them along."""
        kept = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return urlencode(kept) + "&" if kept else ""
