"""Pictures of documents and displays on their way from a device: how large, and in which pieces."""

MOST_BYTES = 10 * 1024 * 1024
PIECE_BYTES = 256 * 1024
