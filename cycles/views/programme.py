"""A programme: its own answers to the policy's questions, its shapes and its frameworks of themes."""

from itertools import groupby

from django.http import Http404
from django.urls import reverse

from cycles.actions import programme as actions
from cycles.forms.programme import AddFrameworkForm, AnswerForm, FrameworkForm, ReasonForm, ShapeForm, ThemeForm
from cycles.kinds import usual
from cycles.models import Framework, Shape, Theme
from cycles.policy import QUESTIONS, answers_of
from people.refusal import Refusal
from people.views.base import ActView, FormView, PageView

from .base import OfProgramme, paged


class ProgrammeView(OfProgramme, PageView):
    """A programme's front page: its cycles and where its rules are kept."""

    template_name = "cycles/programme.html"
    tab = "programme"

    def context(self):
        cycles = paged(self.request, self.programme.cycles.order_by("-starts_on", "pk"))
        return {**super().context(), "cycles": cycles}


class SettingsView(OfProgramme, PageView):
    """Every question with its default, the reason for it, and the programme's own answer."""

    template_name = "cycles/programme_settings.html"
    tab = "settings"

    def context(self):
        answers = groupby(answers_of(self.programme), key=lambda answer: answer.question.group)
        return {**super().context(), "groups": [(heading, list(rows)) for heading, rows in answers]}


class OfQuestion(OfProgramme):
    """A page about one question of the policy."""

    tab = "settings"

    def load(self):
        super().load()
        if self.kwargs["key"] not in QUESTIONS:
            raise Http404
        self.answer = next(one for one in answers_of(self.programme) if one.question.key == self.kwargs["key"])

    def context(self):
        return {**super().context(), "answer": self.answer}

    def after(self):
        return reverse("cycles:settings", args=[self.programme.ref])


class AnswerView(OfQuestion, FormView):
    """Give the programme's own answer."""

    template_name = "cycles/programme_setting.html"
    form_class = AnswerForm
    done = "Saved. It holds from now on."

    def form_kwargs(self):
        return {"answer": self.answer}

    def act(self, form):
        try:
            actions.answer(
                programme=self.programme, key=self.kwargs["key"], by=self.by, at=self.at, **form.cleaned_data
            )
        except Refusal:
            self._remember_again(form)
            raise

    def _remember_again(self, form):
        """Whoever was told of the other's answer may save again."""
        self.load()
        form.data = {**form.data.dict(), "seen": self.answer.seen}


class ResetView(OfQuestion, FormView):
    """Let the default hold again."""

    template_name = "cycles/programme_reset.html"
    form_class = ReasonForm
    done = "The default holds again."

    def act(self, form):
        actions.reset(programme=self.programme, key=self.kwargs["key"], by=self.by, at=self.at, **form.cleaned_data)


class ShapesView(OfProgramme, PageView):
    """The shapes a challenge may take here."""

    template_name = "cycles/programme_shapes.html"
    tab = "shapes"

    def context(self):
        return {**super().context(), "shapes": self.programme.shapes.order_by("name"), "kinds": Shape.Kind.choices}


class ProgrammeForm(OfProgramme, FormView):
    """A plain question page of a programme."""

    template_name = "cycles/programme_form.html"
    heading = ""
    submit = "Save"
    back = "cycles:programme"

    def context(self):
        return {**super().context(), "heading": self.heading, "submit": self.submit, "cancel_url": self.after()}

    def after(self):
        return reverse(self.back, args=[self.programme.ref])


class AddShapeView(ProgrammeForm):
    """Add a shape."""

    tab, back, heading = "shapes", "cycles:shapes", "Add a shape"
    form_class = ShapeForm
    done = "Shape saved."

    def form_kwargs(self):
        return {"instance": Shape(programme=self.programme, **usual(self.request.GET.get("kind", "")))}

    def act(self, form):
        actions.save_shape(shape=form.instance, by=self.by, at=self.at)


