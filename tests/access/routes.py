"""Every address the product answers, with the view behind it."""

from django.urls import URLPattern, get_resolver

from cycles.kinds import every
from cycles.models import Shape

# Sign-in itself: the library's own pages, for everybody or for oneself, and nothing of a challenge.
LIBRARY = ("allauth.", "django.")


def _walk(patterns, namespace=""):
    for entry in patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry
        else:
            deeper = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry.url_patterns, deeper)


def view_of(pattern):
    """Return the class (or function) that answers."""
    return getattr(pattern.callback, "view_class", pattern.callback)


def kind_of(view):
    """Return the first kind of shapes a page is of: the others answer that it is not there."""
    applies = getattr(view, "applies", every)
    return next(kind for kind in Shape.Kind.values if applies(kind))


def in_kinds(world, views):
    """Yield the name of every page, having made the challenge one of a kind that has it."""
    for kind in Shape.Kind.values:
        names = [name for name, view in views.items() if kind_of(view) == kind]
        if names:
            Shape.objects.filter(pk=world.shape.pk).update(kind=kind)
        yield from names
    Shape.objects.filter(pk=world.shape.pk).update(kind=world.shape.kind)


def all_routes():
    """Yield (name, pattern) of every route, the library's among them."""
    # Addresses without a name are the library's own that are closed here: 404 for everybody.
    return ((name, pattern) for name, pattern in _walk(get_resolver().url_patterns) if pattern.name)


def own_routes():
    """Yield (name, view class) of every route that is ours, debug-only pages included."""
    for name, pattern in all_routes():
        if not view_of(pattern).__module__.startswith(LIBRARY):
            yield name, view_of(pattern)
