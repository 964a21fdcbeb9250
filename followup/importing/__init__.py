"""Tables of values in: checked first, then whole or not at all."""
