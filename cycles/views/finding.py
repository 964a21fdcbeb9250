"""Finding a time for a meeting: asked for, chosen by whoever asked, answered by link."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from cycles.actions import finding as actions
from cycles.forms.finding import AnswerForm, ChooseTimeForm, FindMeetingForm
from cycles.queries.finding import choices
from cycles.queries.people import around, hosts_of, team_accepted
from people.refusal import Refusal

from .base import ChallengeForm


class FindMeeting(ChallengeForm):
    """Looking for a time: for how long, when and with whom."""

    permission = "cycles.edit_meetings"
    template_name = "cycles/meeting_find.html"
    form_class = FindMeetingForm

    def form(self, data=None, files=None):
        people = (team_accepted(self.challenge) | hosts_of(self.challenge)).order_by("name")
        everybody = around(self.challenge)
        start = {"kind": "planning", "minutes": 60, "people": [person.ref for person in people]}
        return FindMeetingForm(data, people=everybody, today=self.today, initial=start)

    def act(self, form):
        self.made = actions.find_meeting(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)

    def after(self):
        return reverse("cycles:choose_time", args=[self.challenge.ref, self.made.ref])


class ChooseTime(ChallengeForm):
    """Who can come when. Whoever looks for the time chooses; those who are asked may look."""

    permission = "cycles.edit_meetings"
    template_name = "cycles/meeting_choose.html"
    done = "The meeting is arranged, and everybody is told."

    def ask(self):
        """Refuse whoever may not, and show it to nobody but those it is about."""
        super().ask()
        rows = self.challenge.finders.shown_to(self.by).select_related("made_by", "meeting")
        self.finder = get_object_or_404(rows, ref=self.kwargs["finder"])
        self.finder.challenge = self.challenge
        self.asked = list(self.finder.asked.order_by("name", "pk"))
        self.choices = choices(self.finder, self.asked)

    def form(self, data=None, files=None):
        return ChooseTimeForm(data, choices=self.choices)

    def context(self):
        best = min((choice.score for choice in self.choices), default=None)
        linked = [one for one in self.asked if not one.is_known]
        return {
            "finder": self.finder,
            "choices": [(choice, choice.score == best) for choice in self.choices],
            "waiting": [one.name for one in linked if one.answered_at is None],
            "chooses": self.finder.made_by_id == self.by.pk and self.finder.meeting is None,
            **super().context(),
        }

    def act(self, form):
        if self.finder.made_by_id != self.by.pk:
            raise Refusal(f"{self.finder.made_by} looks for this time and chooses it. Nothing was changed.")
        time = self.finder.times.get(ref=form.cleaned_data["time"])
        self.made = actions.choose_time(finder=self.finder, time=time, by=self.by, at=self.at)

    def after(self):
        return reverse("cycles:meeting", args=[self.challenge.ref, self.made.ref])


class AnswerPoll(View):
    """Saying when one can come, by a link of one's own; nobody signs in for it."""

    permission = "cycles.answer_poll"

    def dispatch(self, request, link):
        self.asked = actions.asked_by(link)
        if self.asked is None:
            raise Http404
        response = super().dispatch(request, link)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def form(self, data=None):
        said = dict(self.asked.answers.values_list("time", "said"))
        return AnswerForm(data, times=self.asked.finder.times.order_by("starts_at"), said=said)

    def page(self, form, status=200):
        finder = self.asked.finder
        is_open = self.asked.answered_at and not finder.meeting_id
        others = choices(finder, list(finder.asked.order_by("name", "pk"))) if is_open else []
        context = {"asked": self.asked, "finder": finder, "form": form, "others": others}
        return render(self.request, "cycles/meeting_answer.html", context, status=status)

    def get(self, request, link):
        return self.page(self.form())

    def post(self, request, link):
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=422)
        try:
            actions.answer_poll(asked=self.asked, answers=form.cleaned_data, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
            return self.page(form, status=409)
        messages.success(request, "Your answers are kept. You can change them until a time is chosen.")
        return redirect(request.path)
