"""Signing, agreeing, publishing, withholding, withdrawing."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cycles.rules import standing
from reports.actions import publishing as actions
from reports.actions.signing import sign
from reports.forms.publishing import WithdrawForm, WithholdForm
from reports.models import Publication, Report
from reports.queries import before_signing, written_in

from .base import Act, Form


class Sign(Act):
    """The lead signs the report as final."""

    permission = "reports.sign"
    template_name = "reports/sign.html"
    heading = "Sign the report as final"
    says = (
        "Its words can no longer be changed, by anybody. The editions are made from them, and the host decides on "
        "publication. There is no way back."
    )
    button = "Sign as final"
    done = "The report is signed. Its editions are being made."

    def context(self):
        report = Report.objects.filter(challenge=self.challenge).first() or Report(challenge=self.challenge)
        # Signing checks identities itself, against the words of this moment; the last check may be older.
        tasks = before_signing(report, self.challenge, written_in(report), sees_hits=False, today=self.today)
        return {**super().context(), "missing": [task for task in tasks if not task["is_done"]]}

    def act(self):
        sign(challenge=self.challenge, by=self.by, at=self.at)


class AgreeToPublish(Act):
    """A host body's own agreement."""

    permission = "reports.agree_to_publish"
    heading = "Agree to publication"
    button = "Agree"
    done = "Your agreement is recorded."

    def load(self):
        super().load()
        mine = standing(self.request.user, self.challenge).bodies
        self.bodies = [side.body for side in self.challenge.host_bodies.select_related("body") if side.body_id in mine]

    def ask(self):
        super().ask()
        if not self.bodies:
            raise PermissionDenied

    @property
    def says(self):
        return f"You agree for {' and '.join(map(str, self.bodies))} that the report may be published."

    def act(self):
        for body in self.bodies:
            actions.agree_to_publish(challenge=self.challenge, body=body, by=self.by, at=self.at)


class Publish(Act):
    """Makes the report public."""

    permission = "reports.publish"
    heading = "Publish the report"
    says = "It appears on the public register at once, as a web page and as a PDF, and those who wait for it are told."
    button = "Publish"
    done = "The report is public."

    published = False

    def act(self):
        actions.publish(challenge=self.challenge, by=self.by, at=self.at)
        self.published = True

    def after(self):
        """Go to the challenge once it is public: the working pages of the report are closed from then on."""
        return reverse("cycles:challenge", args=[self.challenge.ref]) if self.published else super().after()


class Withhold(Form):
    """Keeps the report from the register, with a reason and a day."""

    permission = "reports.publish"
    form_class = WithholdForm
    heading = "Withhold the report"
    says = (
        "The report stays unpublished. The reason and the day you will look again are shown to the host, the team and "
        "the coordinators."
    )
    button = "Withhold"
    done = "The report is withheld."

    def act(self, form):
        actions.withhold(challenge=self.challenge, by=self.by, at=self.at, **form.cleaned_data)


class WithdrawPublication(Form):
    """Takes a report off the register."""

    permission = "reports.withdraw_publication"
    form_class = WithdrawForm
    heading = "Withdraw the report from the register"
    says = (
        "Its page and files are gone at once, and its address says that it was withdrawn and, in your words, why: "
        "everybody reads them. The address is never reused."
    )
    button = "Withdraw"
    done = "The report is withdrawn."

    def load(self):
        super().load()
        rows = Publication.objects.select_related("report__challenge")
        self.publication = get_object_or_404(rows, report__challenge=self.challenge)

    def act(self, form):
        actions.withdraw_publication(
            publication=self.publication, reason=form.cleaned_data["reason"], by=self.by, at=self.at
        )

    def after(self):
        return reverse("cycles:challenge", args=[self.challenge.ref])
