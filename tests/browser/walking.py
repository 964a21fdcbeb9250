"""Which pages there are to look at: every address in every state as each of the cast, and every form sent wrongly.

`./peer soak` asks for all of it. `./peer test` asks for each page as the first of the cast who may see
it, in the first state that shows it, and in every state for the pages that say something else in each.
"""

import re

from django.db import transaction
from django.urls import reverse

from cycles.models import State
from cycles.views.base import OfChallenge
from people.views.base import FormView
from tests.access import oracle
from tests.access.routes import all_routes, in_kinds, own_routes
from tests.access.samples import all_samples
from tests.access.signing import Asker
from tests.browser.drawn import Drawn
from tests.soak import SOAK

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
READERS = ["rana", "tom", "petra", "ben", "carys", "mina", "olu", "nia", "idris", "grace", "ada", "joan", "sam", None]
# A page is looked at in the first of these that shows it, ...
ORDER = [State.ON_SITE, State.ACCURACY, State.PUBLISHED, State.PREPARING, State.FINAL, State.DRAFTING, *State]
# ... but these say something else in every state, and to each of these.
TELLING = {"home", "cycles:challenge", "cycles:timeline", "cycles:team", "reports:report", "reviews:findings"}
TOLD = ["rana", "tom", "carys", "olu"]
WRONG = "?" * 6000  # no choice, no number, no date, too long for every text
KEPT = ("version", "_id")  # what the form says of itself
SEARCH = re.compile(r"<form[^>]*method=\"get\".*?</form>", re.DOTALL)
NAME = re.compile(r"\bname=\"(\w+)\"")
FIELD = re.compile(r"<input[^>]*>")


class Walk:
    """Asks for pages of one world and hands back what was drawn."""

    def __init__(self, world, state=None):
        self.world, self.state = world, state
        self.views = dict(own_routes())
        self.clients = {}

    def client(self, key):
        """Return the browser of one of the cast."""
        if key not in self.clients:
            self.clients[key] = Asker()
            if key:
                self.clients[key].force_login(getattr(self.world, key).user, backend=BACKEND)
        return self.clients[key]

    def get(self, name, address, key, **more):
        """Ask for a page; return what was drawn, or None if it is no page."""
        return drawn(name, key, address, self.client(key).get(address, **more))

    def post(self, name, address, key, data):
        """Send a form and take back what it did; return the page it came back as, or None when it went on."""
        client = self.client(key)
        kept = {cookie: morsel.value for cookie, morsel in client.cookies.items()}
        with transaction.atomic():
            response = client.post(address, data)
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.load(kept)
        return drawn(name, key, address, response)

    def routes(self):
        """Yield (name, address, sample, reader) of what to ask for in this state."""
        samples = all_samples()
        for name in in_kinds(self.world, self.views):
            sample = samples[name](self.world)
            if self.state not in sample.get("states", ORDER):
                continue
            address = reverse(name, kwargs=sample.get("kwargs") or {}) + sample.get("query", "")
            for key in self.readers(name, sample):
                yield name, address, sample, key

    def readers(self, name, sample):
        """Return who asks for a page in this state."""
        if SOAK:
            return READERS
        permission = self.views[name].permission
        shown = (one for one in ORDER if one in sample.get("states", ORDER))
        first = next((one for one in shown if reader_of(permission, sample, one) is not False), None)
        if name in TELLING:
            return [key for key in TOLD if oracle.decided(permission, key, self.state)]
        return [reader_of(permission, sample, self.state)] if self.state == first else []

    def pages(self):
        """Yield every page, every list searched in vain, and every form sent empty, wrongly and too late."""
        for name, address, sample, key in self.routes():
            page = self.get(name, address, key)
            if page is None:
                continue
            yield page
            if page.status == 200 and (found := self.searched(page)):
                yield found
            if page.status == 200 and self.sends(name, sample, key):
                yield from filter(None, (self.post(name, address, key, data) for data in wrongly(sample["post"])))

    def sends(self, name, sample, key):
        """Say whether to send the page's form wrongly: a form is the same to everybody, so one of the cast does."""
        if sample.get("post") is None or not issubclass(self.views[name], FormView):
            return False
        return not SOAK or key == reader_of(self.views[name].permission, sample, self.state)

    def searched(self, page):
        """Return a list as it is when nothing matches the words asked for."""
        fields = [field for form in SEARCH.findall(page.html) for field in FIELD.findall(form)]
        names = [NAME.search(field)[1] for field in fields if 'type="text"' in field or 'type="search"' in field]
        return names and self.get(f"{page.name} searched", f"{page.address}?{names[0]}=zzqx", page.reader)

    def bare_pages(self):
        """Yield the pages of a challenge that has nothing yet but its cast."""
        for name, pattern in all_routes():
            one = set(pattern.pattern.converters) == {"ref"}
            if one and name in self.views and issubclass(self.views[name], OfChallenge):
                address = reverse(name, args=[self.world.challenge.ref])
                yield from filter(None, (self.get(name, address, key) for key in self.some_readers(name)))

    def some_readers(self, name):
        """Return who asks for a page that needs no sample."""
        permission = self.views[name].permission
        may = [key for key in READERS if oracle.decided(permission, key, self.state)]
        return may if SOAK else may[:1]


def drawn(name, key, address, response):
    """Return an answer as a page, or None for a file, a redirect and anything else that is none."""
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return None
    if not response.content:
        return None
    policy = response.headers.get("Content-Security-Policy", "")
    return Drawn(name, key, address, response.status_code, response.content.decode(), policy)


def wrongly(data):
    """Yield what a form may be sent instead of what it asks for."""
    yield {}
    yield {key: value if key.endswith(KEPT) else WRONG for key, value in data.items()}
    if "version" in data:
        yield {**data, "version": 77}


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
