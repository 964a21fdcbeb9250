"""What a person may enter on this floor. One file a noun."""
