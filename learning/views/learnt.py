"""Pages of a cycle: themes, what was taken home; and where one of a team writes it down."""

from cycles.views.base import ChallengeForm, OfCycle, paged
from learning.actions import taking_home
from learning.forms.practice import TakeHomeForm
from learning.models import TakenHome
from learning.queries import themes as queries
from people.views.base import PageView


class Themes(OfCycle, PageView):
    """Strengths and areas for development by theme, over the cycles."""

    template_name = "learning/themes.html"
    permission = "learning.view_themes"
    tab = "learning:themes"

    def context(self):
        themes = queries.themes_of(self.cycle)
        columns, rows = queries.as_table(themes)
        return {
            **super().context(),
            "themes": themes,
            "columns": columns,
            "rows": rows,
            "charts": queries.as_bars(themes),
            "fewest": queries.FEWEST_HOSTS,
        }


class TakenHomePage(OfCycle, PageView):
    """What reviewers took home in this cycle."""

    template_name = "learning/taken_home.html"
    permission = "learning.read_taken_home"
    tab = "learning:taken_home"

    def context(self):
        rows = TakenHome.objects.visible_to(self.request.user).filter(challenge__cycle=self.cycle)
        rows = rows.select_related("person", "body", "challenge__host").order_by("-written_at", "-pk")
        return {**super().context(), "page": paged(self.request, rows)}


class TakeHome(ChallengeForm):
    """One's own sentence about a challenge one was in the team of."""

    template_name = "learning/take_home.html"
    permission = "learning.take_home"
    form_class = TakeHomeForm
    done = "Written down. Your authority’s sponsor and the coordinator can read it."

    def form_kwargs(self):
        own = TakenHome.objects.filter(challenge=self.challenge, person=self.by).first()
        return {"initial": {"text": own.text if own else ""}}

    def act(self, form):
        taking_home.take_home(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)
