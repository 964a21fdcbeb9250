"""What a person is called on a device: always the same, and nothing anybody else is called by."""

import hashlib

from people.models import Person


def name_of(person: Person) -> str:
    """Return a hash of the person's random ref. It grants nothing: who acts is whoever is signed in.

    No secret goes into it: were it to change with a rotated key, every device would hold its notes
    back as somebody else's.
    """
    return hashlib.sha256(f"capture {person.ref}".encode()).hexdigest()[:32]
