"""Pictures of documents and displays on their way from a device: how large, and in which pieces."""

from people.refusal import Refusal

MOST_BYTES = 10 * 1024 * 1024
PIECE_BYTES = 256 * 1024
LONGEST_SIDE = 2_000


class NoteFirst(Refusal):
    """A picture of a note the server does not have."""


class AnotherPicture(Refusal):
    """The id belongs to another picture."""


class Gap(Refusal):
    """A piece that lies beyond what has arrived."""

    def __init__(self, received: int) -> None:
        super().__init__("A piece before this one is missing.")
        self.received = received


class TooMuch(Refusal):
    """More bytes than a picture has, or may have."""
