"""What a person may enter: one file a noun."""
