"""What drawing an edition gives, and what it says when it cannot."""

from dataclasses import dataclass


class Undrawable(Exception):  # noqa: N818 -- read as a sentence
    """An edition cannot be made; the message is a sentence for the person who asked for it."""


@dataclass(frozen=True)
class Drawn:
    """The bytes of an edition, and how many pages or slides it has when it has any."""

    content: bytes
    pages: int = 0
