"""Who may own an action."""

from people.models import Person


def person_with_login(address: str) -> Person | None:
    """Return who signs in with an address, or nothing (one query)."""
    return Person.objects.filter(user__is_active=True, email__iexact=address).first()
