"""What can be done on this floor, one module a noun."""
