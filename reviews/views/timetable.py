"""The timetable as a grid, its slots, and the sizes of the host's groups."""

from django.shortcuts import get_object_or_404

from reviews import budget, participation
from reviews.actions import timetable as actions
from reviews.forms.timetable import CancelForm, CopyForm, GroupSizesForm, SessionForm
from reviews.models import Session as SessionRow
from reviews.models import SessionReviewer
from reviews.queries.timetable import clashes_among, days_of, grid, slot_of

from .base import Act, Form, Page, SharedForm

TIMETABLE = ("Timetable", "timetable")


class Timetable(Page):
    """Every session by day, time and track, with what does not fit."""

    permission = "reviews.view_timetable"
    template_name = "reviews/timetable.html"

    def context(self):
        sessions = list(self.challenge.sessions.with_team().in_order())
        days = days_of(self.challenge.visit)
        may_edit = self.may("edit_timetable")
        standing = [session for session in sessions if session.status != SessionRow.Status.CANCELLED]
        slots = [slot_of(session) for session in standing]
        clashes = clashes_among(self.challenge, slots) if may_edit and standing else []
        columns, heard = participation.as_table(participation.heard(standing), with_met=False)
        return {
            **super().context(),
            "columns": columns,
            "heard": heard,
            "time": self.time(slots),
            "days": grid(sessions, days),
            "count": len(standing),
            "may_edit": may_edit,
            "blocks": [clash for clash in clashes if clash.blocks],
            "clashes": [clash for clash in clashes if not clash.blocks],
        }

    def time(self, slots):
        """Return what each line of enquiry was to get and what it gets, as a table."""
        lines = self.challenge.lines.values_list("number", "question", "minutes")
        columns, rows = budget.as_table(budget.spent(slots, lines))
        return {"columns": columns, "rows": rows}


def planned(form):
    """Return the plan a valid form describes."""
    data = form.cleaned_data
    names = ("day", "starts", "ends", "kind", "title", "room", "track", "source", "contact_role")
    return actions.Plan(
        **{name: data[name] for name in names},
        expected=data["expected"] or 0,
        leads=tuple(data["leads"]),
        takes_notes=tuple(data["takes_notes"]),
        lines=tuple(data["lines"]),
    )


class AddSession(Form):
    """A new slot."""

    permission = "reviews.edit_timetable"
    form_class = SessionForm
    trail = (TIMETABLE,)
    heading = "Add a session"
    says = "Record groups and numbers. Nobody who takes part is named anywhere in this service."
    done = "The session is in the timetable."

    def form_kwargs(self):
        return {"challenge": self.challenge}

    def act(self, form):
        actions.add_session(
            challenge=self.challenge,
            plan=planned(form),
            group_size=form.cleaned_data["group_size"],
            by=self.by,
            at=self.at,
        )


class OfSession:
    """A page about one slot."""

    permission = "reviews.edit_timetable"
    trail = (TIMETABLE,)

    def load(self):
        super().load()
        self.session = get_object_or_404(self.sessions(), ref=self.kwargs["session"])
        self.session.challenge = self.challenge

    def sessions(self):
        """Return where the slot is found, with what the page shows of it."""
        return self.challenge.sessions.with_team()


class Session(OfSession, Page):
    """One slot with everything known of it."""

    permission = "reviews.view_timetable"
    template_name = "reviews/session.html"

    def context(self):
        session = self.session
        lines = sorted(session.lines.all(), key=lambda line: line.number)
        return {
            **super().context(),
            "session": session,
            "may_edit": self.may("edit_timetable"),
            "may_count": self.may("record_people_met") and session.counts_something,
            "rows": [
                {"key": "When", "value": slot_of(session).when},
                {"key": "Kind", "value": session.get_kind_display()},
                {"key": "Room or place", "value": session.room},
                {"key": "Track", "value": session.track},
                {"key": "Source group", "value": session.get_source_display() or "None: the team alone"},
                {"key": "People expected", "value": str(session.expected)},
                {"key": "Contact at the host", "value": session.contact_role},
                {"key": "Team", "value": "\n".join(team_in_words(session)) or "Nobody yet"},
                {"key": "Lines of enquiry", "value": "\n".join(map(str, lines)) or "None"},
            ],
        }


def team_in_words(session):
    """Return who of the team is there and for what."""
    return [f"{row.seat.person.name} {row.get_part_display().lower()}" for row in session.reviewers.all()]


class EditSession(OfSession, SharedForm):
    """Change a slot."""

    form_class = SessionForm
    heading = "Change the session"
    done = "The session is saved."

    def form_kwargs(self):
        return {"challenge": self.challenge, "initial": self.initial()}

    def initial(self):
        session = self.session
        names = ("starts", "ends", "kind", "title", "room", "track", "source", "expected", "contact_role", "version")
        seats = {part: [] for part in SessionReviewer.Part}
        for row in session.reviewers.all():
            seats[row.part].append(row.seat_id)
        return {
            **{name: getattr(session, name) for name in names},
            "day": session.day.isoformat(),
            "leads": seats[SessionReviewer.Part.LEADS],
            "takes_notes": seats[SessionReviewer.Part.NOTES],
            "lines": [line.pk for line in session.lines.all()],
        }

    def change(self, form):
        actions.edit_session(
            session=self.session,
            plan=planned(form),
            seen=form.seen(),
            group_size=form.cleaned_data["group_size"],
            by=self.by,
            at=self.at,
        )


class CancelSession(OfSession, Form):
    """Call a slot off."""

    form_class = CancelForm
    button = "Cancel the session"
    says = "It stays in the timetable, crossed out, with the reason. Its people and room are free again."
    done = "The session is cancelled."

    @property
    def heading(self):
        return f"Cancel “{self.session.title}”"

    def form_kwargs(self):
        return {}

    def act(self, form):
        actions.cancel_session(session=self.session, reason=form.cleaned_data["reason"], by=self.by, at=self.at)


class RestoreSession(OfSession, Act):
    """Put a cancelled slot back."""

    button = "Put it back"
    says = "It is planned again, if its people and its room are still free then."
    done = "The session is planned again."

    @property
    def heading(self):
        return f"Put “{self.session.title}” back into the timetable?"

    def act(self):
        actions.restore_session(session=self.session, by=self.by, at=self.at)


class CopySession(OfSession, Form):
    """Repeat a slot."""

    form_class = CopyForm
    button = "Copy the session"
    says = "The copy has the same length, room, team and lines of enquiry."
    done = "The copy is in the timetable."

    @property
    def heading(self):
        return f"Copy “{self.session.title}”"

    def form_kwargs(self):
        return {"challenge": self.challenge, "initial": {"starts": self.session.starts}}

    def act(self, form):
        data = form.cleaned_data
        actions.copy_session(session=self.session, day=data["day"], starts=data["starts"], by=self.by, at=self.at)


class GroupSizes(Form):
    """How many people each group has at the host."""

    permission = "reviews.edit_timetable"
    form_class = GroupSizesForm
    trail = (TIMETABLE,)
    heading = "How many people are in each group?"
    says = (
        "Give the host’s own numbers for the groups the team will meet. In a small group somebody could be "
        "recognised by what was said, so a note from it is kept under a broader group instead."
    )
    done = "The numbers are saved."

    def form_kwargs(self):
        return {"challenge": self.challenge}

    def act(self, form):
        actions.set_group_sizes(challenge=self.challenge, sizes=form.cleaned_data, by=self.by, at=self.at)
