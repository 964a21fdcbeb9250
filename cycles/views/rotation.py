"""The triad and quartet days of a cycle: a proposal of who leads and observes, and how fair it has been."""

from cycles.rotation import as_tables, owed, rotation_of
from people.views.base import PageView

from .base import OfCycle

ROLES = [{"label": "Hosts"}, {"label": "Should lead"}, {"label": "Should observe"}]
COUNTS = [{"label": "Authority"}, *({"label": label, "is_number": True} for label in ("Hosted", "Led", "Observed"))]


class RotationView(OfCycle, PageView):
    """Each shared day with its rotation, and what each authority did over the cycles."""

    template_name = "cycles/rotation.html"
    tab = "cycles:rotation"

    def context(self):
        rotation = rotation_of(self.cycle)
        days, counts = as_tables(rotation)
        shown = {"days": days, "roles": ROLES, "counts": counts, "columns": COUNTS, "owed": list(owed(rotation))}
        return {**super().context(), **shown}
