"""A form posted after its session expired: carried by the sign-in page, kept nowhere on the server.

Each page with a form marks whose it is. When it is posted by nobody, what was typed goes back to
the browser encrypted, travels through every step of signing in, and is shown again only to the
person whose mark it carries. Nothing is saved until they send the form again.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.crypto import constant_time_compare, salted_hmac

MARK = "form_of"  # the hidden field that says whose form it is
KEPT = "kept"  # the hidden field that carries what was typed
LASTS = 24 * 60 * 60
MOST_BYTES = 1_500_000  # what a browser may be asked to post back with a sign-in
LEFT_OUT = {MARK, KEPT, "csrfmiddlewaretoken"}


@dataclass(frozen=True)
class KeptForm:
    """What was typed, where it was going, and whether files went with it (they cannot be carried)."""

    mark: str
    path: str
    fields: list[tuple[str, str]]
    had_files: bool

    def belongs_to(self, user: Any) -> bool:
        """Whether the form was this person's."""
        return user.is_authenticated and constant_time_compare(self.mark, mark_of(user))

    def data(self) -> QueryDict:
        """Return what was typed as a form posts it, marked as not yet to be saved."""
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        data[KEPT] = "1"
        return data


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"people.kept:" + key.encode()).digest())) for key in keys]
    )


def mark_of(user: Any) -> str:
    """Return the mark of a person's forms: the same each time, and telling nobody who it is."""
    return salted_hmac("people.kept", str(user.pk), algorithm="sha256").hexdigest()


def keep(request: HttpRequest) -> str:
    """Return a posted form encrypted, or nothing when it carries no mark or is too long to carry."""
    mark = request.POST.get(MARK, "")
    if not mark:
        return ""
    fields = [(name, value) for name, values in request.POST.lists() if name not in LEFT_OUT for value in values]
    form = {"mark": mark, "path": request.get_full_path(), "fields": fields, "had_files": bool(request.FILES)}
    sealed = _cipher().encrypt(json.dumps(form).encode()).decode()
    return sealed if len(sealed) <= MOST_BYTES else ""


def unpack(sealed: str) -> KeptForm | None:
    """Read a kept form back; None when it is not ours or older than a day."""
    try:
        form = json.loads(_cipher().decrypt(sealed.encode(), ttl=LASTS))
    except (InvalidToken, ValueError):
        return None
    return KeptForm(form["mark"], form["path"], [(name, value) for name, value in form["fields"]], form["had_files"])
