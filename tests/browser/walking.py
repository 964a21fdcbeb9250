"""Which pages there are to look at: every address of every floor, in a state that shows it, as who may."""

from django.urls import reverse

from cycles.models import State
from people.views.base import FormView
from tests.access import oracle
from tests.access.routes import own_routes
from tests.access.samples import all_samples

# Between them these states show nearly every page. A page is looked at in the first that shows it, ...
STATES = [
    State.ON_SITE,
    State.ACCURACY,
    State.PUBLISHED,
    State.PREPARING,
]
# ... but these say something else in every state.
TELLING = {"cycles:challenge", "home", "cycles:timeline", "reports:report", "reviews:findings", "reviews:destruction"}
# Files, feeds, and addresses that only send on.
NO_PAGES = {
    "cycles:coverage_file",
    "cycles:export_periods",
    "people:export_pool",
    "people:export_bodies",
    "people:pool_template",
    "people:bodies_template",
    "reports:download",
    "reports:draft_pdf",
    "reports:feed",
    "reviews:download_document",
}
READERS = ["rana", "tom", "petra", "ben", "carys", "mina", "olu", "nia", "idris", "grace", "ada", "sam", None]


def reader_of(permission, sample, state):
    """Return the first of the cast who may see a page in a state, or False."""
    for key in READERS:
        if sample.get("only", key) != key:
            continue
        own = sample.get("own")
        if own is not None and own != key and sample.get("kwargs"):
            continue
        if oracle.decided(permission, key, state, own=own):
            return key
    return False


def pages_of(world, state):
    """Yield (name, address, reader, has a form) of every page first shown in this state, and of the telling ones."""
    views = dict(own_routes())
    for name, make in all_samples().items():
        sample, permission = make(world), views[name].permission
        if name in NO_PAGES or sample.get("get", 200) != 200:
            continue
        shown = [one for one in STATES if one in sample.get("states", STATES)]
        first = next((one for one in shown if reader_of(permission, sample, one) is not False), None)
        if state != first and not (name in TELLING and state in shown):
            continue
        reader = reader_of(permission, sample, state)
        if reader is False:
            continue
        address = reverse(name, kwargs=sample.get("kwargs") or {}) + sample.get("query", "")
        yield name, address, reader, issubclass(views[name], FormView)
