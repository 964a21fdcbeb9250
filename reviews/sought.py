"""Words looked for among notes, sealed so that they may stand in an address (ADR 12).

Whoever reads the address in a history or a log reads nothing. The key is the challenge's own and
the person is bound in: nobody else's address opens, and none opens once the notes are destroyed.
"""

import base64
import binascii

from people.models import Person

from .vault import KeyMissing, Vault

NAME = "words"  # how the address calls them
MOST_LETTERS = 100
_BELONGS = "reviews_sought"


def sealed(words: str, vault: Vault, person: Person) -> str:
    """Return words for an address. They are padded, so that short ones look as long as others."""
    return base64.urlsafe_b64encode(vault.seal(words.ljust(MOST_LETTERS), _BELONGS, person.pk)).decode()


def opened(text: str, vault: Vault, person: Person) -> str | None:
    """Return the words of an address, or None when they are not this person's to read."""
    try:
        return vault.open(base64.urlsafe_b64decode(text), _BELONGS, person.pk).strip()
    except (binascii.Error, ValueError, KeyMissing):
        return None
