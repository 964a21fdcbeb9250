"""Drafts of a cycle's plan: the list, one as a board, as a table and as a file, and its steps."""

from functools import cached_property

from django.http import HttpResponse
from django.urls import reverse

from cycles.policy import policy_of
from cycles.views.base import OfCycle, paged
from people import sheets
from people.views.base import FormView, PageView, SignedInView
from planning.actions import drafts as actions
from planning.board import DraftBoard
from planning.forms.drafts import BeginForm, ShownForm
from planning.lines import counted, lines_of, months_of
from planning.models import Draft
from planning.queries.drafts import answers_of, challenges_of, closed_for, is_behind, last_step
from planning.summary import Panel, Sums

from .base import OfDraft


class DraftsView(OfCycle, PageView):
    """Every draft of a cycle, those being made first."""

    template_name = "planning/drafts.html"
    tab = "planning:drafts"

    def context(self):
        drafts = Draft.objects.visible_to(self.request.user).filter(cycle=self.cycle)
        return {**super().context(), "page": paged(self.request, drafts.open_first().select_related("made_by"))}


class BeginView(OfCycle, FormView):
    """Begin a draft from the plan as it stands."""

    template_name = "planning/begin.html"
    form_class = BeginForm
    done = "The draft begins with the plan as it stands. Nothing is sent until you release it."

    def context(self):
        return {
            "form": self.form(),
            "cancel_url": reverse("planning:drafts", args=[self.cycle.ref]),
            **super().context(),
        }

    def act(self, form):
        self.draft = actions.begin(cycle=self.cycle, reason=form.cleaned_data["reason"], by=self.by, at=self.at)

    def after(self):
        return reverse("planning:draft", args=[self.draft.ref])


class LinesView(OfDraft):
    """A page that shows the draft line by line."""

    @cached_property
    def lines(self):
        lines = lines_of(self.judged, challenges_of(self.draft, self.judged.sketch))
        kept = f"?{self.kept}" if self.kept else ""
        for line in lines:
            line.is_chosen = str(line.key) == self.request.GET.get("visit")
            line.url = f"{self.front}{kept or '?'}{'&' if kept else ''}visit={line.key}#visit"
            line.move_url = reverse("planning:move", args=[self.draft.ref, line.key]) + kept
        return lines

    def context(self):
        return {**super().context(), "lines": self.lines, "counted": counted(self.lines), "judged": self.judged}


class DraftView(LinesView, PageView):
    """The draft as a timeline of weeks; on a phone as a list by month."""

    template_name = "planning/draft.html"

    @cached_property
    def closed(self):
        """The closed days of the hosts."""
        return closed_for(self.cycle, self.judged.sketch)

    def context(self):
        form = ShownForm(self.request.GET)
        shown = [line for line in self.lines if self._is_wanted(line, form)]
        return {
            **super().context(),
            "filters": form,
            "board": self._board(shown),
            "months": months_of(shown),
            "changed": sum(line.is_changed for line in self.lines),
            "attention": sum(line.needs_attention for line in self.lines),
            "panel": self._panel(),
            "last_step": last_step(self.draft),
            "is_behind": is_behind(self.draft, self.closed),
            "sums": Sums(self.judged),
            "kept": f"?{self.kept}" if self.kept else "",
        }

    def _is_wanted(self, line, form):
        wanted = form.cleaned_data if form.is_valid() else {}
        return (line.is_changed or not wanted.get("changed")) and (line.needs_attention or not wanted.get("attention"))

    def _board(self, shown):
        weeks = policy_of(self.cycle.programme)["publish_weeks"]
        return DraftBoard(self.cycle, shown, self.closed, self.today, publish_weeks=weeks, near=self.near)

    @property
    def near(self):
        """Whether six months fill the width, and not all eighteen."""
        return self.request.GET.get("zoom") == "6"

    @property
    def zooms(self):
        """The addresses of both widths, all else the same."""
        far = self.request.GET.copy()
        far.pop("zoom", None)
        query = far.urlencode()
        return {
            "far": f"{self.front}?{query}" if query else self.front,
            "near": f"{self.front}?{query}{'&' if query else ''}zoom=6",
        }

    def _panel(self):
        line = next((line for line in self.lines if line.is_chosen), None)
        if line is None:
            return None
        return Panel(self.judged, line, answers_of(line.visit))


class TableView(LinesView, PageView):
    """Every line of the picture as a table, which also prints and reads aloud."""

    template_name = "planning/draft_table.html"

    def context(self):
        return {**super().context(), "page": paged(self.request, self.lines, 50)}


class FileView(LinesView, SignedInView):
    """The same as a CSV file."""

    HEADINGS = (
        "Host",
        "Topic",
        "First day",
        "Last day",
        "Was from",
        "Was until",
        "Team",
        "Empty places",
        "Points",
        "Breaches",
    )

    def get(self, request, *args, **kwargs):
        data = sheets.write_csv(list(self.HEADINGS), [self._row(line) for line in self.lines])
        response = HttpResponse(data, content_type=sheets.CSV_TYPE)
        response["Content-Disposition"] = f'attachment; filename="draft-{self.draft.number}.csv"'
        return response

    def _row(self, line):
        was = line.was
        days = [line.visit.starts_on, line.visit.ends_on, was and was.starts_on, was and was.ends_on]
        return [
            line.host,
            line.visit.topic,
            *(day.isoformat() if day else "" for day in days),
            ", ".join(line.team),
            str(line.visit.empty),
            str(line.cost),
            " ".join(line.breaches),
        ]


class StepsView(OfDraft, PageView):
    """Everything that was done to the draft, newest first."""

    template_name = "planning/draft_steps.html"

    def context(self):
        steps = self.draft.steps.select_related("by").order_by("-number")
        return {**super().context(), "page": paged(self.request, steps)}
