"""A course somebody has done: recorded, corrected and removed by the coordinator or by themselves."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from people.actions import training
from people.forms.pool import TrainingForm
from people.views.base import ActView, FormView
from people.views.edit import EditView
from people.views.pool import OfPerson
from people.views.profile import Own


class OfCoordinator(OfPerson):
    """A page about the training of somebody in the pool."""

    permission = "people.keep_pool"
    frame = "people/section.html"

    def after(self):
        return reverse("people:person", args=[self.person.ref])


class AddTraining(FormView):
    """Record a course."""

    template_name = "people/record.html"
    form_class = TrainingForm
    heading, submit = "Record a course", "Record"
    done = "The training is recorded."

    def context(self):
        return {"cancel_url": self.after(), **super().context()}

    def act(self, form):
        training.add_training(person=self.person, facts=form.facts(), by=self.by, at=self.at)


class OfCourse:
    """A page about one course of the person the page is about; stands before what finds the person."""

    def load(self):
        super().load()
        courses = self.person.training.select_related("changed_by")
        self.course = get_object_or_404(courses, ref=self.kwargs["training"])

    def context(self):
        return {"cancel_url": self.after(), "course": self.course, **super().context()}


class CorrectTraining(EditView):
    """Put a course right."""

    template_name = "people/record.html"
    form_class = TrainingForm
    heading, submit = "Correct a course", "Save"
    done = "The training is corrected."

    def thing(self):
        return self.course

    def edit(self, form):
        training.correct_training(
            training=self.course, facts=form.facts(), version=form.edited_version, by=self.by, at=self.at
        )


class RemoveTraining(ActView):
    """Remove a course recorded by mistake."""

    template_name = "people/remove_training.html"
    done = "The training is removed."

    def act(self):
        training.remove_training(training=self.course, by=self.by, at=self.at)


class AddTrainingView(OfCoordinator, AddTraining):
    """Record a course somebody has done."""


class CorrectTrainingView(OfCourse, OfCoordinator, CorrectTraining):
    """Correct somebody's course."""


class RemoveTrainingView(OfCourse, OfCoordinator, RemoveTraining):
    """Remove somebody's course."""


class AddOwnTrainingView(Own, AddTraining):
    """Record a course one has done."""


class CorrectOwnTrainingView(OfCourse, Own, CorrectTraining):
    """Correct one's own course."""


class RemoveOwnTrainingView(OfCourse, Own, RemoveTraining):
    """Remove one's own course."""
