"""A condition many rows share: that something was done has a person and a moment, both or neither."""

from django.db.models import Q


def by_and_at(what: str, **more: object) -> Q:
    """Return that `<what>_by` and `<what>_at` are both there, with what else must then hold, or neither is."""
    neither = {f"{what}_at": None, f"{what}_by": None}
    both = {f"{what}_at__isnull": False, f"{what}_by__isnull": False}
    return Q(**neither) | Q(**both, **more)
