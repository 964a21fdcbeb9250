"""Bodies of the regions one coordinates: listed, added, changed, dated."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse

from people.actions import bodies
from people.forms.bodies import BodyForm
from people.models import Body, BodyTie, Region
from people.views.base import FormView, PageView
from people.views.edit import EditView

PAGE = 50


class OfBody:
    """A page about one body. The address carries its ref."""

    permission = "people.keep_pool"

    def load(self):
        found = Body.objects.visible_to(self.request.user)
        self.body = get_object_or_404(
            found.select_related("region", "accountable", "successor", "changed_by"), ref=self.kwargs["ref"]
        )

    def context(self):
        return {"body": self.body, **super().context()}


class BodiesView(PageView):
    """Every body of one's regions, fifty a page."""

    permission = "people.keep_pool"
    template_name = "people/bodies.html"
    section = "bodies"

    def context(self):
        text = self.request.GET.get("q", "").strip()
        found = Body.objects.visible_to(self.request.user).matching(text).with_people().select_related("region")
        page = Paginator(found.order_by("name", "pk"), PAGE).get_page(self.request.GET.get("page"))
        return {"page": page, "q": text, "query": urlencode({"q": text}) + "&" if text else "", "today": self.today}


class BodyView(OfBody, PageView):
    """One body: its dates, what it comes from and goes to, who works there."""

    template_name = "people/body.html"

    def context(self):
        people = Paginator(self.body.people.order_by("name", "pk"), PAGE)
        return {
            **super().context(),
            "page": people.get_page(self.request.GET.get("page")),
            "predecessors": self.body.predecessors.order_by("name"),
            "delivery_bodies": self.body.delivery_bodies.order_by("name"),
            "ties": self._ties(),
            "today": self.today,
        }

    def _ties(self):
        """Return each tie with the body at its other end, by kind and name."""
        ties = [(tie, tie.beside(self.body)) for tie in BodyTie.objects.of(self.body)]
        return sorted(ties, key=lambda pair: (pair[0].kind, pair[1].name))


class AddBodyView(FormView):
    """Add a body to one of one's regions."""

    permission = "people.keep_pool"
    template_name = "people/add_body.html"
    form_class = BodyForm
    done = "The body is added."

    def form_kwargs(self):
        return {"regions": Region.objects.visible_to(self.request.user)}

    def act(self, form):
        facts = form.facts()
        self.body = bodies.add_body(region=facts.pop("region"), facts=facts, by=self.by, at=self.at)

    def after(self):
        return reverse("people:body", args=[self.body.ref])


class EditBodyView(OfBody, EditView):
    """Change a body."""

    template_name = "people/edit_body.html"
    form_class = BodyForm
    done = "The changes are saved."

    def thing(self):
        return self.body

    def form_kwargs(self):
        return {**super().form_kwargs(), "regions": Region.objects.visible_to(self.request.user)}

    def edit(self, form):
        bodies.edit_body(body=self.body, facts=form.facts(), version=form.edited_version, by=self.by, at=self.at)

    def after(self):
        return reverse("people:body", args=[self.body.ref])