class EditShapeView(AddShapeView):
    """Change a shape."""

    heading = "Change a shape"

    def form_kwargs(self):
        return {"instance": self.part(self.programme.shapes, "shape")}


class ProgrammeAct(OfProgramme, ActView):
    """A step of a programme that asks once more before it is taken."""

    template_name = "cycles/programme_confirm.html"
    back = "cycles:programme"
    submit = "Remove"

    def context(self):
        return {**super().context(), "heading": self.heading(), "submit": self.submit, "cancel_url": self.after()}

    def after(self):
        return reverse(self.back, args=[self.programme.ref])


class RemoveShapeView(ProgrammeAct):
    """Remove a shape no challenge has."""

    tab, back, done = "shapes", "cycles:shapes", "Shape removed."

    def load(self):
        super().load()
        self.shape = self.part(self.programme.shapes, "shape")

    def heading(self):
        return f"Remove the shape “{self.shape}”?"

    def act(self):
        actions.remove_shape(shape=self.shape, by=self.by, at=self.at)


class FrameworksView(OfProgramme, PageView):
    """The frameworks with their themes."""

    template_name = "cycles/programme_frameworks.html"
    tab = "frameworks"

    def context(self):
        return {**super().context(), "frameworks": self._frameworks()}

    def _frameworks(self):
        return self.programme.frameworks.with_themes().order_by("name")


class AddFrameworkView(ProgrammeForm):
    """Add a framework."""

    tab, back, heading = "frameworks", "cycles:frameworks", "Add a framework"
    form_class = AddFrameworkForm
    done = "Framework saved."

    def form_kwargs(self):
        return {"instance": Framework(programme=self.programme)}

    def act(self, form):
        known = form.cleaned_data.get("known", "")
        actions.save_framework(framework=form.instance, known=known, by=self.by, at=self.at)


class RenameFrameworkView(AddFrameworkView):
    """Rename a framework."""

    heading = "Rename the framework"
    form_class = FrameworkForm

    def form_kwargs(self):
        return {"instance": self.part(self.programme.frameworks, "framework")}


class RemoveFrameworkView(ProgrammeAct):
    """Remove a framework nothing stands on."""

    tab, back, done = "frameworks", "cycles:frameworks", "Framework removed."

    def load(self):
        super().load()
        self.framework = self.part(self.programme.frameworks, "framework")

    def heading(self):
        return f"Remove the framework “{self.framework}” and its themes?"

    def act(self):
        actions.remove_framework(framework=self.framework, by=self.by, at=self.at)


class AddThemeView(ProgrammeForm):
    """Add a theme at the end of a framework or anywhere in its order."""

    tab, back, heading = "frameworks", "cycles:frameworks", "Add a theme"
    form_class = ThemeForm
    done = "Theme saved."

    def load(self):
        super().load()
        self.framework = self.part(self.programme.frameworks, "framework")

    def form_kwargs(self):
        return {
            "instance": Theme(framework=self.framework),
            "initial": {"place": self.framework.themes.count() + 1},
        }

    def act(self, form):
        actions.save_theme(theme=form.instance, place=form.cleaned_data["place"], by=self.by, at=self.at)


class EditThemeView(AddThemeView):
    """Rename a theme or move it."""

    heading = "Change a theme"

    def form_kwargs(self):
        theme = self.part(self.framework.themes, "theme")
        return {"instance": theme, "initial": {"place": theme.number}}


class RemoveThemeView(ProgrammeAct):
    """Remove a theme nothing is grouped by."""

    tab, back, done = "frameworks", "cycles:frameworks", "Theme removed."

    def load(self):
        super().load()
        framework = self.part(self.programme.frameworks, "framework")
        self.theme = self.part(framework.themes, "theme")

    def heading(self):
        return f"Remove the theme “{self.theme}”?"

    def act(self):
        actions.remove_theme(theme=self.theme, by=self.by, at=self.at)
