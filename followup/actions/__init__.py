"""What is done on this floor, one noun a file."""
