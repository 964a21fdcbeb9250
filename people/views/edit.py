"""A page that edits a thing two people may have open at once."""

from people.models.versioned import Stale
from people.views.base import FormView


class EditView(FormView):
    """Edits one versioned thing; a stale edit is told who changed what, and keeps the text."""

    def thing(self):
        """Return what is edited."""
        raise NotImplementedError  # each page says its own

    def form_kwargs(self):
        return {"thing": self.thing()}

    def edit(self, form):
        """Call the one action. It may raise Stale or another Refusal."""
        raise NotImplementedError  # each page says its own

    def act(self, form):
        try:
            self.edit(form)
        except Stale as stale:
            form.go_on_from(stale.version)
            raise
