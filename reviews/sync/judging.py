"""What is wrong with a note or a concern that reached the server, as a code of `sentences.py`."""

from collections.abc import Callable

from reviews.names import has_contact

from .operations import CHOICES, MOST_LETTERS

MOST_LETTERS_OF_CONCERN = 2_000
MOST_LETTERS_OF_WHOM = 120


def fault_of_note(body: dict, names_somebody: Callable[[str], bool]) -> str:
    """Return what its author must correct, or nothing."""
    text = body["text"]
    if not text:
        return "empty"
    if len(text) > MOST_LETTERS:
        return "too_long"
    if any(body[name] not in allowed for name, allowed in CHOICES.items()):
        return "incomplete"
    if body["verbatim"] and not body["quote_checked"]:
        return "unchecked_quote"
    if has_contact(text):
        return "contact"
    return "name" if names_somebody(text) else ""


def fault_of_concern(body: dict) -> str:
    """Return what is missing of an urgent concern, or nothing. Names in it hold nothing up."""
    if not body["text"]:
        return "empty"
    if len(body["text"]) > MOST_LETTERS_OF_CONCERN or len(body["told_whom"]) > MOST_LETTERS_OF_WHOM:
        return "too_long"
    return "" if body["told_whom"] else "nobody_told"
