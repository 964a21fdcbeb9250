"""The indicators of a challenge: chosen, measured before and measured again."""

from followup import charts
from followup.actions import indicators as actions
from followup.forms.indicators import IndicatorForm, ValueForm
from followup.models import BASELINE
from followup.queries.indicators import measured, published_on

from .base import Act, Form, OfIndicator, Page, SharedForm


class Indicators(Page):
    """Every indicator with its baseline, its points, what stands beside, and a small chart."""

    permission = "followup.view_indicators"
    template_name = "followup/indicators.html"

    def context(self):
        published = published_on(self.challenge)
        rows = [
            {"measured": one, "chart": charts.drawing_of(one), "lines": lines_of(one, self.today)}
            for one in measured(self.challenge, published)
        ]
        return {
            **super().context(),
            "rows": rows,
            "published": published,
            "may_edit": self.may("edit_indicators"),
            "may_publish": self.request.user.has_perm("followup.keep_published_values", self.challenge),
            "full": len(rows) >= actions.MOST,
        }


def lines_of(measured, today):
    """Return the rows of the table beside a chart."""
    return [{"step": step, "status": "" if step.point else step.status(today)} for step in measured.steps]


class ChooseIndicator(Form):
    """Choosing one more measure."""

    permission = "followup.edit_indicators"
    trail = (("Indicators", "indicators"),)
    form_class = IndicatorForm
    heading = "Choose an indicator"
    says = "Choose what would show, a year from now, whether anything changed. A handful is enough."
    button = "Choose it"
    done = "The indicator is chosen. Set its baseline next."

    def act(self, form):
        actions.choose_indicator(challenge=self.challenge, by=self.by, at=self.at, **form.answers())


class ChangeIndicator(OfIndicator, SharedForm):
    """Changing what an indicator says of itself."""

    form_class = IndicatorForm
    heading = "Change the indicator"
    done = "The indicator is changed."

    def initial(self):
        return IndicatorForm.started_from(self.indicator)

    def change(self, form):
        actions.change_indicator(
            indicator=self.indicator, version=form.seen(), by=self.by, at=self.at, **form.answers()
        )


class DropIndicator(OfIndicator, Act):
    """Taking back a choice."""

    heading = "Drop this indicator?"
    says = "It leaves the list, and so does its baseline, which is not frozen yet. The timeline says so."
    button = "Drop it"
    done = "The indicator is dropped."

    def act(self):
        actions.drop_indicator(indicator=self.indicator, by=self.by, at=self.at)


class RecordValue(OfIndicator, Form):
    """Writing down the baseline or a point; a frozen one is superseded with a reason."""

    form_class = ValueForm
    template_name = "followup/record_value.html"
    button = "Save the value"
    done = "The value is written down."

    @property
    def heading(self):
        return f"Value of “{self.indicator}”"

    def form_kwargs(self):
        return {"initial": self.initial(), "indicator": self.indicator}

    def initial(self):
        months = self.request.GET.get("months", "")
        start = {"source": self.indicator.source}
        return {**start, "months": int(months)} if months in self.choices() else start

    def choices(self):
        return [str(months) for months in (BASELINE, *self.indicator.months)]

    def context(self):
        return {"indicator": self.indicator, "frozen": actions.is_frozen(self.indicator), **super().context()}

    def act(self, form):
        actions.record_value(indicator=self.indicator, by=self.by, at=self.at, **form.cleaned_data)
