"""Who challenges whom, with whom, when."""
