"""The places of a shape: in their order, each with who may take it."""

from django.urls import reverse

from cycles.actions import places as actions
from cycles.forms.places import PlaceForm
from cycles.models import ShapePlace
from cycles.places import promised
from people.views.base import PageView

from .base import OfProgramme
from .programme import ProgrammeAct, ProgrammeForm


class OfShape(OfProgramme):
    """A page about one shape. The address carries its ref."""

    tab = "shapes"

    def load(self):
        super().load()
        self.shape = self.part(self.programme.shapes, "shape")

    def after(self):
        return reverse("cycles:places", args=[self.programme.ref, self.shape.ref])


class PlacesView(OfShape, PageView):
    """Every place the shape promises, set out or as its size has it."""

    template_name = "cycles/places.html"

    def context(self):
        places = promised(self.shape)
        return {**super().context(), "shape": self.shape, "places": places, "are_set_out": places[0].pk is not None}


class AddPlaceView(OfShape, ProgrammeForm):
    """Add a place at the end or anywhere in the order."""

    heading = "Add a place"
    form_class = PlaceForm
    done = "Place saved. The size of the team follows from its places."

    def form_kwargs(self):
        initial = {"place": len(promised(self.shape)) + 1, "role": "reviewer"}
        return {"instance": ShapePlace(shape=self.shape), "initial": initial}

    def act(self, form):
        actions.save_place(place=form.instance, number=form.cleaned_data["place"], by=self.by, at=self.at)


class EditPlaceView(AddPlaceView):
    """Change a place or move it."""

    heading = "Change a place"

    def form_kwargs(self):
        place = self.part(self.shape.places, "place")
        return {"instance": place, "initial": {"place": place.number}}


class RemovePlaceView(OfShape, ProgrammeAct):
    """Remove a place."""

    done = "Place removed."

    def load(self):
        super().load()
        self.place = self.part(self.shape.places, "place")

    def heading(self):
        return f"Remove place {self.place.number} of “{self.shape}” ({self.place.get_role_display().lower()})?"

    def act(self):
        actions.remove_place(place=self.place, by=self.by, at=self.at)


class ResetPlacesView(OfShape, ProgrammeAct):
    """Let the size of the team decide its places again."""

    submit = "Let the size decide"
    done = "The size of the team decides its places again."

    def heading(self):
        return f"Let the size of “{self.shape}” decide its places?"

    def act(self):
        actions.reset_places(shape=self.shape, by=self.by, at=self.at)
