"""What a code means, in words for the person who holds the device."""

SENTENCES = {
    # kept, but not just as it was sent
    "broader_group": "Kept under a broader group: the one you chose is too small to be told apart.",
    "line_gone": "Kept for the team: the line of enquiry you chose has been taken out.",
    "session_gone": "Kept without a session: the one you chose is not in the timetable any more.",
    # parked
    "another_body": "The same note was sent with other words. Both texts are safe: choose which is to stay.",
    "older_revision": "You changed this note on another device. Both texts are safe: choose which is to stay.",
    "deleted": "You deleted this note on another device. This text is safe: keep it as a note, or let it go.",
    # refused
    "empty": "Write what you found: this has no words.",
    "too_long": "Shorten it: this has more letters than there is room for.",
    "incomplete": "Say how you know it, who or what it comes from and which way it leans.",
    "unchecked_quote": "Check the quotation: it must not give the speaker away.",
    "contact": "Take the e-mail address or telephone number out: notes never say who said it.",
    "name": "Take the name out: notes never say who said it.",
    "nobody_told": "Say whom you have told: their role, not their name.",
    "changed_since": "The note was changed on another device since, so it was not deleted. Read it first.",
    # closed
    "state": "The challenge takes nothing of this kind now. It stays on this device.",
    # damaged, malformed, failed: a fault of a program or of the road between
    "hash_differs": "This did not arrive whole. It is sent again.",
    "another_operation": "This number was used for something else before. Hand it over as a file.",
    "server": "The server could not keep this just now. It is sent again.",
}
FAULT = "This device sent something the server cannot read. It stays here, and you can hand it over as a file."


def sentence_of(code: str) -> str:
    """Return the sentence of a code, or nothing where there is nothing to say."""
    return SENTENCES.get(code, FAULT) if code else ""
