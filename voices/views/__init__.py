"""Pages of this floor. One file a noun."""
