"""Meetings of team and host: arranging them, their minutes, and what they asked of people."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.actions import meeting as actions
from cycles.forms.meeting import MeetingActionForm, MeetingForm, MinutesForm
from cycles.queries.finding import asked_elsewhere
from cycles.queries.people import around
from people.refusal import Refusal

from .base import ChallengeAct, ChallengeForm, ChallengePage

PER_PAGE = 30


class Meetings(ChallengePage):
    """All meetings of a challenge, newest first."""

    permission = "cycles.view_meetings"
    template_name = "cycles/meetings.html"

    def context(self):
        rows = self.challenge.meetings.order_by("-starts_at", "-pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        may_edit = self.request.user.has_perm("cycles.edit_meetings", self.challenge)
        finders = self.challenge.finders.shown_to(self.by).filter(meeting=None).order_by("-made_at") if may_edit else []
        return {**super().context(), "page": page, "may_edit": may_edit, "now": self.at, "finders": finders}


class ScheduleMeeting(ChallengeForm):
    """Arranging a meeting."""

    permission = "cycles.edit_meetings"
    template_name = "cycles/meeting_schedule.html"
    form_class = MeetingForm
    done = "The meeting is arranged."

    def act(self, form):
        self.made = actions.schedule_meeting(challenge=self.challenge, by=self.by, at=self.at, **form.facts())

    def after(self):
        return reverse("cycles:meeting", args=[self.challenge.ref, self.made.ref])


class OfMeeting:
    """What a page about one meeting does first."""

    def load(self):
        super().load()
        meetings = self.challenge.meetings.select_related("changed_by")
        self.meeting = get_object_or_404(meetings, ref=self.kwargs["meeting"])
        self.meeting.challenge = self.challenge

    def context(self):
        return {"meeting": self.meeting, **super().context()}

    def after(self):
        return reverse("cycles:meeting", args=[self.challenge.ref, self.meeting.ref])


class Meeting(OfMeeting, ChallengePage):
    """One meeting: when, minutes, actions."""

    permission = "cycles.view_meetings"
    template_name = "cycles/meeting.html"

    def context(self):
        rows = self.meeting.actions.select_related("owner").order_by("done_on", "due_on", "pk")
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        may_edit = self.request.user.has_perm("cycles.edit_meetings", self.challenge) and not self.meeting.cancelled_at
        people = list(self.meeting.people.order_by("name"))
        facts = {"page": page, "may_edit": may_edit, "people": people, "clashing": self.clashing(people, may_edit)}
        return {**super().context(), **facts}

    def clashing(self, people, may_edit):
        """Name, to those who can mend it, who is asked to another meeting at the same time."""
        if not may_edit or self.meeting.held or not people:
            return ""
        span = (self.meeting.starts_at, self.meeting.ends_at)
        return asked_elsewhere([one.pk for one in people], span, but=self.meeting.pk)


class ChangesMeeting(OfMeeting, ChallengeForm):
    """A change that somebody else may have made first: they are told, and their text is kept."""

    permission = "cycles.edit_meetings"
    clashed = False

    def act(self, form):
        try:
            self.change(form)
        except Refusal:
            now = self.challenge.meetings.get(pk=self.meeting.pk)
            self.clashed = now.version != form.cleaned_data["version"]
            self.meeting = now
            # Saving again then means: knowing what is there now.
            form.data = {**form.data.dict(), "version": now.version}
            raise


class ChangeMeeting(ChangesMeeting):
    """Changing when, where or what a meeting is."""

    template_name = "cycles/meeting_change.html"
    form_class = MeetingForm
    done = "The meeting is changed."

    def form(self, data=None, files=None):
        return self.form_class(data, initial=MeetingForm.values_of(self.meeting))

    def change(self, form):
        version = form.cleaned_data["version"] or 0
        actions.change_meeting(meeting=self.meeting, version=version, by=self.by, at=self.at, **form.facts())


class CancelMeeting(OfMeeting, ChallengeAct):
    """Calling a meeting off."""

    permission = "cycles.edit_meetings"
    template_name = "cycles/meeting_cancel.html"
    done = "The meeting is cancelled, and everybody who was asked to it is told."

    def act(self):
        actions.cancel_meeting(meeting=self.meeting, by=self.by, at=self.at)


class MinuteMeeting(ChangesMeeting):
    """Writing a meeting's minutes."""

    template_name = "cycles/meeting_minutes.html"
    form_class = MinutesForm
    done = "The minutes are saved."

    def form(self, data=None, files=None):
        meeting = self.meeting
        initial = {"minutes": meeting.minutes, "held": meeting.held, "version": meeting.version}
        return self.form_class(data, initial=initial)

    def change(self, form):
        actions.minute_meeting(meeting=self.meeting, by=self.by, at=self.at, **form.cleaned_data)


class AddMeetingAction(OfMeeting, ChallengeForm):
    """Writing down what a meeting asks somebody to do."""

    permission = "cycles.edit_meetings"
    template_name = "cycles/meeting_add_action.html"
    form_class = MeetingActionForm
    done = "The action is written down."

    def form_kwargs(self):
        return {"owners": around(self.challenge)}

    def act(self, form):
        actions.add_action(meeting=self.meeting, by=self.by, at=self.at, **form.cleaned_data)


class FinishMeetingAction(OfMeeting, ChallengeAct):
    """Marking an action as done, or as not done after all."""

    permission = "cycles.edit_meetings"
    template_name = "cycles/meeting_finish_action.html"

    def load(self):
        super().load()
        self.action = get_object_or_404(self.meeting.actions.select_related("owner"), ref=self.kwargs["action"])
        self.action.meeting = self.meeting

    def context(self):
        return {"action": self.action, **super().context()}

    def act(self):
        actions.finish_action(action=self.action, done=self.action.done_on is None, by=self.by, at=self.at)
