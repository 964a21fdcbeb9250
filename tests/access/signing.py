"""Sign-in for the walk: whoever was signed in is not read from the database again before each of thousands of requests.

The doors stay the product's own; only where the session and the login come from is shorter. A session
is as it was at sign-in, so what one request leaves in it no other finds.
"""

import copy

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.test import Client

BACKEND = "tests.access.signing.Backend"
SESSIONS, LOGINS = {}, {}


def sign_in(client, user):
    """Sign somebody in for the rest of the walk."""
    client.force_login(user, backend=BACKEND)
    session = client.session
    SESSIONS[session.session_key] = dict(session.items())


def forget():
    """Let everybody out: the next walk has a world of its own."""
    SESSIONS.clear()
    LOGINS.clear()


class Asker(Client):
    """A client that asks and keeps cookies, and leaves out the record of templates that nobody reads here."""

    def request(self, **request):
        response = self.handler(self._base_environ(**request))
        self.cookies.update(response.cookies)
        return response


class SessionStore(db.SessionStore):
    """A session in the database, which is read there only if it began after the sign-in of the walk."""

    def load(self):
        """Return what the session holds."""
        known = SESSIONS.get(self.session_key)
        return super().load() if known is None else copy.copy(known)


class Backend(AuthenticationBackend):
    """The product's sign-in, with each login read once."""

    def get_user(self, user_id):
        """Return the login as no request has touched it yet."""
        if user_id not in LOGINS:
            LOGINS[user_id] = super().get_user(user_id)
        user = copy.copy(LOGINS[user_id])
        user.person = copy.copy(user.person)
        return user
