"""The feedback to one audience, planned at scoping and ticked off once it was given."""

from django.http import Http404

from cycles.models import State
from reviews.actions import feedback as actions
from reviews.forms.feedback import FeedbackForm
from reviews.models import PlannedFeedback

from .base import SharedForm
from .scope import SCOPE

FIELDS = ("form", "giver", "due_on", "note", "given_on", "version")
BEFORE_VISIT = (State.PROPOSED, State.SCOPING, State.PREPARING)


class PlanFeedback(SharedForm):
    """In what form one audience hears what the team found, when and from whom."""

    permission = "reviews.plan_feedback"
    form_class = FeedbackForm
    trail = (SCOPE,)
    done = "The plan of feedback is saved."

    def load(self):
        super().load()
        if self.kwargs["audience"] not in PlannedFeedback.Audience.values:
            raise Http404
        self.audience = PlannedFeedback.Audience(self.kwargs["audience"])
        self.row = self.challenge.feedbacks.filter(audience=self.audience).first()

    @property
    def heading(self):
        return f"Feedback to {self.audience.label.lower()}"

    @property
    def says(self):
        last = self.challenge.visit.ends_on
        return f"People use what they hear soon and in a form that suits them. The visit ends on {last:%A %-d %B %Y}."

    def initial(self):
        return {name: getattr(self.row, name) for name in FIELDS} if self.row else {"version": 0}

    def form(self, data=None, files=None):
        form = super().form(data, files)
        if self.challenge.state in BEFORE_VISIT:
            del form.fields["given_on"]
        return form

    def change(self, form):
        common = {"challenge": self.challenge, "audience": self.audience, "seen": form.seen()}
        if form.is_dropped:
            actions.drop_feedback(**common, by=self.by, at=self.at)
        else:
            actions.plan_feedback(**common, **form.answers(), by=self.by, at=self.at)
