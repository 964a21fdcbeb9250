"""Own view first: what one thinks of each line, then what the team thinks."""

from people.refusal import Refusal
from reviews.actions import emerging as actions
from reviews.forms.emerging import ViewsForm
from reviews.models import EmergingView
from reviews.queries import emerging as queries
from reviews.rules import sees_authors
from reviews.vault import vault_of

from .base import Form, Page

VIEWS = ("Emerging views", "emerging_views")


class EmergingViews(Page):
    """The matrix of agreement, shown to a writer once their own views of the day are written."""

    permission = "reviews.compare_views"
    template_name = "reviews/emerging_views.html"

    def context(self):
        days = queries.view_days(self.challenge.visit)
        self.now = queries.day_to_write(self.challenge.visit, self.today)
        self.day = self.chosen([day for day in days if self.now and day <= self.now])
        self.lines = list(self.challenge.lines.order_by("number"))
        return {
            **super().context(),
            "first_day": days[0],
            "days": [day for day in days if self.now and day <= self.now],
            "day": self.day,
            "is_now": self.day == self.now,
            "may_write": self.may("write_view"),
            **(self.matrix() if self.day else {}),
        }

    def chosen(self, days):
        """Return the day the address asks for, or the last there is; None before the first."""
        asked = {day.isoformat(): day for day in days}.get(self.request.GET.get("day", ""))
        return asked or (days[-1] if days else None)

    def matrix(self):
        """Return the day's views, or, while one's own are missing, only how many still write."""
        views = queries.Day(self.challenge, self.day, self.lines)
        writers = queries.writers_of(self.challenge)
        found = {"still_writing": views.still_writing(writers), "writers": len(writers), "owed": self.owed(views)}
        if found["owed"]:
            return {**found, "lines": self.lines}
        names = sees_authors(self.request.user, self.challenge)
        return {**found, "columns": views.columns(), "rows": views.rows(self.request.user, names=names)}

    def owed(self, views):
        """Return how many of one's own views are missing: on the day itself, or for a day gone by, today's."""
        if not self.may("write_view"):
            return 0
        today = views if self.day == self.now else queries.Day(self.challenge, self.now, self.lines)
        return today.owed_by(self.by.pk)


class WriteViews(Form):
    """One's own views of the day, all lines on one page."""

    permission = "reviews.write_view"
    form_class = ViewsForm
    template_name = "reviews/write_views.html"
    trail = (VIEWS,)

    def load(self):
        super().load()
        self.day = queries.day_to_write(self.challenge.visit, self.today)
        self.lines = list(self.challenge.lines.order_by("number"))

    def form_kwargs(self):
        rows = EmergingView.objects.filter(challenge=self.challenge, author=self.by, day=self.day)
        vault = vault_of(self.challenge) if rows else None
        started = {}
        for view in rows:
            ref = next(line.ref for line in self.lines if line.pk == view.line_id)
            started |= {f"leans_{ref}": view.leans, f"confidence_{ref}": view.confidence}
            started |= {f"text_{ref}": view.text(vault), f"seen_{ref}": view.revision}
        return {"lines": self.lines, "initial": started}

    def act(self, form):
        if self.day is None:
            first = queries.view_days(self.challenge.visit)[0]
            raise Refusal(f"Emerging views are written from {first:%-d %B} on. What you typed is still here.")
        try:
            kept = actions.write_views(
                challenge=self.challenge, day=self.day, views=form.typed(), by=self.by, at=self.at
            )
        except actions.StaleView as stale:
            form.catch_up(stale.line, stale.version)
            raise
        self.left = len(self.lines) - len(kept)

    @property
    def done(self):
        """Say whether the others' can be seen now."""
        return f"Saved. {self.left} still to write." if self.left else "Saved. Now see what the others think."
