"""Building the timetable by moving its sessions: by mouse, finger or keyboard, or with a plain form."""

from django.http import JsonResponse

from people.refusal import Refusal
from reviews.actions import moving as actions
from reviews.forms.timetable import MoveForm
from reviews.guard import Stale
from reviews.queries.building import builder
from reviews.queries.timetable import clashes_among, days_of, slot_of

from .base import Act, Page, SharedForm
from .timetable import TIMETABLE, OfSession

BUILD = ("Move sessions", "build_timetable")


class BuildTimetable(Page):
    """The days as columns of tracks and rows of quarters, with what does not fit."""

    permission = "reviews.edit_timetable"
    template_name = "reviews/build.html"
    trail = (TIMETABLE,)

    def context(self):
        sessions = list(self.challenge.sessions.standing().with_team().in_order())
        clashes = clashes_among(self.challenge, [slot_of(session) for session in sessions]) if sessions else []
        return {
            **super().context(),
            "builder": builder(sessions, days_of(self.challenge.visit)),
            "count": len(sessions),
            "last_move": actions.last_move(self.challenge, self.by),
            "blocks": [clash for clash in clashes if clash.blocks],
            "clashes": [clash for clash in clashes if not clash.blocks],
        }


class MoveSession(OfSession, SharedForm):
    """Another day, time or track. The board asks what would be, and moves, in the same words as the form."""

    form_class = MoveForm
    trail = (TIMETABLE, BUILD)
    button = "Move"
    says = "Its length, room and team stay as they are."

    def sessions(self):
        return self.challenge.sessions.all()

    @property
    def heading(self):
        return f"Move “{self.session.title}”"

    def form_kwargs(self):
        names = ("starts", "track", "version")
        initial = {name: getattr(self.session, name) for name in names}
        return {"challenge": self.challenge, "initial": {**initial, "day": self.session.day.isoformat()}}

    @property
    def asked_by_board(self):
        """Whether the board asks, which wants an answer in a sentence and no page."""
        return self.request.headers.get("Accept") == "application/json"

    def get(self, request, *args, **kwargs):
        return self.what_if() if self.asked_by_board else super().get(request, *args, **kwargs)

    def what_if(self):
        """Say what would be if the session stood there."""
        form = self.form({**self.request.GET.dict()})
        if not form.is_valid():
            return self.told(False, first_fault(form))
        day, starts = form.cleaned_data["day"], form.cleaned_data["starts"]
        try:
            clashes = actions.what_if(session=self.session, day=day, starts=starts)
        except Refusal as refusal:
            return self.told(False, refusal.sentence)
        when = f"{day:%A %-d %B}, {starts:%H:%M}, track {form.cleaned_data['track']}."
        blocks = any(clash.blocks for clash in clashes)
        return self.told(not blocks, " ".join([when, *(clash.sentence for clash in clashes)]))

    def post(self, request, *args, **kwargs):
        if not self.asked_by_board:
            return super().post(request, *args, **kwargs)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.told(False, first_fault(form))
        try:
            self.change(form)
        except Stale:
            return self.told(False, "Somebody has changed this session since. Open the page again to see it.")
        except Refusal as refusal:
            return self.told(False, refusal.sentence)
        return self.told(True, self.done)

    def told(self, fits, said):
        """Answer the board."""
        return JsonResponse({"fits": fits, "said": said})

    def change(self, form):
        data = form.cleaned_data
        now = actions.move_session(
            session=self.session,
            day=data["day"],
            starts=data["starts"],
            track=data["track"],
            seen=form.seen(),
            by=self.by,
            at=self.at,
        )
        self.done = f"“{now.title}” is now on {slot_of(now).when}, track {now.track}."


def first_fault(form):
    """Return the first thing that is wrong with a form, as a sentence."""
    return next(iter(next(iter(form.errors.values()))))


class UndoMove(Act):
    """Take one's last move back."""

    permission = "reviews.edit_timetable"
    trail = (TIMETABLE, BUILD)
    heading = "Take your last move back?"
    says = "The session stands again where it was, if its people and its room are still free then."
    button = "Take it back"
    done = "Your last move is taken back."

    def act(self):
        actions.undo_move(challenge=self.challenge, by=self.by, at=self.at)
