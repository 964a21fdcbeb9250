"""What a person may enter on this floor, one module a noun."""
