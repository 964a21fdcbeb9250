"""One's own page: details, training, interests, absences. Everybody has one."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from people import queries
from people.actions import own, pool
from people.forms.own import AbsenceForm, InterestForm
from people.forms.pool import OwnDetailsForm
from people.views.base import ActView, FormView, PageView
from people.views.edit import EditView


class Own:
    """A page about oneself."""

    permission = "people.edit_own_profile"
    frame = "base.html"

    def load(self):
        self.person = self.request.user.person
        if self.person is None:
            raise Http404

    def context(self):
        return {"person": self.person, **super().context()}

    def after(self):
        return reverse("people:profile")


class ProfileView(Own, PageView):
    """What the service knows of one, and where to change it."""

    template_name = "people/profile.html"

    def context(self):
        return {**super().context(), **queries.known_of(self.person, self.today), "today": self.today}


class EditProfileView(Own, EditView):
    """Change one's own details."""

    template_name = "people/edit_profile.html"
    form_class = OwnDetailsForm
    done = "Your details are saved."

    def thing(self):
        return self.person

    def edit(self, form):
        pool.edit_contact(person=self.person, facts=form.facts(), version=form.edited_version, by=self.by, at=self.at)


class AddInterestView(Own, FormView):
    """Declare a tie to a body."""

    template_name = "people/add_interest.html"
    form_class = InterestForm
    done = "The interest is declared."

    def act(self, form):
        own.add_interest(person=self.person, facts=form.facts(), by=self.by, at=self.at)


class OfInterest(Own):
    """A page about one of one's own interests."""

    def load(self):
        super().load()
        rows = self.person.interests.select_related("body", "changed_by")
        self.interest = get_object_or_404(rows, ref=self.kwargs["ref"])

    def asked_about(self):
        return self.interest

    def context(self):
        return {**super().context(), "interest": self.interest, "cancel_url": self.after()}


class CorrectInterestView(OfInterest, EditView):
    """Put a tie right that was declared wrongly."""

    template_name = "people/record.html"
    form_class = InterestForm
    heading, submit = "Correct an interest", "Save"
    done = "The interest is corrected."

    def thing(self):
        return self.interest

    def edit(self, form):
        own.correct_interest(
            interest=self.interest, facts=form.facts(), version=form.edited_version, by=self.by, at=self.at
        )


class EndInterestView(OfInterest, ActView):
    """Say that a tie no longer holds."""

    template_name = "people/end_interest.html"
    done = "The interest has ended. It stays on record."

    def act(self):
        own.end_interest(interest=self.interest, by=self.by, at=self.at)


class AddAbsenceView(Own, FormView):
    """Keep days on which one cannot travel."""

    template_name = "people/add_absence.html"
    form_class = AbsenceForm
    done = "The days are kept free."

    def act(self, form):
        own.add_absence(person=self.person, **form.facts(), by=self.by, at=self.at)


class OfAbsence(Own):
    """A page about some of one's own days away."""

    def load(self):
        super().load()
        self.absence = get_object_or_404(self.person.absences.select_related("changed_by"), ref=self.kwargs["ref"])

    def asked_about(self):
        return self.absence

    def context(self):
        return {**super().context(), "absence": self.absence, "cancel_url": self.after()}


class CorrectAbsenceView(OfAbsence, EditView):
    """Move days away, or put their reason right."""

    template_name = "people/record.html"
    form_class = AbsenceForm
    heading, submit = "Change days away", "Save"
    done = "The days away are changed."

    def thing(self):
        return self.absence

    def edit(self, form):
        own.correct_absence(
            absence=self.absence, facts=form.facts(), version=form.edited_version, by=self.by, at=self.at
        )


class RemoveAbsenceView(OfAbsence, ActView):
    """Free the days again."""

    template_name = "people/remove_absence.html"
    done = "You can be asked for these days again."

    def act(self):
        own.remove_absence(absence=self.absence, by=self.by, at=self.at)
