"""Every route, in every state, as each of the cast and as the public, against the table.

GETs are all tried over HTTP. Writes that the table allows are tried and rolled back; writes it
denies are tried once per role and route. No answer may carry a canary its reader may not see, and
no GET may write but for sign-in sessions and when they were last seen.
"""

import logging
import re

import pytest
from django.db import connection, transaction
from django.urls import reverse

from cycles.models import State
from tests.access import oracle, signing
from tests.access.canaries import CANARIES
from tests.access.full import full_world
from tests.access.memory import remembered_finding, remembered_reads
from tests.access.routes import in_kinds, own_routes
from tests.access.samples import all_samples
from tests.world import ROLE_OF_CAST

pytestmark = pytest.mark.walk

# Amir holds what Petra holds; Joan, whose case data is off, is asked where that matters.
READERS = [None, *(key for key in ROLE_OF_CAST if key not in ("amir", "joan"))]
# What a GET may touch beside reading: the session, and that it was seen.
READS = re.compile(
    r"[\s(]*(SELECT|WITH|SAVEPOINT|RELEASE|ROLLBACK|DECLARE|CLOSE|FETCH)\b"
    r'|\s*(INSERT INTO|UPDATE|DELETE FROM) "?(django_session|usersessions_usersession)\b',
    re.IGNORECASE,
)
# Pages of the programme say the same whatever a challenge's state; three states prove it. A refusal says
# nothing at all, so one state proves that the table's cell, which knows no states, is empty.
ANY_STATE = (State.PROPOSED, State.ON_SITE, State.PUBLISHED)
REFUSING = State.ON_SITE
WRITTEN = {200, 204, 302, 409, 422}  # a refusal for another reason than rights is an answer, not a denial


class Walker:
    """Asks for every route in one world and notes what does not match the table."""

    def __init__(self, state):
        self.state = state
        self.world = full_world(state)
        self.views = dict(own_routes())
        self.samples = {name: make(self.world) for name, make in all_samples().items()}
        self.clients = {key: self._client(key) for key in [*READERS, "joan"]}
        self.wrong = []

    def _client(self, key):
        client = signing.Asker()
        if key:
            signing.sign_in(client, getattr(self.world, key).user)
        return client

    def routes(self):
        """Yield (name, permission, sample, url) of everything that can exist in this state."""
        for name in in_kinds(self.world, self.views):
            sample = self.samples[name]
            states = ANY_STATE if oracle.of_programme(self.views[name].permission) else list(State)
            if self.state in sample.get("states", states):
                url = reverse(name, kwargs=sample.get("kwargs") or {}) + sample.get("query", "")
                yield name, self.views[name].permission, sample, url

    def expected(self, permission, sample, key):
        """Return whether the table allows, and the statuses a denial may have."""
        allowed = oracle.decided(permission, key, self.state, own=sample.get("own"))
        if allowed and sample.get("only", key) != key:
            return None, {404}
        if key is None and "signed_out" in sample:
            return allowed, {sample["signed_out"]}
        return allowed, oracle.refusals(key, permission)

    def headers(self, sample, key):
        """Return the headers of a request, where an address asks for any."""
        return sample["headers"](getattr(self.world, key)) if key and "headers" in sample else {}

    def readers(self, permission):
        """Return who asks for a page."""
        matters = oracle.depends_on_case_data(permission)
        return [*READERS, "joan"] if matters else READERS

    def check(self, name, key, method, response, allowed, refusal, good):
        if allowed and response.status_code not in good:
            self.wrong.append(f"{method} {name} as {key}: allowed but {response.status_code}")
        if not allowed and response.status_code not in refusal:
            self.wrong.append(f"{method} {name} as {key}: must be {sorted(refusal)} but was {response.status_code}")
        self.look_for_canaries(name, key, method, response)

    def look_for_canaries(self, name, key, method, response):
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode("utf-8", "ignore") + str(response.headers)
        for canary, (permissions, own) in CANARIES.items():
            if canary in text and not any(
                oracle.decided(permission, key, self.state, own=own) for permission in permissions
            ):
                self.wrong.append(f"{method} {name} as {key}: shows {canary}")

    def get_all(self):
        for name, permission, sample, url in self.routes():
            for key in self.readers(permission):
                allowed, refusal = self.expected(permission, sample, key)
                if not allowed and oracle.of_programme(permission) and self.state != REFUSING:
                    continue
                with connection.execute_wrapper(self.only_reads(name, key)):
                    response = self.clients[key].get(url, headers=self.headers(sample, key))
                self.check(name, key, "GET", response, allowed, refusal, {sample.get("get", 200)})

    def only_reads(self, name, key):
        """Return a wrapper that notes every statement of a GET that writes."""

        def wrapper(execute, sql, params, many, context):
            if not READS.match(sql):
                self.wrong.append(f"GET {name} as {key}: writes by {sql[:60]}")
            return execute(sql, params, many, context)

        return wrapper

    def post_allowed(self):
        for name, permission, sample, url in self.routes():
            if sample.get("post") is None:
                continue
            for key in self.readers(permission):
                allowed, refusal = self.expected(permission, sample, key)
                if allowed:
                    response = self._post(key, url, sample)
                    self.check(name, key, "POST", response, allowed, refusal, WRITTEN)

    def post_denied(self):
        for name, permission, sample, url in self.routes():
            if sample.get("post") is None:
                continue
            for key in self.readers(permission):
                allowed, refusal = self.expected(permission, sample, key)
                if not allowed and self.asks_again(permission, key):
                    response = self._post(key, url, sample)
                    self.check(name, key, "POST", response, allowed, refusal, WRITTEN)

    def asks_again(self, permission, key):
        """Say whether to try a write that is denied: once for whoever never may, and in each state that is wrong."""
        ever = any(oracle.decided(permission, key, state) for state in State)
        return self.state == REFUSING or (ever and not oracle.of_programme(permission))

    def _post(self, key, url, sample):
        """Post in a transaction that is rolled back, so that every write meets the same world."""
        client = self.clients[key]
        signed_in = {name: morsel.value for name, morsel in client.cookies.items()}
        with transaction.atomic():
            method = getattr(client, sample.get("method", "post"))
            more = {"content_type": sample["content_type"]} if "content_type" in sample else {}
            post = sample["post"](getattr(self.world, key or "sam")) if callable(sample["post"]) else sample["post"]
            response = method(url, post, headers=self.headers(sample, key), **more)
            transaction.set_rollback(True)
        client.cookies.load(signed_in)  # signing out, or in as somebody else, is rolled back too
        return response


@pytest.fixture
def walker(db, clock, state, settings):
    settings.DEBUG_PROPAGATE_EXCEPTIONS = True
    settings.CELERY_BROKER_URL = "memory://"
    settings.ROOT_URLCONF = "tests.access.urls"
    settings.SESSION_ENGINE = "tests.access.signing"
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, signing.BACKEND]
    logging.disable(logging.WARNING)  # thousands of refusals, each with its traceback
    made = Walker(state)
    with remembered_finding():
        yield made
    signing.forget()
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("state", list(State))
def test_every_page_answers_as_the_table_says(walker):
    with remembered_reads():
        walker.get_all()
    assert walker.wrong == []


@pytest.mark.parametrize("state", list(State))
def test_every_allowed_write_is_allowed(walker):
    walker.post_allowed()
    assert walker.wrong == []


@pytest.mark.parametrize("state", [State.PROPOSED, State.ON_SITE, State.PUBLISHED])
def test_every_denied_write_is_denied(walker):
    with remembered_reads():
        walker.post_denied()
    assert walker.wrong == []
