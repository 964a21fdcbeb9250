"""The pool as a coordinator keeps it: who there is, what they bring, whether they may be seated."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse

from people import queries
from people.actions import pool
from people.forms.pool import PersonForm, PoolFilter
from people.models import Membership, Person
from people.models.person import FOR_EVER, SOON
from people.views.base import FormView, PageView
from people.views.edit import EditView

PAGE = 50


class OfPerson:
    """A page about one person. The address carries their ref."""

    def load(self):
        found = Person.objects.visible_to(self.request.user).select_related("home", "profile", "user", "changed_by")
        self.person = get_object_or_404(found, ref=self.kwargs["ref"])

    def context(self):
        return {"person": self.person, **super().context()}


class PoolView(PageView):
    """Everybody who may be asked, filtered, fifty a page."""

    permission = "people.keep_pool"
    template_name = "people/pool.html"
    section = "pool"

    def context(self):
        form = PoolFilter(self.request.GET)
        chosen = form.chosen()
        visible = Person.objects.visible_to(self.request.user).with_training(self.today)
        found = visible.chosen(day=self.today, **chosen).with_load().select_related("home", "profile")
        page = Paginator(found.order_by("name", "pk"), PAGE).get_page(self.request.GET.get("page"))
        asked = [(name, value) for name, value in self.request.GET.items() if name != "page" and value]
        return {
            "form": form,
            "page": page,
            "query": urlencode(asked) + "&" if asked else "",
            "is_filtered": bool(asked),
            "for_ever": FOR_EVER,
            "soon": self.today + SOON,
        }


class PersonView(OfPerson, PageView):
    """All that is known of one person in the pool."""

    permission = "people.keep_pool"
    template_name = "people/person.html"

    def context(self):
        return {
            **super().context(),
            **queries.known_of(self.person, self.today),
            "memberships": Membership.objects.visible_to(self.request.user).of(self.person).by_date(),
            "today": self.today,
        }


class AddPersonView(FormView):
    """Add somebody to the people, and to the pool."""

    permission = "people.keep_pool"
    template_name = "people/add_person.html"
    form_class = PersonForm
    done = "The person is added. They cannot sign in until you invite them."

    def form_kwargs(self):
        return {"initial": {"in_pool": True}}

    def act(self, form):
        self.person = pool.add_person(facts=form.facts(), by=self.by, at=self.at)

    def after(self):
        return reverse("people:person", args=[self.person.ref])


class EditPersonView(OfPerson, EditView):
    """Change somebody and their profile."""

    permission = "people.keep_pool"
    template_name = "people/edit_person.html"
    form_class = PersonForm
    done = "The changes are saved."

    def thing(self):
        return self.person

    def edit(self, form):
        pool.edit_person(person=self.person, facts=form.facts(), version=form.edited_version, by=self.by, at=self.at)

    def after(self):
        return reverse("people:person", args=[self.person.ref])
