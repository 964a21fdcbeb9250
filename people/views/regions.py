"""Regions and their programmes: what an administrator sets up before anybody can coordinate."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse

from people.actions import bodies
from people.forms.bodies import ProgrammeForm, RegionForm
from people.models import Region
from people.views.base import FormView, PageView

PAGE = 50


class SetUp:
    """A page of setting up."""

    permission = "people.set_up"

    def after(self):
        return reverse("people:regions")


class OfRegion(SetUp):
    """A page about one region. The address carries its ref."""

    def load(self):
        self.region = get_object_or_404(Region.objects.visible_to(self.request.user), ref=self.kwargs["ref"])

    def context(self):
        return {"region": self.region, **super().context()}


class RegionsView(SetUp, PageView):
    """Every region with its programmes."""

    template_name = "people/regions.html"
    section = "regions"

    def context(self):
        found = Region.objects.visible_to(self.request.user).prefetch_related("programmes").order_by("name")
        return {"page": Paginator(found, PAGE).get_page(self.request.GET.get("page"))}


class AddRegionView(SetUp, FormView):
    """Add a region."""

    template_name = "people/add_region.html"
    form_class = RegionForm
    done = "The region is added. Add its first programme next."

    def act(self, form):
        bodies.add_region(name=form.cleaned_data["name"], by=self.by, at=self.at)


class RenameRegionView(OfRegion, FormView):
    """Rename a region."""

    template_name = "people/rename_region.html"
    form_class = RegionForm
    done = "The region is renamed."

    def form_kwargs(self):
        return {"initial": {"name": self.region.name}}

    def act(self, form):
        bodies.rename_region(region=self.region, name=form.cleaned_data["name"], by=self.by, at=self.at)


class AddProgrammeView(OfRegion, FormView):
    """Add a programme to a region."""

    template_name = "people/add_programme.html"
    form_class = ProgrammeForm
    done = "The programme is added. Give somebody the role of its coordinator next."

    def act(self, form):
        bodies.add_programme(region=self.region, **form.cleaned_data, by=self.by, at=self.at)
